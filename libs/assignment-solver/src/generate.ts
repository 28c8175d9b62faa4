/** Generated rounds from a seed: for tests and for measuring. */
import { chanceOf } from '@naru/solving/chance';
import { type AssignmentProblem, BARRED, type Rules, type SolverJudge } from './problem.ts';

export interface Shape {
  judges: number;
  applications: number;
  seed: number;
  rules?: Partial<Rules>;
  /** The judges' capacity divided by the demand: 1.2 leaves a sixth of it free. */
  slack?: number;
  loadMin?: number;
}

const CENTRES = 17;
const SECTORS = 24;
/** Shares of the judges, and of the pairs. */
const EXPERTS = 0.4;
const WOMEN = 0.35;
const WITHOUT_CENTRE = 0.3;
const BARRED_SHARE = 0.03;
const SOFT_SHARE = 0.03;
const SOFT_COSTS = 1_000;

export const ALL_RULES: Rules = { panelSize: 3, marketExpertsMin: 1, womenMin: 1, centresMin: 2, sameCentreMax: 2 };

/** Judges know one to four of the sectors; applications have one to three. A judge never reviews their own centre. */
export function problemOfShape({ judges: J, applications: A, seed, rules, slack = 1.2, loadMin }: Shape) {
  const chance = chanceOf(seed);
  const below = (limit: number) => Math.floor(limit * chance());
  const some = (most: number) => new Set(Array.from({ length: 1 + below(most) }, () => below(SECTORS)));
  const all = { ...ALL_RULES, ...rules };
  const loadMax = Math.ceil((slack * A * all.panelSize) / J);
  const judges: SolverJudge[] = Array.from({ length: J }, (_, j) => ({
    id: `jud_${j}`,
    centreId: chance() < WITHOUT_CENTRE ? '' : `KR-${below(CENTRES)}`,
    marketExpert: chance() < EXPERTS,
    woman: chance() < WOMEN,
    loadMin: loadMin ?? Math.floor(loadMax / 2),
    loadMax,
    retired: false,
  }));
  const known = judges.map(() => some(4));
  const value = new Int16Array(A * J);
  for (let a = 0; a < A; a++) {
    const about = [...some(3)];
    const centre = `KR-${below(CENTRES)}`;
    judges.forEach(({ centreId }, j) => {
      const fit = Math.round((1_000 * about.filter((sector) => known[j]?.has(sector)).length) / about.length);
      const soft = chance() < SOFT_SHARE ? SOFT_COSTS : 0;
      const barred = centreId === centre || chance() < BARRED_SHARE;
      value[a * J + j] = barred ? BARRED : fit - soft;
    });
  }
  const applications = Array.from({ length: A }, (_, a) => `app_${a}`);
  return { rules: all, judges, applications, value, fixed: applications.map(() => []) } satisfies AssignmentProblem;
}
