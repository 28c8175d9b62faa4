/** Demands, and the problem that remains if only some of them hold. */
import { type AssignmentProblem, BARRED } from './problem.ts';

/** The plan's names of its rules; then forbidden pairs, and standing reviews. */
export const DEMANDS = [
  'panel_size',
  'market_experts_min',
  'women_min',
  'centres_min',
  'same_centre_max',
  'load_min',
  'load_max',
  'conflicts',
  'standing_reviews',
] as const;

export type Demand = (typeof DEMANDS)[number];

/** The demands that the problem has. */
export function demandsOf({ rules, judges, value, fixed }: AssignmentProblem): Demand[] {
  const made: Record<Demand, boolean> = {
    panel_size: true,
    market_experts_min: rules.marketExpertsMin > 0,
    women_min: rules.womenMin > 0,
    centres_min: rules.centresMin > 1,
    same_centre_max: rules.sameCentreMax > 0 && rules.sameCentreMax < rules.panelSize,
    load_min: judges.some(({ loadMin }) => loadMin > 0),
    load_max: judges.some(({ loadMax }) => loadMax > 0),
    conflicts: value.includes(BARRED),
    standing_reviews: fixed.some((seated) => seated.length > 0),
  };
  return DEMANDS.filter((demand) => made[demand]);
}

/** The problem with only these demands. The values of pairs no longer matter. */
export function onlyWith(problem: AssignmentProblem, demands: readonly Demand[]): AssignmentProblem {
  const has = (demand: Demand) => demands.includes(demand);
  const { rules, judges, value, fixed, applications } = problem;
  return {
    anySize: !has('panel_size'),
    applications,
    rules: {
      panelSize: rules.panelSize,
      marketExpertsMin: has('market_experts_min') ? rules.marketExpertsMin : 0,
      womenMin: has('women_min') ? rules.womenMin : 0,
      centresMin: has('centres_min') ? rules.centresMin : 0,
      sameCentreMax: has('same_centre_max') ? rules.sameCentreMax : 0,
    },
    judges: judges.map((judge) => ({
      ...judge,
      loadMin: has('load_min') ? judge.loadMin : 0,
      loadMax: has('load_max') ? judge.loadMax : 0,
    })),
    value: value.map((own, pair) => {
      const barred = has('conflicts') ? own === BARRED : judges[pair % judges.length]?.retired;
      return barred ? BARRED : 0;
    }),
    fixed: has('standing_reviews') ? fixed : applications.map(() => []),
  };
}

/** The problem of one application without loads: any free judge could take a seat. */
export function aloneOf(problem: AssignmentProblem, a: number): AssignmentProblem {
  const { judges, value, fixed, applications } = problem;
  const J = judges.length;
  return {
    ...problem,
    judges: judges.map((judge) => ({ ...judge, loadMin: 0, loadMax: 0 })),
    applications: [applications[a] as string],
    value: value.slice(a * J, (a + 1) * J),
    fixed: [fixed[a] as readonly number[]],
  };
}
