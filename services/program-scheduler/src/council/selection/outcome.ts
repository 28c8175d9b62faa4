/** Turns the order of applications into selected and waiting ones, each with a reason. Pure. */
import type { Selection_Standing, SelectionEntry_Reason } from '@naru/contracts/program/v1/selection';
import type { Choice, Choose } from '../choice/choose.ts';
import type { Team } from '../choice/constraint.ts';
import { comparable, type Ordered } from '../choice/exposure.ts';
import { type Candidate, type Entry, type Outcome, type Terms, withStanding } from './selection.ts';

type Row = Ordered<Candidate>;
type Places = Pick<Terms, 'places' | 'constraints' | 'waitlistMax'>;

export const teamOf = ({ applicationId, centreId, sectors }: Row): Team => ({ id: applicationId, centreId, sectors });

const outcome = (
  standing: Selection_Standing,
  reason: SelectionEntry_Reason,
  { constraintIds = [], otherId = '' }: Partial<Pick<Outcome, 'constraintIds' | 'otherId'>> = {},
): Outcome => ({ standing, waitlistPosition: 0, reason, constraintIds, otherId, note: undefined });

export const withdrawn = (entry: Entry): Entry => ({ ...entry, ...outcome('WITHDRAWN', 'WITHDRAWN') });

/** Gives the places to rows in their order. `clash` names constraints that cannot be kept; then no row has a place. */
export function placed(rows: readonly Row[], terms: Places, choose: Choose): { entries: Entry[]; clash: string[] } {
  const judged = rows.filter(({ score }) => score !== undefined);
  const choice = choose({ teams: judged.map(teamOf), constraints: terms.constraints, places: terms.places });
  const reasonOf = reasons(judged, choice, terms.places);
  const entries = rows.map((row) => ({
    ...row,
    ...(row.score === undefined ? outcome('REJECTED', 'NOT_JUDGED') : reasonOf(row)),
  }));
  return { entries: withWaitlist(entries, terms.waitlistMax), clash: choice.clash };
}

/** Gives each judged row its reason for a place, or for none. */
function reasons(rows: readonly Row[], { taken, passed }: Choice, places: number): (row: Row) => Outcome {
  const hasPlace = new Set(taken);
  const byScore = [...rows].sort((a, b) => scoreOf(b) - scoreOf(a) || a.order - b.order);
  const bestByScore = idsOf(byScore.slice(0, places));
  const bestInOrder = idsOf(rows.slice(0, places));
  /** The constraints that passed over rows before this one. */
  const heldBack = ({ order }: Row) => [
    ...new Set(rows.flatMap((row) => (row.order < order ? (passed.get(row.applicationId) ?? []) : []))),
  ];
  /** The last row that has a place by a rule and not by its score. */
  const gained = taken.findLast((id) => !bestByScore.has(id)) ?? '';
  return (row) => {
    const { applicationId: id } = row;
    if (hasPlace.has(id)) {
      if (bestByScore.has(id)) return outcome('SELECTED', 'RANK');
      if (bestInOrder.has(id)) return outcome('SELECTED', 'EXPOSURE');
      return outcome('SELECTED', 'CONSTRAINT', { constraintIds: heldBack(row) });
    }
    const constraintIds = passed.get(id);
    if (constraintIds) return outcome('REJECTED', 'PASSED_OVER', { constraintIds, otherId: gained });
    return outcome('REJECTED', 'PLACES_FULL');
  };
}

const scoreOf = ({ score }: Row): number => comparable(score as number);

/** Reasons that depend on the teams that have the places. They are worked out again whenever a place changes hands. */
const PLACE_REASONS: readonly SelectionEntry_Reason[] = [
  'PLACES_FULL',
  'LESS_EXPOSED_FIRST',
  'EQUAL_SCORE',
  'COUNCIL_FIRST',
];

/** Works out these reasons: better scores took the places, or the rule or the council put other teams first. */
function reasoned(entries: readonly Entry[]): Entry[] {
  const selected = withStanding(entries, 'SELECTED');
  return entries.map((entry) =>
    PLACE_REASONS.includes(entry.reason) ? { ...entry, ...beforeOf(entry, selected) } : entry,
  );
}

function beforeOf(entry: Entry, selected: readonly Entry[]): Pick<Entry, 'reason' | 'otherId'> {
  const level = selected.filter((one) => one.score === undefined || scoreOf(one) <= scoreOf(entry));
  const byRule = level.findLast(({ note }) => note === undefined);
  const other = byRule ?? level.at(-1) ?? selected.at(-1);
  return { reason: reasonBefore(entry, { byRule, level }), otherId: other?.applicationId ?? '' };
}

function reasonBefore(
  entry: Entry,
  { byRule, level }: { byRule: Entry | undefined; level: readonly Entry[] },
): SelectionEntry_Reason {
  if (level.length === 0) return 'PLACES_FULL';
  if (!byRule) return 'COUNCIL_FIRST';
  const alike =
    scoreOf(byRule) === scoreOf(entry) &&
    byRule.ventureExposure === entry.ventureExposure &&
    byRule.centreExposure === entry.centreExposure;
  return alike || entry.nearTie === 0 ? 'EQUAL_SCORE' : 'LESS_EXPOSED_FIRST';
}

const idsOf = (rows: readonly Row[]): Set<string> => new Set(rows.map(({ applicationId }) => applicationId));

/**
 * The waitlist: judged teams without a place that the council did not reject, in order, up to `waitlistMax`. A team
 * that the council put on the list stays on it in any case.
 */
export function withWaitlist(entries: readonly Entry[], waitlistMax: number): Entry[] {
  let position = 0;
  const listed = entries.map((entry): Entry => {
    if (!mayWait(entry)) return entry;
    if (position >= waitlistMax && entry.reason !== 'COUNCIL')
      return { ...entry, standing: 'REJECTED', waitlistPosition: 0 };
    position += 1;
    return { ...entry, standing: 'WAITLISTED', waitlistPosition: position };
  });
  return reasoned(listed);
}

const mayWait = ({ standing, reason }: Entry): boolean =>
  standing === 'WAITLISTED' || (standing === 'REJECTED' && reason !== 'NOT_JUDGED' && reason !== 'COUNCIL');

/** After a team has left the waitlist the others close up. No new team joins it. */
export function closedUp(entries: readonly Entry[]): Entry[] {
  let position = 0;
  const closed = entries.map((entry) => {
    if (entry.standing !== 'WAITLISTED') return entry;
    position += 1;
    return { ...entry, waitlistPosition: position };
  });
  return reasoned(closed);
}

/** Gives one application another outcome. */
export const changed = (entries: readonly Entry[], id: string, change: (entry: Entry) => Entry): Entry[] =>
  entries.map((entry) => (entry.applicationId === id ? change(entry) : entry));
