/** What may be done with a rubric. Pure: the present state and a command give events, or a refusal. */
import { notFound, refusals } from '@naru/kit/rejection';
import { type Criterion, newestOf, type Rubric, type RubricEvent } from './rubric.ts';

const { invalid, rule } = refusals('rubric');

const WEIGHTS = 100;
const VERSIONS_MAX = 50;

/** Weights add up to 100, every scale has at least two steps, and no two criteria share an id. */
export function createRubric(existing: Rubric | null, { rubric }: { rubric: Rubric }): RubricEvent[] {
  if (existing) return [];
  requireCriteria(newestOf(rubric).criteria);
  return [{ type: 'RubricCreated', rubric }];
}

/** A version in use stays as it is and gets a successor; one that nobody uses is replaced. */
export function reviseRubric(
  rubric: Rubric | null,
  { id, criteria }: { id: string; criteria: readonly Criterion[] },
): RubricEvent[] {
  if (!rubric) throw notFound('rubric', id);
  requireCriteria(criteria);
  const newest = newestOf(rubric);
  if (same(newest.criteria, criteria)) return [];
  if (newest.used && newest.number >= VERSIONS_MAX)
    throw rule('versions_max', `criteria: the rubric has ${VERSIONS_MAX} versions; create another rubric`);
  const number = newest.used ? newest.number + 1 : newest.number;
  return [{ type: 'RubricUpdated', version: { number, criteria, used: false } }];
}

/** A judging takes the newest version. */
export function useRubric(rubric: Rubric | null, { id }: { id: string }): RubricEvent[] {
  if (!rubric) throw notFound('rubric', id);
  return newestOf(rubric).used ? [] : [{ type: 'RubricUsed' }];
}

function requireCriteria(criteria: readonly Criterion[]): void {
  const seen = new Set<string>();
  for (const [index, { id, scaleMin, scaleMax }] of criteria.entries()) {
    if (scaleMax <= scaleMin)
      throw invalid(`criteria[${index}].scale_max`, 'scale', `must be more than scale_min, which is ${scaleMin}`);
    if (seen.has(id))
      throw invalid(`criteria[${index}].id`, 'criterion_twice', `${id} stands there before; give each its own id`);
    seen.add(id);
  }
  const sum = criteria.reduce((total, { weight }) => total + weight, 0);
  if (sum !== WEIGHTS)
    throw rule('weights', `criteria: the weights add up to ${sum}; they must add up to ${WEIGHTS} per cent`);
}

const same = (a: readonly Criterion[], b: readonly Criterion[]) => JSON.stringify(a) === JSON.stringify(b);
