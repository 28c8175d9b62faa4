/** Commands on a round. Pure: the present state and a command give events, or a refusal. */
import type { Event_State } from '@naru/contracts/program/v1/event';
import { type CivilDate, compareDates, dateIn, SEOUL } from '@naru/kit/civil-date';
import { endOf, type Round, type RoundEvent } from './round.ts';
import { known, refuse } from './texts.ts';

/** The event that the round selects teams for, with its present state. */
export interface EventChosenFor {
  programmeId: string;
  state: Event_State;
}

/** A round opens in a phase of its programme that has not ended, for an event that was not cancelled, with a deadline in the future. */
export function openRound(
  existing: Round | null,
  { round, phases, event }: { round: Round; phases: readonly number[]; event?: EventChosenFor | undefined },
): RoundEvent[] {
  if (existing) return [];
  const known = phases.length === 0 ? round.phase === 0 : phases.includes(round.phase);
  if (!known) throw refuse('phase_unknown', { phases });
  const to = round.phaseRules?.to;
  if (to && compareDates(to, firstDayOf(round)) < 0) throw refuse('phase_ended', { phase: round.phase, to });
  // Any programme may select teams for an event without a programme. Otherwise only the programme of the event may.
  if (event?.programmeId && event.programmeId !== round.programmeId) throw refuse('event_of_another');
  if (event?.state === 'CANCELLED') throw refuse('event_cancelled');
  if (round.closesAt <= round.opensAt) throw refuse('closes_early');
  return [{ type: 'RoundOpened', round }];
}

/** The first day that the round is about: today, or the begin of its half of another year, for a round of an earlier year. */
function firstDayOf({ year, half, opensAt }: Round): CivilDate {
  const today = dateIn(SEOUL, opensAt);
  const from = { year, month: half === 'H2' ? 7 : 1, day: 1 };
  const through = { year, month: half === 'H1' ? 6 : 12, day: 31 };
  return compareDates(from, today) <= 0 && compareDates(today, through) <= 0 ? today : from;
}

/** A round may be closed before its deadline. */
export function closeRound(round: Round | null): RoundEvent[] {
  return known(round).state === 'OPEN' ? [{ type: 'RoundClosed' }] : [];
}

/** A round closes by itself at its deadline plus grace. Until then nothing is due. */
export function closeDueRound(round: Round | null, now: Date): RoundEvent[] {
  return round?.state === 'OPEN' && endOf(round) <= now ? [{ type: 'RoundClosed' }] : [];
}
