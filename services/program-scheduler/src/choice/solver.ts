/** The solver HiGHS (https://highs.dev) as WebAssembly, for demands that a search does not answer soon. */
import { Rejection } from '@naru/kit/rejection';
import type { Highs } from 'highs';
import { loadHighs } from '../assignment-solver/highs.ts';
import type { Demand, Solver } from './feasible.ts';

const SECONDS_MAX = 5;

/** Loaded when it is first needed, and anew after a failure: WebAssembly that has aborted answers no more. */
export function solverLoader(): () => Promise<Solver> {
  let loaded: Promise<Highs> | null = null;
  return async () => {
    loaded ??= loadHighs();
    const solver = await loaded;
    return (demand) => {
      try {
        return solved(solver, demand);
      } catch (error) {
        loaded = null;
        throw error;
      }
    };
  };
}

/** @throws Rejection where it would take too long to be sure */
function solved(solver: Highs, demand: Demand): number[] | null {
  if (demand.kinds.length === 0) return demand.need.some((wanted) => wanted > 0) ? null : [];
  const { Status: status, Columns: columns } = solver.solve(programmeOf(demand), {
    output_flag: false,
    time_limit: SECONDS_MAX,
  });
  // The fewest teams are never fewer than none, so what may be unbounded is not.
  if (status === 'Infeasible' || status === 'Primal infeasible or unbounded') return null;
  if (status !== 'Optimal') throw entangled();
  return demand.kinds.map((_, index) => {
    const column = columns[`x${index}`];
    return column && 'Primal' in column ? Math.round(column.Primal) : 0;
  });
}

/** The fewest teams that meet the floors, as an integer programme in the LP format. */
function programmeOf({ need, room, places, kinds }: Demand): string {
  const all = kinds.map((_, index) => index);
  const sum = (of: readonly number[]) => of.map((index) => `x${index}`).join(' + ');
  const rows = need.flatMap((wanted, at) => {
    const own = all.filter((index) => kinds[index]?.within.includes(at));
    if (own.length === 0) return wanted > 0 ? [`f${at}: 0 x0 >= ${wanted}`] : [];
    const free = room[at] as number;
    return [
      ...(wanted > 0 ? [`f${at}: ${sum(own)} >= ${wanted}`] : []),
      ...(Number.isFinite(free) ? [`c${at}: ${sum(own)} <= ${free}`] : []),
    ];
  });
  return [
    'Minimize',
    `teams: ${sum(all)}`,
    'Subject To',
    ...rows,
    `places: ${sum(all)} <= ${places}`,
    'Bounds',
    ...all.map((index) => `0 <= x${index} <= ${kinds[index]?.left}`),
    'General',
    all.map((index) => `x${index}`).join(' '),
    'End',
  ].join('\n');
}

const entangled = () =>
  new Rejection({
    kind: 'rule',
    code: 'selection.constraints_entangled',
    message: 'constraints: so many of them overlap that it cannot be told in time whether they can be kept; name fewer',
  });
