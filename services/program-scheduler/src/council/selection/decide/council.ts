/** The decision of the council: as proposed, or with deviations and a reason for each. */
import type { CouncilRecord } from '@naru/contracts/program/v1/selection';
import { fields } from '@naru/kit/field-texts';
import { type Fault, requireNone } from '@naru/words/rejection';
import { brokenBy } from '../../choice/constraint.ts';
import { changed, teamOf, withWaitlist } from '../outcome.ts';
import {
  type Decision,
  type Deviation,
  type Entry,
  type Selection,
  type SelectionEvent,
  tallyOf,
  withStanding,
} from '../selection.ts';
import { fault, known, refuse, refuseField } from '../texts.ts';
import { requireQuota, requireUnbroken } from './refusals.ts';

export interface Ruling extends Omit<Decision, 'council'> {
  roundId: string;
  council: CouncilRecord | undefined;
  at: Date;
}

/**
 * A selection is decided once. The decision needs minutes, a quorum and a majority, and keeps the quota and the
 * constraints.
 */
export function decideSelection(selection: Selection | null, ruling: Ruling): SelectionEvent[] {
  const before = known(selection, ruling.roundId);
  const decision = decisionOf(ruling);
  if (before.decision) {
    if (sameDecision(before.decision, decision)) return [];
    throw refuse('decided');
  }
  requireVotes(before);
  const entries = deviated(before, decision.deviations);
  const selected = withStanding(entries, 'SELECTED');
  const { teamsMax, shortfallNeedsReason } = before.quota;
  requireQuota(selected.length, before.quota, 'DECISION');
  requireUnbroken(before.constraints, brokenBy(before.constraints, selected.map(teamOf)));
  if (shortfallNeedsReason && selected.length < teamsMax && decision.shortfallReason === '')
    throw refuse('shortfall_needs_reason', { teams: selected.length, teamsMax });
  // Places that stay empty because of constraints or too few applications are not filled later without the council.
  return [{ type: 'SelectionDecided', decision, entries, places: selected.length, at: ruling.at }];
}

function decisionOf({ council, deviations, shortfallReason }: Ruling): Decision {
  return { council: requireRecord(council), deviations, shortfallReason };
}

/** @throws Rejection where the minutes of the council are missing */
export function requireRecord(council: CouncilRecord | undefined): CouncilRecord {
  const { heldOn, minutesRef = '', reason = '' } = council ?? {};
  if (council && heldOn && minutesRef.trim() !== '' && reason.trim() !== '') return council;
  const missing = [
    ...(heldOn ? [] : ['heldOn' as const]),
    ...(minutesRef.trim() === '' ? ['minutesRef' as const] : []),
    ...(reason.trim() === '' ? ['reason' as const] : []),
  ];
  const faults = missing.map((name) => fields.fault(`council.${name}`, 'required'));
  throw refuse('no_council_record', { missing }).naming(faults);
}

export const sameDecision = (a: Decision, b: Decision): boolean => essence(a) === essence(b);

const essence = ({ council, deviations, shortfallReason }: Decision): string => {
  const { heldOn, minutesRef, reason } = council;
  const others = deviations.map(({ applicationId, standing, reason: why }) => [
    applicationId,
    standing,
    why.ko,
    why.en,
  ]);
  return JSON.stringify([heldOn?.year, heldOn?.month, heldOn?.day, minutesRef, reason, others.sort(), shortfallReason]);
};

function requireVotes(selection: Selection): void {
  const { quorate, carried, ...tally } = tallyOf(selection);
  const { quorum, votes } = selection;
  if (!quorate) throw refuse('no_quorum', { quorum, votes: votes.length, ...tally });
  if (!carried) throw refuse('not_carried', tally);
}

/** The proposal with the deviations of the council. A team that the council rejected does not go on the waitlist. */
function deviated({ entries, waitlistMax }: Selection, deviations: readonly Deviation[]): Entry[] {
  requireNone(
    deviations.flatMap((deviation, index) => {
      const first = deviations.findIndex(({ applicationId }) => applicationId === deviation.applicationId);
      return deviationFaults(entries, deviation, { path: `deviations[${index}]`, isSecond: first !== index });
    }),
  );
  let after: Entry[] = [...entries];
  for (const { applicationId, standing, reason } of deviations) {
    requireStanding(entries, applicationId);
    after = changed(after, applicationId, (one) => ({
      ...one,
      standing,
      waitlistPosition: 0,
      reason: 'COUNCIL',
      constraintIds: [],
      otherId: '',
      note: reason,
    }));
  }
  return withWaitlist(after, waitlistMax);
}

function deviationFaults(
  entries: readonly Entry[],
  { applicationId, standing }: Deviation,
  { path, isSecond }: { path: string; isSecond: boolean },
): Fault[] {
  const entry = entries.find((one) => one.applicationId === applicationId);
  if (!entry) return [fault(`${path}.application_id`, 'application_unknown')];
  return [
    ...(isSecond ? [fault(`${path}.application_id`, 'application_twice')] : []),
    ...(entry.standing === standing ? [fault(`${path}.standing`, 'no_deviation')] : []),
  ];
}

/** @throws Rejection where the application does not belong to this selection, or is withdrawn */
export function requireStanding(entries: readonly Entry[], id: string): Entry {
  const entry = entries.find((one) => one.applicationId === id);
  if (!entry) throw refuseField('application_id', 'application_unknown');
  if (entry.standing === 'WITHDRAWN') throw refuse('application_withdrawn', { id });
  return entry;
}
