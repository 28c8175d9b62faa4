/** A round in the form of a file, and its reader, which names every fault. */
import {
  type Find,
  idIn,
  idOf,
  isObject,
  type Json,
  objectIn,
  optional,
  type Reading,
  readingOf,
  rows,
  shown,
  unique,
  whole,
} from '@naru/solving/reading';
import { type AssignmentProblem, BARRED, type Rules, type SolverJudge } from './problem.ts';

/** `cells` is judges times applications: each pair has a number. */
export const LIMITS = { judges: 10_000, applications: 100_000, pairs: 1_000_000, cells: 20_000_000, panelSize: 20 };
/** The largest value that one pair may add to the total or take from it. */
const VALUE_MAX = 10_000;

/** Reads an untrusted value. It ignores unknown fields: a file may carry names and notes. */
export const readRound = (value: unknown): Reading<AssignmentProblem> =>
  readingOf((find) => {
    if (isObject(value)) return roundIn(value, find);
    find('', 'no_round', {});
    return { rules: NO_RULES, judges: [], applications: [], value: new Int16Array(0), fixed: [] };
  });

const NO_RULES: Rules = { panelSize: 1, marketExpertsMin: 0, womenMin: 0, centresMin: 0, sameCentreMax: 0 };

function roundIn(value: Json, find: Find): AssignmentProblem {
  const rules = rulesIn(value.rules, find);
  const judges = rows(value, 'judges', { max: LIMITS.judges, find }).map((row, j) =>
    judgeIn(row, `judges[${j}]`, find),
  );
  const applications = rows(value, 'applications', { max: LIMITS.applications, find }).map((row, a) => {
    const path = `applications[${a}]`;
    return { id: idIn(objectIn(row, { path, example: '{"id": "app_1"}', find }), path, find) };
  });
  const ids = { judges: unique(judges, 'judges', find), applications: unique(applications, 'applications', find) };
  for (const [name, { length }] of Object.entries({ judges, applications })) if (length === 0) find(name, 'empty', {});
  const cells = judges.length * applications.length;
  if (cells > LIMITS.cells) find('', 'pairs_max', { count: cells, max: LIMITS.cells });
  const listed = optional(value.pairs, () => rows(value, 'pairs', { max: LIMITS.pairs, find })) ?? [];
  const pairs = listed.map((row, i) => pairIn(row, { path: `pairs[${i}]`, ids, find }));
  const problem = { rules, judges, applications: applications.map(({ id }) => id) };
  return {
    ...problem,
    ...(cells > LIMITS.cells ? { value: new Int16Array(0), fixed: [] } : seatsOf(problem, pairs, find)),
  };
}

function rulesIn(value: unknown, find: Find): Rules {
  const rules = objectIn(value, { path: 'rules', example: '{"panel_size": 3, "women_min": 1}', find });
  const upTo = (name: string, max: number) =>
    optional(rules[name], (given) => whole(given, { path: `rules.${name}`, max, find })) ?? 0;
  const panelSize = isObject(value)
    ? whole(rules.panel_size, { path: 'rules.panel_size', min: 1, max: LIMITS.panelSize, find })
    : undefined;
  const most = panelSize ?? LIMITS.panelSize;
  return {
    panelSize: panelSize ?? 1,
    marketExpertsMin: upTo('market_experts_min', most),
    womenMin: upTo('women_min', most),
    centresMin: upTo('centres_min', most),
    sameCentreMax: upTo('same_centre_max', most),
  };
}

function judgeIn(row: unknown, path: string, find: Find): SolverJudge {
  const one = objectIn(row, { path, example: '{"id": "jud_1", "centre": "KR-27", "load_max": 12}', find });
  const load = (name: string) =>
    optional(one[name], (value) => whole(value, { path: `${path}.${name}`, max: LIMITS.applications, find })) ?? 0;
  const [loadMin, loadMax] = [load('load_min'), load('load_max')];
  if (loadMax > 0 && loadMin > loadMax)
    find(`${path}.load_min`, 'above', { given: loadMin, other: 'load_max', max: loadMax });
  const centreId = one.centre ?? '';
  if (typeof centreId !== 'string') find(`${path}.centre`, 'text_or_none', { given: shown(centreId) });
  return {
    id: idIn(one, path, find),
    centreId: String(centreId),
    marketExpert: flagIn(one, 'market_expert', { path, find }),
    woman: flagIn(one, 'woman', { path, find }),
    ...{ loadMin, loadMax, retired: false },
  };
}

interface Pair {
  path: string;
  judge: string;
  application: string;
  value: number;
  conflict: boolean;
  stands: boolean;
}

interface Known {
  path: string;
  ids: Record<'judges' | 'applications', ReadonlySet<string>>;
  find: Find;
}

function pairIn(row: unknown, { path, ids, find }: Known): Pair {
  const one = objectIn(row, { path, example: '{"judge": "jud_1", "application": "app_1", "value": 800}', find });
  const value = optional(one.value, (given) =>
    whole(given, { path: `${path}.value`, min: -VALUE_MAX, max: VALUE_MAX, find }),
  );
  return {
    ...{ path, value: value ?? 0 },
    judge: idOf(one, 'judge', { path, ids: ids.judges, of: 'judges', find }),
    application: idOf(one, 'application', { path, ids: ids.applications, of: 'applications', find }),
    conflict: flagIn(one, 'conflict', { path, find }),
    stands: flagIn(one, 'stands', { path, find }),
  };
}

/** The flat arrays of the solver. A missing pair has the value 0; of repeated pairs the last one counts. */
function seatsOf(
  { rules, judges, applications }: Pick<AssignmentProblem, 'rules' | 'judges' | 'applications'>,
  pairs: readonly Pair[],
  find: Find,
): Pick<AssignmentProblem, 'value' | 'fixed'> {
  const judgeAt = new Map(judges.map(({ id }, j) => [id, j]));
  const applicationAt = new Map(applications.map((id, a) => [id, a]));
  const value = new Int16Array(judges.length * applications.length);
  const fixed = applications.map(() => new Set<number>());
  for (const pair of pairs) {
    const [j, a] = [judgeAt.get(pair.judge), applicationAt.get(pair.application)];
    if (j === undefined || a === undefined) continue;
    value[a * judges.length + j] = pair.conflict ? BARRED : pair.value;
    if (!pair.stands) continue;
    fixed[a]?.add(j);
    if ((fixed[a]?.size ?? 0) > rules.panelSize) find(`${pair.path}.stands`, 'standing_max', { max: rules.panelSize });
  }
  return { value, fixed: fixed.map((seated) => [...seated]) };
}

interface Named {
  path: string;
  find: Find;
}

function flagIn(one: Json, name: string, { path, find }: Named): boolean {
  const value = one[name] ?? false;
  if (typeof value !== 'boolean') find(`${path}.${name}`, 'flag', { given: shown(value) });
  return value === true;
}
