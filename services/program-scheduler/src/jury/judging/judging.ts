/** The judging of a round. `evolve` is the only function that changes it. */
import type { Judging_Mode, Judging_State, PanelRules } from '@naru/contracts/program/v1/judging';
import type { Criterion } from '../rubric/rubric.ts';

/** The plan that the secretariat makes before the judging opens. */
export interface Plan {
  mode: Judging_Mode;
  /** Empty for a judging by votes. */
  rubricId: string;
  rubricVersion: number;
  /** The criteria of this version. A later revision of the rubric does not change them. */
  criteria: readonly Criterion[];
  blind: boolean;
  panel: PanelRules | undefined;
  /** The cut for the tie zone: a number of places; 0 for none. */
  places: number;
}

export interface Judging extends Plan {
  id: string;
  roundId: string;
  state: Judging_State;
  openedAt: Date | undefined;
  closedAt: Date | undefined;
  /** Every review and ballot is marked as closed, so no call in progress can change a score or a vote. */
  settled: boolean;
}

export type JudgingEvent =
  | { type: 'JudgingPlanned'; judging: Judging }
  | { type: 'JudgingUpdated'; plan: Plan }
  | { type: 'JudgingOpened'; at: Date }
  | { type: 'JudgingClosed'; at: Date }
  | { type: 'JudgingSettled' };

/** Never throws: events have already happened. */
export const evolve = (judging: Judging | null, event: JudgingEvent): Judging | null => {
  if (event.type === 'JudgingPlanned') return event.judging;
  if (!judging) return null;
  switch (event.type) {
    case 'JudgingUpdated':
      return { ...judging, ...event.plan };
    case 'JudgingOpened':
      return { ...judging, state: 'OPEN', openedAt: event.at };
    case 'JudgingClosed':
      return { ...judging, state: 'CLOSED', closedAt: event.at };
    case 'JudgingSettled':
      return { ...judging, settled: true };
  }
};
