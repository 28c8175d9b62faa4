/** The recorded events behind a selection. They are kept for ever, and nothing changes them. */

import { eventOf } from '@naru/contracts';
import type { Application } from '@naru/contracts/program/v1/application';
import type { Ballot } from '@naru/contracts/program/v1/ballot';
import { ApplicationDrafted } from '@naru/contracts/program/v1/events';
import { BallotVoted, ReviewSubmitted } from '@naru/contracts/program/v1/judging_events';
import type { Review } from '@naru/contracts/program/v1/review';
import type { CouncilRecord, CouncilVote } from '@naru/contracts/program/v1/selection';
import {
  SelectionDecided,
  SelectionExtended,
  SelectionPromoted,
  SelectionProposed,
  SelectionReleased,
  SelectionTabled,
  SelectionVoted,
} from '@naru/contracts/program/v1/selection_events';
import type { SelectionRecord, TableRow } from '@naru/contracts/program/v1/selection_record';
import { bytesOf, type Codec, type KeptEvent } from '@naru/kit/outbox';
import { withVote } from '../../jury/ballot/ballot.ts';
import type { EventLog } from './log-store.ts';

export interface Recorded {
  type: string;
  version: number;
  at: Date;
  data: Uint8Array;
  record: SelectionRecord | undefined;
  told: Told;
  read(data: Uint8Array): object;
}

interface Told {
  applicationId?: string;
  council?: CouncilRecord | undefined;
  vote?: CouncilVote | undefined;
  proposal?: number;
  rows?: TableRow[];
}

const CODECS = new Map<string, Codec<object>>(
  [
    SelectionProposed,
    SelectionTabled,
    SelectionVoted,
    SelectionDecided,
    SelectionReleased,
    SelectionPromoted,
    SelectionExtended,
  ].map((codec: Codec<object>) => [eventOf(codec).type, codec]),
);

/** An event of a selection, decoded. */
export function recordedOf(kept: Pick<KeptEvent, 'type' | 'version' | 'at' | 'data'>): Recorded {
  const { type, version, at } = kept;
  const codec = CODECS.get(type);
  const data = bytesOf(kept);
  const told = (codec?.decode(data) ?? {}) as Told & { selection?: SelectionRecord };
  return { type, version, at, data, record: told.selection, told, read: (bytes) => codec?.decode(bytes) ?? {} };
}

/** All recorded events of a selection. */
export const selectionEvents = async (log: EventLog, id: string): Promise<Recorded[]> =>
  (await log.of([id])).map(recordedOf);

/** The events from the last proposal on, and its table. */
export function lastProposal(events: readonly Recorded[]): { events: Recorded[]; rows: TableRow[] } {
  const from = events.findLastIndex(({ type }) => type === eventOf(SelectionProposed).type);
  const own = from < 0 ? [] : events.slice(from);
  return { events: own, rows: own.flatMap(({ told }) => told.rows ?? []) };
}

export interface Judgements {
  reviews: Review[];
  ballots: Ballot[];
}

/** The reviews and ballots of a round at the time of the proposal. */
export async function judgementsOf(
  log: EventLog,
  { roundId, since, until }: { roundId: string; since: Date; until: Date },
): Promise<Judgements> {
  const reviews = new Map<string, Review>();
  const ballots = new Map<string, Ballot>();
  for (const one of await log.judged({ since, until })) {
    // All events of a review carry the same message, and so do those of a ballot.
    const isReview = one.type.startsWith('naru.program.review.');
    const review = isReview ? ReviewSubmitted.decode(bytesOf(one)).review : undefined;
    const ballot = isReview ? undefined : BallotVoted.decode(bytesOf(one)).ballot;
    if (review?.roundId === roundId) reviews.set(review.id, review);
    if (ballot?.roundId === roundId) ballots.set(ballot.id, withVotes(ballots.get(ballot.id), ballot));
  }
  return { reviews: [...reviews.values()], ballots: [...ballots.values()] };
}

/** An event of a ballot carries its latest vote only. */
const withVotes = (before: Ballot | undefined, ballot: Ballot): Ballot => ({
  ...ballot,
  votes: ballot.votes.reduce((votes, vote) => withVote(votes, vote), before?.votes ?? []),
});

/** The time of the first event of an aggregate; undefined where there is none. */
export async function firstHeardOf(log: EventLog, aggregate: string): Promise<Date | undefined> {
  return (await log.of([aggregate]))[0]?.at;
}

/** Each of the applications at a given time, from its last event before that time. */
export async function applicationsAt(
  log: EventLog,
  ids: readonly string[],
): Promise<(until: Date) => ReadonlyMap<string, Application>> {
  const told = (await log.of(ids)).flatMap((one) => {
    const { application } = ApplicationDrafted.decode(bytesOf(one));
    return application ? [{ at: one.at, application }] : [];
  });
  return (until) =>
    new Map(told.filter(({ at }) => at <= until).map(({ application }) => [application.id, application]));
}
