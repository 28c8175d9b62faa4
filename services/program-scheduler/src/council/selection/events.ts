/** Events of a selection: its record after every change, and the table of the proposal once, in parts. */
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
import { constraintsOf, decisionOf, votesOf } from './message.ts';
import { type Entry, type Selection, type SelectionEvent, waitlistOf, withStanding } from './selection.ts';

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
    selectedIds: idsOf(withStanding(entries, 'SELECTED')),
    waitlistedIds: idsOf(waitlistOf(entries)),
    applications: entries.length,
  };
}

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
