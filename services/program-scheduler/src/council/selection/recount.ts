/**
 * Repeats every count and decision. The recorded events give the commands; the same functions work out the results
 * again. Each result that differs from the record is reported. Pure.
 */
import type { ReplayDifference } from '@naru/contracts/program/v1/selection';
import type { SelectionRecord, TableRow } from '@naru/contracts/program/v1/selection_record';
import { Rejection } from '@naru/kit/rejection';
import type { Choose } from '../choice/choose.ts';
import type { Exposure } from '../choice/exposure.ts';
import { byGivenScores, type Found, foundIn } from './candidates.ts';
import { addTeam, castVote, decideSelection, type Proposal, proposeSelection, releasePlace } from './decide.ts';
import { publish } from './events.ts';
import type { Recorded } from './recorded.ts';
import { type Deviation, evolve, type Selection, type SelectionEvent, type Terms, type Vote } from './selection.ts';

export interface Evidence {
  /** From the last proposal on, in order of their versions. */
  events: readonly Recorded[];
  rows: readonly TableRow[];
  /** The ranking from the recorded judgements; null where scores were given. */
  ranking: Parameters<typeof foundIn>[0] | null;
  exposure: Exposure;
  choose: Choose;
}

type Step = { stage: string; verb: (selection: Selection | null) => SelectionEvent[] };
/** A difference between the recount and the record. */
export type Difference = Omit<ReplayDifference, 'text'>;

/** Versions up to that of the selection that have no recorded event. */
export function missingVersions(events: readonly Pick<Recorded, 'version'>[], upTo: number): number[] {
  const known = new Set(events.map(({ version }) => version));
  return Array.from({ length: upTo }, (_, index) => index + 1).filter((version) => !known.has(version));
}

/** The recounted selection, and all differences from the record. */
export function recount({ events, ...evidence }: Evidence): { selection: Selection | null; differences: Difference[] } {
  const differences: Difference[] = [];
  let selection: Selection | null = null;
  for (let at = 0; at < events.length; ) {
    const first = events[at] as Recorded;
    const { stage, verb } = stepOf(first, evidence);
    const came = attempt(() => verb(selection));
    if (typeof came === 'string' || came.length === 0) {
      const recounted = typeof came === 'string' ? came : 'NOTHING';
      differences.push({ ...unnamed(stage, first), field: 'event', recorded: first.type, recounted });
      return { selection, differences };
    }
    for (const [offset, event] of came.entries()) {
      // The number of a proposal counts the replaced proposals too, which are not recounted.
      selection = evolve(selection, numbered(event, first.record));
      const recorded = events[at + offset];
      const { event: type, data } = publish(event, selection as Selection);
      if (recorded && recorded.type === type.type && Buffer.compare(recorded.data, data) === 0) continue;
      differences.push(...between({ stage, first, recorded, recounted: { type: type.type, data } }));
    }
    at += came.length;
  }
  return { selection, differences };
}

const numbered = (event: SelectionEvent, record: SelectionRecord | undefined): SelectionEvent =>
  event.type === 'SelectionProposed'
    ? { ...event, selection: { ...event.selection, proposal: record?.proposal ?? 1 } }
    : event;

