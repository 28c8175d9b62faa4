/** Judges, applications and rules as the solver sees them: numbers in flat arrays, ids at the edges alone. */

/** What the plan asks of every panel. 0 means: no such rule. */
export interface Rules {
  panelSize: number;
  marketExpertsMin: number;
  womenMin: number;
  centresMin: number;
  sameCentreMax: number;
}

export interface SolverJudge {
  id: string;
  /** Empty for none: who belongs to no centre counts for a centre of their own. */
  centreId: string;
  marketExpert: boolean;
  woman: boolean;
  /** Applications at the least and at the most, standing ones included; `loadMax` 0 for no limit. */
  loadMin: number;
  loadMax: number;
  /** Takes nothing new; sits where they sit already. */
  retired: boolean;
}

export interface AssignmentProblem {
  rules: Rules;
  judges: readonly SolverJudge[];
  /** Ids. */
  applications: readonly string[];
  /** What a pair adds to the total, row by row: `value[a * judges.length + j]`; BARRED where the judge may not sit there. */
  value: Int16Array;
  /** By application, the judges who sit there already and stay. */
  fixed: readonly (readonly number[])[];
  /** Panels may be of any size; only to find out whether their size is part of what clashes. */
  anySize?: boolean;
}

/** The pair is not possible: a hard conflict, a recusal, a judge who has retired. */
export const BARRED = -32_768;

/** No limit, as a number to calculate with. */
export const limitOf = ({ loadMax }: Pick<SolverJudge, 'loadMax'>, applications: number): number =>
  loadMax > 0 ? loadMax : applications;

/** What rules ask about judges, prepared once for all panels. */
export interface Traits {
  /** 1 for a market expert where the rules count them, and the same for women; so judges of one type are alike. */
  expert: Uint8Array;
  woman: Uint8Array;
  type: Uint8Array;
  /** A number for each centre, and one for each judge without. */
  centre: Int32Array;
  centres: number;
  /** Judges of one centre on a panel at the most. */
  centreMax: number;
}

export function traitsOf({ rules, judges }: Pick<AssignmentProblem, 'rules' | 'judges'>): Traits {
  const { panelSize, marketExpertsMin, womenMin, centresMin, sameCentreMax } = rules;
  const expert = Uint8Array.from(judges, ({ marketExpert }) => (marketExpert && marketExpertsMin > 0 ? 1 : 0));
  const woman = Uint8Array.from(judges, (judge) => (judge.woman && womenMin > 0 ? 1 : 0));
  const centreMax = sameCentreMax > 0 ? sameCentreMax : panelSize;
  const centresMatter = centresMin > 1 || centreMax < panelSize;
  const numbers = new Map<string, number>();
  const centre = Int32Array.from(judges, ({ centreId }, j) => {
    const key = centreId !== '' && centresMatter ? `centre ${centreId}` : `judge ${j}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  const type = Uint8Array.from(judges, (_, j) => 2 * expert[j] + woman[j]);
  return { expert, woman, type, centre, centres: numbers.size, centreMax };
}
