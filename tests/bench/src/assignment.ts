/** The assignment of judges to applications: the gap to the bound and the time, for growing rounds. */
import { panelSearch } from '@naru/assignment-solver/best-panel';
import { checkPanels } from '@naru/assignment-solver/check';
import { solveExactly } from '@naru/assignment-solver/exact';
import { problemOfShape } from '@naru/assignment-solver/generate';
import { emptyPanels, fillPanels, totalOf, wantingOf } from '@naru/assignment-solver/panels';
import type { AssignmentProblem } from '@naru/assignment-solver/problem';
import { runAssignment } from '@naru/assignment-solver/run';
import { loadHighs } from '@naru/solving/highs';
import type { Row, Section } from './report.ts';

const SEED = 1;
/** The required limit, and the target. */
const SECONDS_MAX = 30;
const GAP_PERCENT_MAX = 2;
/** The largest number of pairs for which the linear programme is also solved, and its time limit. */
const PROGRAMME_PAIRS_MAX = 400_000;
const PROGRAMME_SECONDS = 120;

/** Each has about ten times the pairs of the one before. 20 × 100 and 200 × 2,000 have a target. */
const SHAPES = [
  { judges: 20, applications: 100, target: true },
  { judges: 63, applications: 630, target: false },
  { judges: 200, applications: 2_000, target: true },
  { judges: 630, applications: 6_300, target: false },
];
const TIGHT = 1.05;
const EASY = 1.2;

export async function measureAssignment(): Promise<Section> {
  const rows: Row[] = [];
  for (const { target, ...shape } of SHAPES) {
    rows.push(
      await measured(problemOfShape({ ...shape, seed: SEED, slack: EASY }), {
        what: 'a sixth of the judges’ time free',
        target,
      }),
    );
    if (target)
      rows.push(
        await measured(problemOfShape({ ...shape, seed: SEED, slack: TIGHT }), { what: 'a twentieth free', target }),
      );
  }
  return {
    title: 'Assignment of judges',
    how: `Made-up rounds with a fixed seed: panels of three with a market expert, a woman, two centres and at most two of one; loads at the least and at the most; a judge is barred from their own centre and 3 % of the rest, and soft conflicts speak against another 3 %. One thread, at most ${SECONDS_MAX} s; every rule is checked by a checker of its own. The bound is the least of a Lagrange bound, so the true gap is at most the one shown. Greedy takes the best panel that is still free, application after application. The linear programme is HiGHS, in the same run, where the round is small enough for it.`,
    rows,
  };
}

async function measured(problem: AssignmentProblem, { what, target }: { what: string; target: boolean }): Promise<Row> {
  const solution = await runAssignment(problem, { seconds: SECONDS_MAX, seed: SEED });
  const { total, bound, seconds, panels } = solution;
  const gap = (100 * (bound - total)) / bound;
  const isWhole = checkPanels(problem, panels).violations.length === 0;
  const size = `${problem.judges.length} × ${problem.applications.length.toLocaleString('en-US')}`;
  return {
    what: `${size}, ${what}`,
    measured: `${percent(gap)} below the bound in ${seconds.toFixed(1)} s${isWhole ? '' : ', rules broken'}`,
    against: [greedy(problem, bound), await programme(problem, bound)].join('; '),
    target: target ? `≤ ${GAP_PERCENT_MAX} % in ≤ ${SECONDS_MAX} s, all rules kept` : 'published',
    ...(target ? { met: isWhole && gap <= GAP_PERCENT_MAX && seconds <= SECONDS_MAX } : {}),
  };
}

const percent = (value: number): string => `${value.toFixed(3)} %`;

function greedy(problem: AssignmentProblem, bound: number): string {
  const panels = emptyPanels(problem);
  fillPanels(panels, panelSearch(problem), new Float64Array(problem.judges.length));
  const { applications } = wantingOf(panels);
  const short = applications.length > 0 ? `, ${applications.length} panels short` : '';
  return `greedy ${percent((100 * (bound - totalOf(panels))) / bound)} below${short}`;
}

/** The bound of the plain linear programme, in per cent above (+) or below the shown bound. */
async function programme(problem: AssignmentProblem, bound: number): Promise<string> {
  if (problem.value.length > PROGRAMME_PAIRS_MAX) return 'too large for the linear programme here';
  const begun = performance.now();
  const highs = await loadHighs();
  const found = solveExactly(highs, problem, { whole: false, seconds: PROGRAMME_SECONDS });
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  if (found.state !== 'optimal') return `linear programme: no bound in ${seconds} s`;
  const over = (100 * (found.value - bound)) / bound;
  return `bound of the linear programme ${over >= 0 ? '+' : '−'}${percent(Math.abs(over))} in ${seconds} s`;
}
