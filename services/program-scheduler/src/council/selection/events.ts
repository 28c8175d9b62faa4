/** What the network hears of a selection: its record after every change, and its table once, in parts. */
import type { CouncilVote, Selection as SelectionMessage } from '@naru/contracts/program/v1/selection';
import {
  SelectionDecided,
  SelectionExtended,
  SelectionPromoted,
  SelectionProposed,
  SelectionReleased,
  SelectionSnapshot,
  SelectionTabled,
  SelectionVoted,
} from '@naru/contracts/program/v1/selection_events';
import type { SelectionRecord, TableRow } from '@naru/contracts/program/v1/selection_record';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { type Entry, type Selection, type SelectionEvent, tallyOf, waitlistOf, withStanding } from './selection.ts';
import { warningsOf } from './words.ts';

export function publish(event: SelectionEvent, selection: Selection): Outgoing {
  const record = recordOf(selection);
  switch (event.type) {
    case 'SelectionProposed':
      return outgoing(SelectionProposed, { selection: record });
    case 'SelectionTabled': {
      const rows = selection.entries.slice(event.from, event.to).map(rowOf);
      return outgoing(SelectionTabled, { selectionId: selection.id, proposal: selection.proposal, rows });
    }
    case 'SelectionVoted':
      return outgoing(SelectionVoted, { selection: record, vote: event.vote });
    case 'SelectionDecided':
      return outgoing(SelectionDecided, { selection: record });
    case 'SelectionReleased':
      return outgoing(SelectionReleased, { selection: record, applicationId: event.applicationId });
    case 'SelectionPromoted':
      return outgoing(SelectionPromoted, { selection: record, applicationId: event.applicationId });
    case 'SelectionExtended':
      return outgoing(SelectionExtended, {
        selection: record,
        applicationId: event.applicationId,
        council: event.council,
      });
  }
}

export const snapshot = (selection: Selection): Outgoing =>
  outgoing(SelectionSnapshot, { selection: recordOf(selection) });

const idsOf = (entries: readonly Entry[]): string[] => entries.map(({ applicationId }) => applicationId);

function recordOf({ entries, decision, ...selection }: Selection): SelectionRecord {
  return {
    ...selection,
    ...decisionOf(decision),
    electorate: [...selection.electorate],
    constraints: constraintsOf(selection.constraints),
    votes: votesOf(selection.votes),
    selectedIds: idsOf(withStanding(entries, 'STANDING_SELECTED')),
    waitlistedIds: idsOf(waitlistOf(entries)),
    applications: entries.length,
  };
}

const decisionOf = (decision: Selection['decision']) => ({
  council: decision?.council,
  deviations: [...(decision?.deviations ?? [])],
  shortfallReason: decision?.shortfallReason ?? '',
});

const constraintsOf = (constraints: Selection['constraints']) =>
  constraints.map(({ centreIds, sectors, ...constraint }) => ({
    ...constraint,
    centreIds: [...centreIds],
    sectors: [...sectors],
  }));

/** In the order of the centres, so that it tells nothing of who came when. */
const votesOf = (votes: Selection['votes']): CouncilVote[] =>
  [...votes].sort((a, b) => (a.centreId < b.centreId ? -1 : 1));

const rowOf = (entry: Entry): TableRow => ({
  applicationId: entry.applicationId,
  ventureId: entry.ventureId,
  centreId: entry.centreId,
  sectors: [...entry.sectors],
  score: entry.score,
  rank: entry.rank,
  order: entry.order,
  ventureExposure: entry.ventureExposure,
  centreExposure: entry.centreExposure,
});

/** The whole of it, as an answer. In an event the envelope tells the version; here the etag does. */
export function toProto({ entries, decision, ...selection }: Selection, version = 0): SelectionMessage {
  return {
    ...selection,
    ...decisionOf(decision),
    electorate: [...selection.electorate],
    constraints: constraintsOf(selection.constraints),
    entries: entries.map((entry) => ({
      ...entry,
      name: undefined,
      sectors: [...entry.sectors],
      constraintIds: [...entry.constraintIds],
    })),
    votes: votesOf(selection.votes),
    tally: tallyOf(selection),
    selected: withStanding(entries, 'STANDING_SELECTED').length,
    waitlisted: withStanding(entries, 'STANDING_WAITLISTED').length,
    warnings: warningsOf({ ...selection, entries }),
    etag: version ? String(version) : '',
  };
}