function attempt(verb: () => SelectionEvent[]): SelectionEvent[] | string {
  try {
    return verb();
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}

/** The command behind an event, taken from the first event that it caused. */
function stepOf({ type, at, record, told }: Recorded, evidence: Omit<Evidence, 'events'>): Step {
  const roundId = record?.roundId ?? '';
  const { applicationId = '', council, vote } = told;
  switch (type.split('.').at(-2)) {
    case 'proposed':
      return {
        stage: 'PROPOSAL',
        verb: () => proposeSelection(null, proposalOf(record as SelectionRecord, at, evidence)),
      };
    case 'voted':
      return {
        stage: 'VOTE',
        // The cast holds: this service published the event, so the event carries the vote.
        verb: (selection) => castVote(selection, { roundId, vote: vote as Vote, proposal: record?.proposal ?? 0 }),
      };
    case 'decided': {
      const { deviations = [], shortfallReason = '', council: minutes } = record ?? {};
      // The cast holds: the message allows missing fields, but the request required them.
      const ruling = { roundId, council: minutes, deviations: deviations as Deviation[], shortfallReason, at };
      return { stage: 'DECISION', verb: (selection) => decideSelection(selection, ruling) };
    }
    case 'released':
      return {
        stage: 'RELEASE',
        verb: (selection) => releasePlace(selection, { applicationId, eventIsOver: false, choose: evidence.choose }),
      };
    case 'extended':
      return {
        stage: 'ADDITION',
        verb: (selection) =>
          addTeam(selection, { roundId, applicationId, council, eventOver: null, ventureIsHidden: false }),
      };
    default:
      // A part of a table, or a promotion, that follows no other event.
      return { stage: 'PROMOTION', verb: () => [] };
  }
}

function proposalOf(
  record: SelectionRecord,
  at: Date,
  { rows, ranking, exposure, choose }: Omit<Evidence, 'events'>,
): Proposal {
  const { id, roundId, programmeId, eventId, ...given } = record;
  const { found, method, notCorrectedBecause } = ranking ? foundIn(ranking) : givenBy(rows, given.places);
  const terms: Terms = {
    places: given.places,
    quota: given.quota ?? { teamsMax: 0, teamsMin: 0, shortfallNeedsReason: false },
    waitlistMax: given.waitlistMax,
    quorum: given.quorum,
    electorate: given.electorate,
    constraints: given.constraints,
    exposure: given.exposure,
    method,
    notCorrectedBecause,
  };
  return { id, roundId, programmeId, eventId, terms, candidates: found, exposure, replaces: false, at, choose };
}

const givenBy = (rows: readonly TableRow[], places: number): Found => ({
  found: byGivenScores(
    rows,
    rows.flatMap(({ applicationId, score }) => (score === undefined ? [] : [{ applicationId, score }])),
    places,
  ),
  method: 'METHOD_UNSPECIFIED',
  notCorrectedBecause: '',
});

const unnamed = (stage: string, { version }: Pick<Recorded, 'version'>) => ({ stage, version, applicationId: '' });

function between({
  stage,
  first,
  recorded,
  recounted,
}: {
  stage: string;
  first: Recorded;
  recorded: Recorded | undefined;
  recounted: { type: string; data: Uint8Array };
}): Difference[] {
  const version = recorded?.version ?? first.version;
  const fields = { ...unnamed(stage, { version }), field: 'event', recorded: recorded?.type ?? 'NOTHING' };
  if (recorded?.type !== recounted.type) return [{ ...fields, recounted: recounted.type }];
  const apart = differencesOf(recorded.read(recorded.data), recorded.read(recounted.data));
  return apart.map((one) => ({ ...one, stage, version }));
}

/** Every field that differs, by its path. Rows and entries are named by their application. */
export function differencesOf(
  recorded: unknown,
  recounted: unknown,
  { path = '', applicationId = '' } = {},
): Omit<Difference, 'stage' | 'version'>[] {
  if (isBranch(recorded) && isBranch(recounted)) {
    const own = recorded as Record<string, unknown>;
    const other = recounted as Record<string, unknown>;
    const named = typeof own.applicationId === 'string' ? own.applicationId : applicationId;
    return [...new Set([...Object.keys(own), ...Object.keys(other)])].flatMap((key) =>
      differencesOf(own[key], other[key], { path: path ? `${path}.${key}` : key, applicationId: named }),
    );
  }
  const [before, after] = [shown(recorded), shown(recounted)];
  return before === after ? [] : [{ applicationId, field: path, recorded: before, recounted: after }];
}

const isBranch = (value: unknown): boolean => typeof value === 'object' && value !== null && !(value instanceof Date);

const shown = (value: unknown): string =>
  value === undefined || value === null ? '' : value instanceof Date ? value.toISOString() : JSON.stringify(value);
