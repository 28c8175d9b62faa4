/** The judging of a round, and the one place it changes. */
import type { Judging_Mode, Judging_State, PanelRules } from '@naru/contracts/program/v1/judging';
import type { Criterion } from '../rubric/rubric.ts';

/** What the secretariat lays down before the judging opens. */
export interface Plan {
  mode: Judging_Mode;
  /** Empty where teams are compared by votes. */
  rubricId: string;
  rubricVersion: number;
  /** As that version has them: a rubric that is revised later changes nothing here. */
  criteria: readonly Criterion[];
  blind: boolean;
  panel: PanelRules | undefined;
  /** The cut that the tie zone is about; 0 for none. */
  places: number;
}

export interface Judging extends Plan {
  id: string;
  roundId: string;
  state: Judging_State;
  openedAt: Date | undefined;
  closedAt: Date | undefined;
  /** Every review and ballot has seen that it is closed, so nothing under way can change a score or a vote any more. */
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
