/** Commands on a rubric. Pure: the present state and a command give events, or a refusal. */
import { requireNone } from '@naru/words/rejection';
import { type Criterion, newestOf, type Rubric, type RubricEvent } from './rubric.ts';
import { fault, known, refuse } from './texts.ts';

const WEIGHTS = 100;
const VERSIONS_MAX = 50;

/** Weights add up to 100, every scale has at least two steps, and no two criteria share an id. */
export function createRubric(existing: Rubric | null, { rubric }: { rubric: Rubric }): RubricEvent[] {
  if (existing) return [];
  requireCriteria(newestOf(rubric).criteria);
  return [{ type: 'RubricCreated', rubric }];
}

/** A version in use is kept, and the rubric gets a new version. A version that is not in use is replaced. */
export function reviseRubric(
  rubric: Rubric | null,
  { id, criteria }: { id: string; criteria: readonly Criterion[] },
): RubricEvent[] {
  const newest = newestOf(known(rubric, id));
  requireCriteria(criteria);
  if (same(newest.criteria, criteria)) return [];
  if (newest.used && newest.number >= VERSIONS_MAX) throw refuse('versions_max', { versionsMax: VERSIONS_MAX });
  const number = newest.used ? newest.number + 1 : newest.number;
  return [{ type: 'RubricUpdated', version: { number, criteria, used: false } }];
}

/** A judging takes the newest version. */
export function useRubric(rubric: Rubric | null, { id }: { id: string }): RubricEvent[] {
  return newestOf(known(rubric, id)).used ? [] : [{ type: 'RubricUsed' }];
}

/** @throws Rejection naming all faults of the criteria */
function requireCriteria(criteria: readonly Criterion[]): void {
  requireNone(
    criteria.flatMap(({ id, scaleMin, scaleMax }, index) => [
      ...(scaleMax > scaleMin ? [] : [fault(`criteria[${index}].scaleMax`, 'scale', { scaleMin })]),
      ...(criteria.findIndex((one) => one.id === id) === index
        ? []
        : [fault(`criteria[${index}].id`, 'criterion_twice', { id })]),
    ]),
  );
  const sum = criteria.reduce((total, { weight }) => total + weight, 0);
  if (sum !== WEIGHTS) throw refuse('weights', { sum, wanted: WEIGHTS });
}

const same = (a: readonly Criterion[], b: readonly Criterion[]) => JSON.stringify(a) === JSON.stringify(b);
