/** A judge. `evolve` is the only function that changes it. Most of it is personal data: see `told` in events.ts. */
import type { Taxonomy_Sector } from '@naru/contracts/common/v1/common';
import type { DeclaredConflict_Reason, Judge_Gender, Judge_State } from '@naru/contracts/program/v1/judge';
import type { CivilDate } from '@naru/kit/civil-date';

export interface Employment {
  organisationId: string;
  from: CivilDate;
  /** Undefined while the employment lasts. */
  to: CivilDate | undefined;
}

export interface DeclaredConflict {
  /** The id of an application or a venture. */
  objectId: string;
  reason: DeclaredConflict_Reason;
}

/** The fields that the secretariat enters. */
export interface JudgeProfile {
  /** Empty for none. */
  centreId: string;
  employers: readonly Employment[];
  /** Ventures and investors of which the judge owns a part. */
  holdings: readonly string[];
  /** Investors that the judge acts for. */
  actsFor: readonly string[];
  expertise: readonly Taxonomy_Sector[];
  marketExpert: boolean;
  gender: Judge_Gender;
  /** The most applications in a round; 0 where the judge has no limit of their own. */
  loadMax: number;
}

export interface Judge extends JudgeProfile {
  id: string;
  /** The subject of the judge's tokens; it never changes. */
  subject: string;
  declared: readonly DeclaredConflict[];
  state: Judge_State;
}

export type JudgeEvent =
  | { type: 'JudgeRegistered'; judge: Judge }
  | { type: 'JudgeUpdated'; profile: JudgeProfile }
  | { type: 'JudgeConflictDeclared'; conflict: DeclaredConflict }
  | { type: 'JudgeRetired' };

/** Never throws: events have already happened. */
export const evolve = (judge: Judge | null, event: JudgeEvent): Judge | null => {
  if (event.type === 'JudgeRegistered') return event.judge;
  if (!judge) return null;
  switch (event.type) {
    case 'JudgeUpdated':
      return { ...judge, ...event.profile };
    case 'JudgeConflictDeclared': {
      const others = judge.declared.filter(({ objectId }) => objectId !== event.conflict.objectId);
      return { ...judge, declared: [...others, event.conflict] };
    }
    case 'JudgeRetired':
      return { ...judge, state: 'RETIRED' };
  }
};
