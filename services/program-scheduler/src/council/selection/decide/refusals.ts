/** The refusals that several verbs of selections share. */
import { notFound, refusals } from '@naru/kit/rejection';
import type { Selection } from '../selection.ts';

export const { invalid, rule } = refusals('selection');

export function known(selection: Selection | null, roundId: string): Selection {
  if (selection) return selection;
  throw notFound('selection', roundId);
}

export const quotaExceeded = (wanted: number, teamsMax: number) =>
  rule(
    'quota_exceeded',
    `${wanted} teams would be selected; the quota is ${teamsMax}, whatever the council would like`,
  );

export const decided = () => rule('decided', 'the council has decided; what it decided stays');

/** Named for people: what is asked is in the constraints of the selection. */
export const constraintsBroken = (ids: readonly string[]) =>
  rule(
    'constraint_broken',
    `the constraints ${ids.join(', ')} would not be kept; decide on other teams, or propose anew with other constraints`,
  );
