/** Checks a finished assignment: it counts every rule again and shares no code with the search. */
import { type AssignmentProblem, BARRED } from './problem.ts';
import type { Demand } from './relax.ts';

/** A broken rule, of the panel of an application or of the load of a judge. */
export interface Violation {
  /** The index of the application, or of the judge. */
  id: string;
  rule: Demand | 'judge_twice';
}

/** Every rule that the panels (judges by application) break. `total` is the value of the panels. */
export function checkPanels(
  { rules, judges, applications, value, fixed }: AssignmentProblem,
  panels: readonly (readonly number[])[],
): { violations: Violation[]; total: number } {
  const violations: Violation[] = [];
  const load = new Map<number, number>();
  let total = 0;
  panels.forEach((panel, a) => {
    const name = applications[a] as string;
    const seated = fixed[a] ?? [];
    const members = panel.map((j) => judges[j]);
    const count = (wanted: (judge: (typeof members)[number]) => boolean | undefined) => members.filter(wanted).length;
    const centres = Object.values(Object.groupBy(members, (judge) => judge?.centreId || `judge ${judge?.id}`));
    const broken: Partial<Record<Violation['rule'], boolean>> = {
      panel_size: panel.length !== rules.panelSize,
      judge_twice: new Set(panel).size !== panel.length,
      standing_reviews: !seated.every((j) => panel.includes(j)),
      conflicts: panel.some((j) => value[a * judges.length + j] === BARRED && !seated.includes(j)),
      market_experts_min: count((judge) => judge?.marketExpert) < rules.marketExpertsMin,
      women_min: count((judge) => judge?.woman) < rules.womenMin,
      centres_min: centres.length < rules.centresMin,
      same_centre_max: rules.sameCentreMax > 0 && centres.some((some) => (some?.length ?? 0) > rules.sameCentreMax),
    };
    for (const rule of Object.keys(broken) as (keyof typeof broken)[])
      if (broken[rule]) violations.push({ id: name, rule });
    for (const j of panel) {
      load.set(j, (load.get(j) ?? 0) + 1);
      const own = value[a * judges.length + j];
      total += seated.includes(j) ? Math.max(0, own) : own;
    }
  });
  judges.forEach(({ id, loadMin, loadMax }, j) => {
    const has = load.get(j) ?? 0;
    if (loadMax > 0 && has > loadMax) violations.push({ id, rule: 'load_max' });
    if (has < loadMin) violations.push({ id, rule: 'load_min' });
  });
  return { violations, total };
}
