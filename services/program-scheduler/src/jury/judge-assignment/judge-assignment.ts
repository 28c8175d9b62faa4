/**
 * The assignment of judges that was found for a round, in compact form. `evolve` is the only function that changes it.
 */

import type { Demand } from '@naru/assignment-solver/relax';
import type { JudgeAssignment_Outcome, JudgeAssignment_State } from '@naru/contracts/program/v1/assignment';

/** Demands that clashed at the time of the search. */
export interface StoredClash {
  demands: readonly { demand: Demand; wanted: number }[];
  applicationIds: readonly string[];
  judgeIds: readonly string[];
  needed: number;
  available: number;
  smallest: boolean;
  /** The number of free judges, where the clash is about one application, or about all of them alike. */
  free: { judges: number; marketExperts: number; women: number; centres: number } | undefined;
}

export interface Proposal {
  outcome: JudgeAssignment_Outcome;
  applicationIds: readonly string[];
  judgeIds: readonly string[];
  panelSize: number;
  /** Indexes into `judgeIds`, application after application; −1 for an empty seat. */
  seats: readonly number[];
  /** The fit of the judge on each seat, in thousandths. */
  fits: readonly number[];
  /** Indexes of seats with a soft conflict, and of seats that already had a review. */
  softSeats: readonly number[];
  standingSeats: readonly number[];
  total: number;
  bound: number;
  seconds: number;
  shortPanels: number;
  clashes: readonly StoredClash[];
}

export interface JudgeAssignment extends Proposal {
  id: string;
  roundId: string;
  state: JudgeAssignment_State;
  proposedAt: Date;
  appliedAt: Date | undefined;
}

export type JudgeAssignmentEvent =
  | { type: 'JudgeAssignmentProposed'; assignment: JudgeAssignment }
  | { type: 'JudgeAssignmentApplied'; at: Date };

/** Never throws: events have already happened. */
export const evolve = (assignment: JudgeAssignment | null, event: JudgeAssignmentEvent): JudgeAssignment | null => {
  switch (event.type) {
    case 'JudgeAssignmentProposed':
      return event.assignment;
    case 'JudgeAssignmentApplied':
      return assignment && { ...assignment, state: 'APPLIED', appliedAt: event.at };
  }
};

export interface Seat {
  applicationId: string;
  judgeId: string;
  fit: number;
  standing: boolean;
  softConflict: boolean;
}

/** The taken seats, by application in the order of the proposal. */
export function panelsOf(proposal: Proposal): { applicationId: string; seats: Seat[] }[] {
  const { applicationIds, judgeIds, panelSize, seats, fits } = proposal;
  const [soft, standing] = [new Set(proposal.softSeats), new Set(proposal.standingSeats)];
  return applicationIds.map((applicationId, a) => ({
    applicationId,
    seats: seats.slice(a * panelSize, (a + 1) * panelSize).flatMap((j, place): Seat[] => {
      const seat = a * panelSize + place;
      const judgeId = judgeIds[j];
      if (judgeId === undefined) return [];
      const known = { fit: fits[seat] ?? 0, standing: standing.has(seat), softConflict: soft.has(seat) };
      return [{ applicationId, judgeId, ...known }];
    }),
  }));
}

/** The largest possible distance between the total and the optimum, in per cent of the bound. */
export const gapPercentOf = ({ outcome, total, bound }: Pick<Proposal, 'outcome' | 'total' | 'bound'>): number =>
  outcome === 'WHOLE' && bound > 0 ? (100 * (bound - total)) / bound : 0;
