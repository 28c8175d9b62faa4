/** The rules of a plan for each panel, and the rules that a panel breaks. */
import type { PanelRules } from '@naru/contracts/program/v1/judging';
import type { Judge } from '../judge/judge.ts';

export interface Shortfall {
  rule: 'panel_size' | 'market_experts_min' | 'women_min' | 'centres_min' | 'same_centre_max';
  wanted: number;
  found: number;
}

export type Member = Pick<Judge, 'id' | 'centreId' | 'marketExpert' | 'gender'>;

/** Every rule that the panel breaks. A judge without a centre counts as a centre of their own. */
export function shortfallsOf(rules: PanelRules, members: readonly Member[]): Shortfall[] {
  const centres = new Map<string, number>();
  for (const { id, centreId } of members) centres.set(centreId || id, (centres.get(centreId || id) ?? 0) + 1);
  const least = (rule: Shortfall['rule'], wanted: number, found: number) =>
    found < wanted ? [{ rule, wanted, found }] : [];
  const most = Math.max(0, ...centres.values());
  const { panelSize, sameCentreMax } = rules;
  return [
    ...(members.length === panelSize
      ? []
      : [{ rule: 'panel_size' as const, wanted: panelSize, found: members.length }]),
    ...least('market_experts_min', rules.marketExpertsMin, members.filter(({ marketExpert }) => marketExpert).length),
    ...least('women_min', rules.womenMin, members.filter(({ gender }) => gender === 'FEMALE').length),
    ...least('centres_min', rules.centresMin, centres.size),
    ...(sameCentreMax > 0 && most > sameCentreMax
      ? [{ rule: 'same_centre_max' as const, wanted: sameCentreMax, found: most }]
      : []),
  ];
}
