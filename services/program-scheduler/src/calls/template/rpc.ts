/** RPCs of programme templates. */
import type { CreateProgrammeRequest } from '@naru/contracts/program/v1/programme';
import type { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import type { Ownership } from '@naru/kit/access';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import { type CivilDate, checkDate } from '@naru/kit/civil-date';
import { reaches } from '@naru/kit/reach';
import { together } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { requireForm } from '../../standards/form.ts';
import { requireQuota } from '../../standards/quota.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import { requirePhases } from './rules.ts';
import type { TemplateStore } from './store.ts';
import { datedPhases, type Template } from './template.ts';
import { refuseField, unknown } from './texts.ts';

type TemplateRpcs = Pick<
  Handlers<typeof ProgramServiceDefinition>,
  'createTemplate' | 'shareTemplate' | 'getTemplate' | 'listTemplates'
>;

export function templateRpcs(templates: TemplateStore): TemplateRpcs {
  const { change, get } = answering(templates, versioned(toProto));
  return {
    createTemplate: async ({ requestId: _, ...request }, call) => {
      const [name, phases, quota, form] = together(
        () => requireText('name', request.name),
        () => requirePhases('phases', request.phases),
        () => request.quota && requireQuota('quota', request.quota),
        () => requireForm('form', request.form),
      );
      const template: Template = {
        ...request,
        id: call.newId('tpl'),
        name,
        phases,
        quota,
        form,
        state: 'PRIVATE',
      };
      return change({ id: template.id }, call, (existing) => decide.createTemplate(existing, template));
    },
    shareTemplate: (named, call) => change(named, call, decide.shareTemplate),
    getTemplate: get,
    listTemplates: async (request, { reach }) => {
      const { found, ...page } = await templates.list(request, reach);
      return { templates: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
  };
}

/** A template belongs to its centre. Once it is shared, every centre may see it. */
export const templateOwnership = (templates: TemplateStore) => ownershipIn(templates, ownershipOf);

const ownershipOf = ({ centreId, state }: Template): Ownership => ({
  centre: centreId,
  open: state === 'SHARED',
});

/** The fields that a programme takes from its template. Fields of the request override them. */
export const fromTemplate =
  (templates: TemplateStore) =>
  async (request: CreateProgrammeRequest, { reach }: Call) => {
    const { templateId, startsOn } = request;
    const template = (await templates.find(templateId))?.state;
    if (!template || !reaches({ ...reach, open: true }, ownershipOf(template))) throw unknown(templateId);
    return {
      // Counted where the other fields are checked, so that all that is wrong with the request is told at once.
      phases: () =>
        request.phases.length > 0 ? request.phases : datedPhases(template, requireStart(startsOn, template)),
      quota: request.quota ?? template.quota,
      exposure: request.exposure ?? template.exposure,
      form: request.form ?? template.form,
    };
  };

function requireStart(startsOn: CivilDate | undefined, { phases }: Template): CivilDate {
  if (startsOn) checkDate('starts_on', startsOn);
  else if (phases.length > 0) throw refuseField('starts_on', 'starts_on');
  return startsOn ?? { year: 2000, month: 1, day: 1 };
}
