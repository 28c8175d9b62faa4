/** The refusals that several commands on selections share. */
import { constraintNames } from '../explain-texts.ts';
import type { Selection } from '../selection.ts';
import { refuse } from '../texts.ts';

/** @throws Rejection where more teams would be selected than the quota allows */
export function requireQuota(
  teams: number,
  { teamsMax }: Selection['quota'],
  step: 'PROPOSAL' | 'DECISION' | 'ADDITION',
): void {
  if (teamsMax > 0 && teams > teamsMax) throw refuse('quota_exceeded', { teams, teamsMax, step });
}

/** @throws Rejection naming the broken constraints, if there are any */
export function requireUnbroken(constraints: Selection['constraints'], broken: readonly string[]): void {
  if (broken.length > 0) throw refuse('constraint_broken', { constraints: constraintNames(constraints, broken) });
}
