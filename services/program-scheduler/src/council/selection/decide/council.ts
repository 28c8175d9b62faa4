/** The council's decision: as proposed, or otherwise with a reason for each team. */
import type { CouncilRecord } from '@naru/contracts/program/v1/selection';

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
import { constraintsBroken, decided, invalid, known, quotaExceeded, rule } from './refusals.ts';

export interface Ruling extends Omit<Decision, 'council'> {
  roundId: string;
  council: CouncilRecord | undefined;
  at: Date;
}

/** Decided once, with minutes, quorum and majority, never beyond the quota, and never against the constraints. */
export function decideSelection(selection: Selection | null, ruling: Ruling): SelectionEvent[] {
  const before = known(selection, ruling.roundId);
  const decision = decisionOf(ruling);
  if (before.decision) {
    if (sameDecision(before.decision, decision)) return [];
    throw decided();
  }
  requireVotes(before);
  const entries = deviated(before, decision.deviations);
  const selected = withStanding(entries, 'SELECTED');
  const { teamsMax, shortfallNeedsReason } = before.quota;
  if (teamsMax > 0 && selected.length > teamsMax) throw quotaExceeded(selected.length, teamsMax);
  const broken = brokenBy(before.constraints, selected.map(teamOf));
  if (broken.length > 0) throw constraintsBroken(broken);
  if (shortfallNeedsReason && selected.length < teamsMax && decision.shortfallReason === '')
    throw rule(
      'shortfall_needs_reason',
      `shortfallReason: ${selected.length} teams are fewer than the quota of ${teamsMax}; say why`,
    );
  // Where constraints or too few applications left places empty, they are not filled later by themselves.
  return [{ type: 'SelectionDecided', decision, entries, places: selected.length, at: ruling.at }];
}

function decisionOf({ council, deviations, shortfallReason }: Ruling): Decision {
  return { council: requireRecord(council), deviations, shortfallReason };
}

/** @throws Rejection where the council has nothing on paper */
export function requireRecord(council: CouncilRecord | undefined): CouncilRecord {
  if (!council?.heldOn || council.minutesRef.trim() === '' || council.reason.trim() === '')
    throw rule(
      'no_council_record',
      'council: must have held_on, the day of the meeting, minutes_ref, where its minutes are, and reason',
    );
  return council;
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
  const votes = `${tally.for} for, ${tally.against} against, ${tally.abstain} abstentions`;
  if (!quorate)
    throw rule('no_quorum', `${selection.quorum} centres must vote before it is decided; so far there are ${votes}`);
  if (!carried) throw rule('not_carried', `the council has not agreed (${votes}); propose anew`);
}

/** The proposal with what the council changed: what it turned down stays off the waitlist. */
function deviated({ entries, waitlistMax }: Selection, deviations: readonly Deviation[]): Entry[] {
  let after: Entry[] = [...entries];
  for (const [index, { applicationId, standing, reason }] of deviations.entries()) {
    const path = `deviations[${index}]`;
    const entry = requireEntry(entries, applicationId, `${path}.application_id`);
    if (deviations.findIndex((other) => other.applicationId === applicationId) !== index)
      throw invalid(`${path}.application_id`, 'application_twice', 'must be named once');
    if (entry.standing === standing)
      throw invalid(`${path}.standing`, 'no_deviation', 'must differ from what was proposed');
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

/** @throws Rejection where the application is none of this selection's, or is withdrawn */
export function requireEntry(entries: readonly Entry[], applicationId: string, path: string): Entry {
  const entry = entries.find((one) => one.applicationId === applicationId);
  if (!entry) throw invalid(path, 'application_unknown', 'must be an application of this selection');
  if (entry.standing === 'WITHDRAWN')
    throw rule('application_withdrawn', `${path}: the application has been withdrawn; decide on another`);
  return entry;
}
