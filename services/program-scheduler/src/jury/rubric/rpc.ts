/** RPCs of rubrics. */
import type { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import type { Criterion as CriterionMessage } from '@naru/contracts/program/v1/rubric';
import { answering, versioned } from '@naru/kit/answers';
import { given } from '@naru/kit/field-texts';
import type { Handlers } from '@naru/kit/serve';
import { requireShort, requireText } from '@naru/kit/text';
import { together } from '@naru/words/rejection';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import type { Criterion, Rubric } from './rubric.ts';
import type { RubricStore } from './store.ts';

type RubricRpcs = Pick<
  Handlers<typeof JudgingServiceDefinition>,
  'createRubric' | 'reviseRubric' | 'getRubric' | 'listRubrics'
>;

export function rubricRpcs(rubrics: RubricStore): RubricRpcs {
  const { change, get } = answering(rubrics, versioned(toProto));
  return {
    createRubric: async (request, call) => {
      const [name, criteria] = together(
        () => requireText('name', request.name),
        () => criteriaOf(request.criteria),
      );
      const rubric: Rubric = { id: call.newId('rub'), name, versions: [{ number: 1, criteria, used: false }] };
      return change({ id: rubric.id }, call, (existing) => decide.createRubric(existing, { rubric }));
    },
    reviseRubric: async ({ id, criteria, etag }, call) => {
      const revised = criteriaOf(criteria);
      return change({ id, etag }, call, (rubric) => decide.reviseRubric(rubric, { id, criteria: revised }));
    },
    getRubric: get,
    listRubrics: async (request, { reach }) => {
      const { found, ...page } = await rubrics.list(request, reach);
      return { rubrics: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
  };
}

// One document holds all versions of a rubric, so the texts must be short.
const NAME_LENGTH = 200;
const DESCRIPTION_LENGTH = 2_000;

const criteriaOf = (criteria: readonly CriterionMessage[]): Criterion[] =>
  together(...criteria.map((one, index) => () => criterionOf(one, `criteria[${index}]`)));

function criterionOf(one: CriterionMessage, here: string): Criterion {
  const [name, scaleMin] = together(
    () => requireShort(`${here}.name`, requireText(`${here}.name`, one.name), NAME_LENGTH),
    () => given(`${here}.scale_min`, one.scaleMin),
    () => one.description && requireShort(`${here}.description`, one.description, DESCRIPTION_LENGTH),
  );
  return { ...one, name, scaleMin };
}
