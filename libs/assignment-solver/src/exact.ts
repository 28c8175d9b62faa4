/**
 * The assignment as an integer programme for HiGHS (Q. Huangfu and J. A. J. Hall, Math. Prog. Comp. 10, 2018), in the LP
 * format. Exhaustive, so for small problems alone; and a second opinion on the bound.
 *
 *     maximise Σ value(a, j) · x(a, j)      x(a, j) = 1 where j judges a
 *     Σ over j of x(a, j) = panel size      the same over experts and over women ≥ their numbers
 *     Σ over centres c of z(a, c) ≥ centres_min, z(a, c) ≤ 1, z(a, c) ≤ Σ over j of c of x(a, j) ≤ same_centre_max
 *     loadMin(j) ≤ Σ over a of x(a, j) ≤ loadMax(j)
 */
import type { Highs } from '@naru/solving/highs';
import type { Exactly } from './feasible.ts';
import { emptyPanels, put } from './panels.ts';
import { worthOf } from './prices.ts';
import { type AssignmentProblem, BARRED, limitOf, traitsOf } from './problem.ts';

/** The number of pairs up to which an exhaustive search can finish. */
const PAIRS_MAX = 6_000;

export interface Solved {
  state: 'optimal' | 'infeasible' | 'unknown';
  value: number;
  /** The assigned pairs, as [application, judge]. */
  pairs: [number, number][];
}

/**
 * @param whole false for the linear relaxation, in which a judge may take a part of a seat; its value is the LP bound
 */
export function solveExactly(
  highs: Highs,
  problem: AssignmentProblem,
  { whole, seconds }: { whole: boolean; seconds: number },
): Solved {
  const found = highs.solve(modelOf(problem, whole), { time_limit: seconds, output_flag: false, mip_rel_gap: 0 });
  if (found.Status === 'Infeasible') return { state: 'infeasible', value: 0, pairs: [] };
  if (found.Status !== 'Optimal') return { state: 'unknown', value: 0, pairs: [] };
  const pairs = Object.entries(found.Columns).flatMap(([name, column]): [number, number][] => {
    const [, a, j] = /^x(\d+)_(\d+)$/.exec(name) ?? [];
    return a && j && 'Primal' in column && column.Primal > 0.5 ? [[Number(a), Number(j)]] : [];
  });
  return { state: 'optimal', value: found.ObjectiveValue, pairs };
}

/** The exhaustive decision for `feasibilityOf`. */
export const exactlyBy =
  (highs: Highs, secondsLeft: () => number): Exactly =>
  (problem) => {
    if (problem.value.length > PAIRS_MAX) return null;
    const seconds = secondsLeft();
    if (seconds <= 0) return null;
    const { state, pairs } = solveExactly(highs, problem, { whole: true, seconds });
    if (state === 'unknown') return null;
    if (state === 'infeasible') return { state: 'impossible' };
    return problem.anySize ? { state: 'possible' } : { state: 'possible', panels: panelsOf(problem, pairs) };
  };

function panelsOf(problem: AssignmentProblem, pairs: readonly [number, number][]) {
  const panels = emptyPanels(problem);
  const { panelSize } = problem.rules;
  const next = problem.fixed.map((seated) => seated.length);
  for (const [a, j] of pairs) {
    if (problem.fixed[a]?.includes(j)) continue;
    put(panels, a * panelSize + next[a], j);
    next[a] = next[a] + 1;
  }
  return panels;
}

/** The integer programme in the LP format. */
function modelOf(problem: AssignmentProblem, whole: boolean): string {
  const { judges, applications, value, fixed, anySize, rules } = problem;
  const J = judges.length;
  const traits = traitsOf(problem);
  const free = applications.map((_, a) =>
    judges.map((_, j) => j).filter((j) => value[a * J + j] !== BARRED || fixed[a]?.includes(j)),
  );
  const worth = (a: number, j: number) => {
    const own = value[a * J + j];
    return fixed[a]?.includes(j) ? worthOf(own) : own;
  };
  const objective = free.flatMap((some, a) => some.map((j) => signed(worth(a, j), x(a, j))));
  const rows = applications.flatMap((_, a) => {
    const some = free[a] as number[];
    const sumOf = (wanted: (j: number) => boolean) => some.filter(wanted).map((j) => x(a, j));
    return [
      ...(anySize
        ? []
        : row(
            sumOf(() => true),
            '=',
            rules.panelSize,
          )),
      ...row(
        sumOf((j) => traits.expert[j] === 1),
        '>=',
        rules.marketExpertsMin,
      ),
      ...row(
        sumOf((j) => traits.woman[j] === 1),
        '>=',
        rules.womenMin,
      ),
      ...centreRows({ problem, traits, a, some }),
    ];
  });
  judges.forEach((judge, j) => {
    const all = applications.flatMap((_, a) => (free[a]?.includes(j) ? [x(a, j)] : []));
    rows.push(...row(all, '<=', limitOf(judge, applications.length)), ...row(all, '>=', judge.loadMin));
  });
  const pairs = free.flatMap((some, a) => some.map((j) => x(a, j)));
  const seated = fixed.flatMap((some, a) => some.map((j) => `${x(a, j)} = 1`));
  const bounds = [...(whole ? [] : pairs.map((name) => `0 <= ${name} <= 1`)), ...seated];
  return [
    'Maximize',
    lines(objective),
    'Subject To',
    ...rows,
    'Bounds',
    ...bounds,
    ...(whole ? ['Binary', lines(pairs)] : []),
    'End',
  ].join('\n');
}

interface Part {
  problem: AssignmentProblem;
  traits: ReturnType<typeof traitsOf>;
  a: number;
  some: readonly number[];
}

function centreRows({ problem, traits, a, some }: Part): string[] {
  const { centresMin, sameCentreMax } = problem.rules;
  const groups = [...Map.groupBy(some, (j) => traits.centre[j])];
  const most =
    sameCentreMax > 0
      ? groups.flatMap(([, group]) =>
          row(
            group.map((j) => x(a, j)),
            '<=',
            sameCentreMax,
          ),
        )
      : [];
  if (centresMin <= 1) return most;
  const names = groups.map(([c]) => `z${a}_${c}`);
  return [
    ...most,
    ...row(names, '>=', centresMin),
    ...groups.flatMap(([, group], at) => [
      `${names[at]} <= 1`,
      `${group.map((j) => x(a, j)).join(' + ')} - ${names[at]} >= 0`,
    ]),
  ];
}

const x = (a: number, j: number): string => `x${a}_${j}`;

/** An empty sum is 0. If that satisfies the row, no row is needed; if not, write a row that cannot be satisfied. */
function row(names: readonly string[], sign: '=' | '>=' | '<=', limit: number): string[] {
  if (names.length === 0) return limit > 0 && sign !== '<=' ? [`never >= ${limit}`, 'never <= 0'] : [];
  if (sign === '>=' && limit <= 0) return [];
  return [`${lines(names.map((name) => `+ ${name}`))} ${sign} ${limit}`];
}

const signed = (worth: number, name: string): string => `${worth < 0 ? '-' : '+'} ${Math.abs(worth)} ${name}`;

/** Readers of the format limit the length of a line. */
function lines(words: readonly string[]): string {
  const parts: string[] = [];
  for (let from = 0; from < words.length; from += 12) parts.push(words.slice(from, from + 12).join(' '));
  return parts.join('\n');
}
