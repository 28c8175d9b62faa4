/** RPCs of programmes. */
import type { CreateProgrammeRequest } from '@naru/contracts/program/v1/programme';
import type { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import { together } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { patched } from '@naru/kit/update';
import { requireForm } from '../../standards/form.ts';
import { requireQuota } from '../../standards/quota.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import type { Changes, Programme } from './programme.ts';
import { requirePhases } from './rules.ts';
import type { ProgrammeStore } from './store.ts';

type ProgrammeRpcs = Pick<
  Handlers<typeof ProgramServiceDefinition>,
  'createProgramme' | 'updateProgramme' | 'getProgramme' | 'listProgrammes'
>;

/** The fields that a programme takes from its template. */
export type Given = Pick<CreateProgrammeRequest, 'quota' | 'exposure' | 'form'> & {
  /** @throws Rejection `invalid` if the phases of a template have no first day to begin on */
  phases(): CreateProgrammeRequest['phases'];
};

export interface ProgrammeNeighbours {
  /** @throws Rejection if there is no such template */
  fromTemplate(request: CreateProgrammeRequest, call: Call): Promise<Given>;
}

export function programmeRpcs(programmes: ProgrammeStore, { fromTemplate }: ProgrammeNeighbours): ProgrammeRpcs {
  const { change, get } = answering(programmes, versioned(toProto));

  return {
    createProgramme: async (request, call) => {
      const { name, ownerId, kind, source, templateId } = request;
      const given = templateId ? await fromTemplate(request, call) : { ...request, phases: () => request.phases };
      const programme: Programme = {
        ...ruled({ ...given, name }),
        id: call.newId('prg'),
        ownerId,
        kind,
        templateId,
        source,
      };
      return change({ id: programme.id }, call, (existing) => decide.createProgramme(existing, programme));
    },
    updateProgramme: ({ programme: wanted, updateMask, ...named }, call) =>
      change(named, call, (programme) => {
        const { phases, ...changed } = patched(programme && changeableOf(programme), wanted, updateMask);
        return decide.updateProgramme(programme, ruled({ ...changed, phases: () => phases }));
      }),
    getProgramme: get,
    listProgrammes: async (request, { reach }) => {
      const { found, ...page } = await programmes.list(request, reach);
      return { programmes: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
  };
}

const changeableOf = ({ name, phases, quota, exposure, form }: Programme) => ({ name, phases, quota, exposure, form });

type Asked = Given & Pick<CreateProgrammeRequest, 'name'>;

/** Rules that the validation of the contract cannot express. @throws Rejection naming all that break a rule */
function ruled({ exposure, ...asked }: Asked): Required<Changes> {
  const [name, phases, quota, form] = together(
    () => requireText('name', asked.name),
    () => requirePhases('phases', asked.phases()),
    () => requireQuota('quota', asked.quota),
    () => requireForm('form', asked.form),
  );
  return { name, phases, quota, exposure, form };
}

/** A programme belongs to its owner, where the owner is a centre. Everybody may see it. */
export const programmeOwnership = (programmes: ProgrammeStore) =>
  ownershipIn(programmes, ({ ownerId }) => ({ centre: ownerId, open: true }));
