/** A round: it opens, accepts applications and closes. `evolve` is the only function that changes it. */
import type { LocalizedText, Source } from '@naru/contracts/common/v1/common';
import type { Form } from '@naru/contracts/program/v1/form';
import type { Phase } from '@naru/contracts/program/v1/programme';
import type { Eligibility, Round_Half, Round_State } from '@naru/contracts/program/v1/round';

export interface Round {
  id: string;
  programmeId: string;
  /** The event that it selects teams for; empty for none. */
  eventId: string;
  name: LocalizedText;
  year: number;
  half: Round_Half;
  /** Number of the phase whose rules apply; 0 where the programme has no phases. */
  phase: number;
  /** The rules of the phase when the round opened. A round of the first shape has none, and follows its programme. */
  phaseRules?: Phase | undefined;
  state: Round_State;
  opensAt: Date;
  closesAt: Date;
  /** Its numbered place in the year, from 1; 0 where the programme has no limit. */
  place: number;
  form: Form | undefined;
  eligibility: Eligibility | undefined;
  /** The grace period: for so long after `closesAt` applications are accepted, and marked as late. */
  graceMinutes: number;
  source: Source | undefined;
}

export type RoundEvent = { type: 'RoundOpened'; round: Round } | { type: 'RoundClosed' };

/** Never throws: events have already happened. */
export const evolve = (round: Round | null, event: RoundEvent): Round | null => {
  switch (event.type) {
    case 'RoundOpened':
      return event.round;
    case 'RoundClosed':
      return round && { ...round, state: 'CLOSED' };
  }
};

/** After its deadline a round accepts nothing, even before the timer has closed it. */
export const isTaking = (round: Round, now: Date): boolean => round.state === 'OPEN' && now < endOf(round);

/** The end of the grace period, or the deadline where there is no grace. */
export const endOf = ({ closesAt, graceMinutes }: Round): Date => new Date(closesAt.getTime() + graceMinutes * 60_000);

/** An application is late from the deadline on. */
export const isLate = ({ closesAt }: Round, now: Date): boolean => now >= closesAt;
