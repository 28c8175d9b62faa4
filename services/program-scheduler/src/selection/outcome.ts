/** From the order of applications to who is selected, who waits, and why. Pure. */
import type { SelectionReason, SelectionStanding } from '@naru/contracts/program/v1/selection';
import { type Choice, choose } from '../choice/choose.ts';
import type { Team } from '../choice/constraint.ts';
import type { Ordered } from '../choice/exposure.ts';
import type { Solver } from '../choice/feasible.ts';
import type { Candidate, Entry, Outcome, Terms } from './selection.ts';

type Row = Ordered<Candidate>;
type Places = Pick<Terms, 'places' | 'constraints' | 'waitlistMax'>;

export const teamOf = ({ applicationId, centreId, sectors }: Row): Team => ({ id: applicationId, centreId, sectors });

const outcome = (
  standing: SelectionStanding,
  reason: SelectionReason,
  { constraintIds = [], otherId = '' }: Partial<Pick<Outcome, 'constraintIds' | 'otherId'>> = {},
): Outcome => ({ standing, waitlistPosition: 0, reason, constraintIds, otherId, note: undefined });

export const withdrawn = (entry: Entry): Entry => ({ ...entry, ...outcome('STANDING_WITHDRAWN', 'REASON_WITHDRAWN') });

/** Gives the places to rows in their order; `clash` names constraints that cannot be kept, and then nobody has one. */
export function placed(rows: readonly Row[], terms: Places, solve: Solver): { entries: Entry[]; clash: string[] } {
  const judged = rows.filter(({ score }) => score !== undefined);
  const choice = choose({ teams: judged.map(teamOf), constraints: terms.constraints, places: terms.places, solve });
  const reasonOf = reasons(judged, choice, terms.places);
  const entries = rows.map((row) => ({
    ...row,
    ...(row.score === undefined ? outcome('STANDING_REJECTED', 'REASON_NOT_JUDGED') : reasonOf(row)),
  }));
  return { entries: withWaitlist(entries, terms.waitlistMax), clash: choice.clash };
}

/** Why each of the judged rows has a place or none. */
function reasons(rows: readonly Row[], { taken, passed }: Choice, places: number): (row: Row) => Outcome {
  const hasPlace = new Set(taken);
  const byScore = [...rows].sort((a, b) => (b.score as number) - (a.score as number) || a.order - b.order);
  const bestByScore = idsOf(byScore.slice(0, places));
  const bestInOrder = idsOf(rows.slice(0, places));
  /** What passed somebody over whose turn was before. */
  const heldBack = ({ order }: Row) => [
    ...new Set(rows.flatMap((row) => (row.order < order ? (passed.get(row.applicationId) ?? []) : []))),
  ];
  /** The last place that went to somebody who has it not by score. */
  const gained = taken.findLast((id) => !bestByScore.has(id)) ?? '';
  return (row) => {
    const { applicationId: id } = row;
    if (hasPlace.has(id)) {
      if (bestByScore.has(id)) return outcome('STANDING_SELECTED', 'REASON_RANK');
      if (bestInOrder.has(id)) return outcome('STANDING_SELECTED', 'REASON_EXPOSURE');
      return outcome('STANDING_SELECTED', 'REASON_CONSTRAINT', { constraintIds: heldBack(row) });
    }
    const constraintIds = passed.get(id);
    if (constraintIds) return outcome('STANDING_REJECTED', 'REASON_PASSED_OVER', { constraintIds, otherId: gained });
    const lost = bestByScore.has(id) && !bestInOrder.has(id);
    if (lost) return outcome('STANDING_REJECTED', 'REASON_LESS_EXPOSED_FIRST', { otherId: gained });
    return outcome('STANDING_REJECTED', 'REASON_PLACES_FULL', { otherId: taken.at(-1) ?? '' });
  };
}

const idsOf = (rows: readonly Row[]): Set<string> => new Set(rows.map(({ applicationId }) => applicationId));

/** Whoever was judged, has no place and was not turned down by the council waits, in order, as far as the list goes. */
export function withWaitlist(entries: readonly Entry[], waitlistMax: number): Entry[] {
  let position = 0;
  return entries.map((entry) => {
    if (!mayWait(entry)) return entry;
    position += 1;
    return position > waitlistMax
      ? { ...entry, standing: 'STANDING_REJECTED', waitlistPosition: 0 }
      : { ...entry, standing: 'STANDING_WAITLISTED', waitlistPosition: position };
  });
}

const mayWait = ({ standing, reason }: Entry): boolean =>
  standing === 'STANDING_WAITLISTED' ||
  (standing === 'STANDING_REJECTED' && reason !== 'REASON_NOT_JUDGED' && reason !== 'REASON_COUNCIL');

/** After somebody has left the waitlist the others close up; nobody new comes on it. */
export function closedUp(entries: readonly Entry[]): Entry[] {
  let position = 0;
  return entries.map((entry) => {
    if (entry.standing !== 'STANDING_WAITLISTED') return entry;
    position += 1;
    return { ...entry, waitlistPosition: position };
  });
}

/** Gives one application another outcome. */
export const changed = (entries: readonly Entry[], id: string, change: (entry: Entry) => Entry): Entry[] =>
  entries.map((entry) => (entry.applicationId === id ? change(entry) : entry));
