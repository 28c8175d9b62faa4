/** Judges, applications and rules in the solver's form: numbers in flat arrays, ids only at the edges. */

/** The rules of the plan for every panel. 0 means that there is no such rule. */
export interface Rules {
  panelSize: number;
  marketExpertsMin: number;
  womenMin: number;
  centresMin: number;
  sameCentreMax: number;
}

export interface SolverJudge {
  id: string;
  /** Empty for none: a judge without a centre counts as a centre of their own. */
  centreId: string;
  marketExpert: boolean;
  woman: boolean;
  /** The minimum and maximum number of applications, including standing ones; `loadMax` 0 for no limit. */
  loadMin: number;
  loadMax: number;
  /** Gets no new application, but keeps the standing ones. */
  retired: boolean;
}

export interface AssignmentProblem {
  rules: Rules;
  judges: readonly SolverJudge[];
  /** Ids. */
  applications: readonly string[];
  /** The value of each pair, row by row: `value[a * judges.length + j]`; BARRED if the judge may not have that seat. */
  value: Int16Array;
  /** By application: the judges who already have a seat and keep it. */
  fixed: readonly (readonly number[])[];
  /** Panels may have any size: only to find out whether their size is part of the infeasible subset. */
  anySize?: boolean;
}

/** The pair is impossible: a hard conflict, a recusal, or a retired judge. */
export const BARRED = -32_768;

/** No limit, as a number. */
export const limitOf = ({ loadMax }: Pick<SolverJudge, 'loadMax'>, applications: number): number =>
  loadMax > 0 ? loadMax : applications;

/** The traits of judges that the rules use, prepared once for all panels. */
export interface Traits {
  /** 1 for a market expert if the rules count them, and the same for women. So judges of one type are alike. */
  expert: Uint8Array;
  woman: Uint8Array;
  type: Uint8Array;
  /** A number for each centre, and one for each judge without a centre. */
  centre: Int32Array;
  centres: number;
  /** The maximum number of judges of one centre on a panel. */
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
