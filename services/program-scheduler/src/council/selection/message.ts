/** Turns a selection into its protobuf message. */
import type { CouncilVote, Selection as SelectionMessage } from '@naru/contracts/program/v1/selection';
import { reasonText } from './reason.ts';
import { type Selection, tallyOf, withStanding } from './selection.ts';
import { warningsOf } from './words.ts';

export const decisionOf = (decision: Selection['decision']) => ({
  council: decision?.council,
  deviations: [...(decision?.deviations ?? [])],
  shortfallReason: decision?.shortfallReason ?? '',
});

export const constraintsOf = (constraints: Selection['constraints']) =>
  constraints.map(({ centreIds, sectors, ...constraint }) => ({
    ...constraint,
    centreIds: [...centreIds],
    sectors: [...sectors],
  }));

/** Ordered by centre, so that the list does not show the order of the votes. */
export const votesOf = (votes: Selection['votes']): CouncilVote[] =>
  [...votes].sort((a, b) => (a.centreId < b.centreId ? -1 : 1));

/**
 * The whole selection, as an answer. An event carries the version in its envelope, an answer carries it in its etag.
 */
export function toProto({ entries, decision, ...selection }: Selection, version = 0): SelectionMessage {
  return {
    ...selection,
    ...decisionOf(decision),
    electorate: [...selection.electorate],
    constraints: constraintsOf(selection.constraints),
    entries: entries.map((entry) => ({
      ...entry,
      name: undefined,
      reasonText: reasonText(entry, selection),
      sectors: [...entry.sectors],
      constraintIds: [...entry.constraintIds],
    })),
    votes: votesOf(selection.votes),
    tally: tallyOf(selection),
    selected: withStanding(entries, 'SELECTED').length,
    waitlisted: withStanding(entries, 'WAITLISTED').length,
    warnings: warningsOf({ ...selection, entries }),
    etag: version ? String(version) : '',
  };
}
