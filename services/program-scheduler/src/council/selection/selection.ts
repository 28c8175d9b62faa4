/** The decision of the council about a round. `evolve` is the only function that changes it. */
import type { LocalizedText, Taxonomy_Sector } from '@naru/contracts/common/v1/common';
import type { ExposureRule } from '@naru/contracts/program/v1/programme';
import type { Ranking_Method } from '@naru/contracts/program/v1/ranking';
import type {
  CouncilRecord,
  CouncilVote_Choice,
  Selection_Standing,
  Selection_State,
  SelectionEntry_Reason,
  SelectionQuota,
} from '@naru/contracts/program/v1/selection';
import type { Constraint } from '../choice/constraint.ts';
import type { Ordered, Ranked } from '../choice/exposure.ts';

/** An application in the ranking of the judges. It does not change after the proposal. */
export interface Candidate extends Ranked {
  sectors: readonly Taxonomy_Sector[];
  raw: number | undefined;
  standardError: number | undefined;
  rank: number;
  rankLow: number;
  rankHigh: number;
  inTieZone: boolean;
}

/** The outcome of an application, and its reason. */
export interface Outcome {
  standing: Selection_Standing;
  /** Position from 1; 0 where it is not on the waitlist. */
  waitlistPosition: number;
  reason: SelectionEntry_Reason;
  constraintIds: readonly string[];
  /** The application that has the place instead, or had it before; empty for none. */
  otherId: string;
  /** The reason in the words of the council. */
  note: LocalizedText | undefined;
}

export type Entry = Ordered<Candidate> & Outcome;

export interface Vote {
  centreId: string;
  choice: CouncilVote_Choice;
  at: Date;
  fromMinutes: boolean;
}

export interface Deviation {
  applicationId: string;
  standing: Selection_Standing;
  reason: LocalizedText;
}

/** The terms of a proposal. */
export interface Terms {
  places: number;
  quota: SelectionQuota;
  waitlistMax: number;
  quorum: number;
  electorate: readonly string[];
  constraints: readonly Constraint[];
  exposure: ExposureRule | undefined;
  /** Unspecified where scores were given with the proposal. */
  method: Ranking_Method;
  notCorrectedBecause: string;
}

export interface Decision {
  council: CouncilRecord;
  deviations: readonly Deviation[];
  shortfallReason: string;
}

export interface Selection extends Terms {
  id: string;
  roundId: string;
  programmeId: string;
  /** Empty where the round has no event. */
  eventId: string;
  state: Selection_State;
  /** Number of the proposal, from 1. A vote is for one proposal. */
  proposal: number;
  /** In the order in which places are given. */
  entries: readonly Entry[];
  votes: readonly Vote[];
  decision: Decision | undefined;
  proposedAt: Date;
  decidedAt: Date | undefined;
}

export type SelectionEvent =
  | { type: 'SelectionProposed'; selection: Selection }
  /** Rows `from` up to `to` of the table, published after the proposal. They change nothing. */
  | { type: 'SelectionTabled'; from: number; to: number }
  | { type: 'SelectionVoted'; vote: Vote }
  | { type: 'SelectionDecided'; decision: Decision; entries: readonly Entry[]; places: number; at: Date }
  | { type: 'SelectionReleased'; applicationId: string; entries: readonly Entry[] }
  | { type: 'SelectionPromoted'; applicationId: string; entries: readonly Entry[] }
  | {
      type: 'SelectionExtended';
      applicationId: string;
      council: CouncilRecord;
      entries: readonly Entry[];
      places: number;
    };

/** Never throws: events have already happened. */
export const evolve = (selection: Selection | null, event: SelectionEvent): Selection | null => {
  if (event.type === 'SelectionProposed') return event.selection;
  if (!selection) return null;
  switch (event.type) {
    case 'SelectionTabled':
      return selection;
    case 'SelectionVoted': {
      const others = selection.votes.filter(({ centreId }) => centreId !== event.vote.centreId);
      return { ...selection, votes: [...others, event.vote] };
    }
    case 'SelectionDecided': {
      const { decision, entries, places, at } = event;
      return { ...selection, state: 'DECIDED', decision, entries, places, decidedAt: at };
    }
    case 'SelectionReleased':
    case 'SelectionPromoted':
      return { ...selection, entries: event.entries };
    case 'SelectionExtended':
      return { ...selection, entries: event.entries, places: event.places };
  }
};

export const withStanding = (entries: readonly Entry[], standing: Selection_Standing): Entry[] =>
  entries.filter((entry) => entry.standing === standing);

/** The waitlist in the order in which it moves up. */
export const waitlistOf = (entries: readonly Entry[]): Entry[] =>
  withStanding(entries, 'WAITLISTED').sort((a, b) => a.waitlistPosition - b.waitlistPosition);

/** The count of the votes, and whether they carry the proposal. */
export function tallyOf({ votes, quorum }: Pick<Selection, 'votes' | 'quorum'>) {
  const count = (wanted: CouncilVote_Choice) => votes.filter(({ choice }) => choice === wanted).length;
  const [yes, no, abstain] = [count('FOR'), count('AGAINST'), count('ABSTAIN')];
  const quorate = votes.length >= quorum;
  return { for: yes, against: no, abstain, quorate, carried: quorate && yes > no };
}
