/** Commands on a round. Pure: the present state and a command give events, or a refusal. */
import type { Event_State } from '@naru/contracts/program/v1/event';
import { endOf, type Round, type RoundEvent } from './round.ts';
import { known, refuse } from './texts.ts';

/** The event that the round selects teams for, with its present state. */
export interface EventChosenFor {
  programmeId: string;
  state: Event_State;
}

/** A round opens in a phase of its programme, for an event that was not cancelled, with a deadline in the future. */
export function openRound(
  existing: Round | null,
  { round, phases, event }: { round: Round; phases: readonly number[]; event?: EventChosenFor | undefined },
): RoundEvent[] {
  if (existing) return [];
  const known = phases.length === 0 ? round.phase === 0 : phases.includes(round.phase);
  if (!known) throw refuse('phase_unknown', { phases });
  // Any programme may select teams for an event without a programme. Otherwise only the programme of the event may.
  if (event?.programmeId && event.programmeId !== round.programmeId) throw refuse('event_of_another');
  if (event?.state === 'CANCELLED') throw refuse('event_cancelled');
  if (round.closesAt <= round.opensAt) throw refuse('closes_early');
  return [{ type: 'RoundOpened', round }];
}

/** A round may be closed before its deadline. */
export function closeRound(round: Round | null): RoundEvent[] {
  return known(round).state === 'OPEN' ? [{ type: 'RoundClosed' }] : [];
}

/** A round closes by itself at its deadline plus grace. Until then nothing is due. */
export function closeDueRound(round: Round | null, now: Date): RoundEvent[] {
  return round?.state === 'OPEN' && endOf(round) <= now ? [{ type: 'RoundClosed' }] : [];
}
