/** The solver HiGHS (https://highs.dev) as WebAssembly, for demands that a search does not answer soon. */
import { type Highs, loadHighs } from '@naru/solving/highs';
import type { Demand, Solver } from './feasible.ts';

/** The solver blocks its thread, so run it in a worker. After an abort of the WebAssembly it cannot be used again. */
export async function loadSolver(): Promise<Solver> {
  const solver = await loadHighs();
  return (demand) => solved(solver, demand);
}

function solved(solver: Highs, demand: Demand): number[] | null {
  if (demand.kinds.length === 0) return demand.need.some((wanted) => wanted > 0) ? null : [];
  const { Status: status, Columns: columns } = solver.solve(programmeOf(demand), {
    output_flag: false,
  });
  // The objective (the number of teams) is never below 0, so the programme is not unbounded: it is infeasible.
  if (status === 'Infeasible' || status === 'Primal infeasible or unbounded') return null;
  if (status !== 'Optimal') throw new Error(`the solver ended with ${status}`);
  return demand.kinds.map((_, index) => {
    const column = columns[`x${index}`];
    return column && 'Primal' in column ? Math.round(column.Primal) : 0;
  });
}

/** The smallest number of teams that meets the floors, as an integer programme in the LP format. */
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
