/** A round that opens, takes applications and closes, and the one place it changes. */
import type { LocalizedText, Source } from '@naru/contracts/common/v1/common';
import type { Form } from '@naru/contracts/program/v1/form';
import type { Phase } from '@naru/contracts/program/v1/programme';
import type { Eligibility, Round_Half, Round_State } from '@naru/contracts/program/v1/round';

export interface Round {
  id: string;
  programmeId: string;
  /** The event it chooses teams for; empty where there is none. */
  eventId: string;
  name: LocalizedText;
  year: number;
  half: Round_Half;
  /** Number of the phase whose rules bind it; 0 where the programme has none. */
  phase: number;
  /** The rules of that phase as they were when it opened. A round of the first shape has none, and follows its programme. */
  phaseRules?: Phase | undefined;
  state: Round_State;
  opensAt: Date;
  closesAt: Date;
  /** Which of the rounds its programme may open in the year it is, from 1; 0 where there is no limit. */
  place: number;
  form: Form | undefined;
  eligibility: Eligibility | undefined;
  /** For so long after closesAt applications are still taken, marked as late. */
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

/** A round that is over by the clock takes nothing, even before the sweep has closed it. */
export const isTaking = (round: Round, now: Date): boolean => round.state === 'OPEN' && now < endOf(round);

/** The end of the grace, or the deadline where there is none. */
export const endOf = ({ closesAt, graceMinutes }: Round): Date => new Date(closesAt.getTime() + graceMinutes * 60_000);

/** What is submitted from the deadline on is late, as long as the grace lets it be submitted at all. */
export const isLate = ({ closesAt }: Round, now: Date): boolean => now >= closesAt;
