/** The replay RPC: it reads the recorded events, repeats the counts, and compares the results. */
import type { Application } from '@naru/contracts/program/v1/application';
import type { SelectionReplay } from '@naru/contracts/program/v1/selection';
import type { TableRow } from '@naru/contracts/program/v1/selection_record';
import type { SelectionServiceDefinition } from '@naru/contracts/program/v1/selection_service';
import { byId, type NameOf } from '@naru/kit/names';
import type { Handlers } from '@naru/kit/serve';
import type { Said } from '@naru/words/text';
import { telling } from '@naru/words/texts';
import { JUDGED } from '../../jury/candidate/candidate.ts';
import { type Ranked, rankingFrom } from '../../jury/ranking/ranking-of.ts';
import { counts } from '../../jury/review/review.ts';
import { withChoices } from '../choice/apart.ts';
import type { Exposure } from '../choice/exposure.ts';
import { exposureFrom } from './exposure.ts';
import type { EventLog } from './log-store.ts';
import {
  applicationsAt,
  firstHeardOf,
  judgementsOf,
  lastProposal,
  type Recorded,
  selectionEvents,
} from './recorded.ts';
import { type Difference, differencesOf, missingVersions, recount } from './recount.ts';
import { REPLAY } from './replay-texts.ts';
import { type Selection, waitlistOf, withStanding } from './selection.ts';
import { hasUnpublished, type SelectionStore, selectionId, selectionsBeside } from './store.ts';
import { refuse, unknown } from './texts.ts';

export interface ReplayNeighbours {
  log: EventLog;
  /** Ids of all applications of a round, in any state. */
  applicationsOf(roundId: string): Promise<readonly string[]>;
  judgingIdOf(roundId: string): string;
}

type Proposal = ReturnType<typeof lastProposal> & { roundId: string; programmeId: string; at: Date };

const tell = telling(REPLAY);
const DIFFERENCES_MAX = 100;
/** A longer call is ended, so the data of a proposal was read at most this long after its request. */
const CALL_MS_MAX = 30_000;

export function replayRpc(
  selections: SelectionStore,
  { log, applicationsOf, judgingIdOf }: ReplayNeighbours,
): Pick<Handlers<typeof SelectionServiceDefinition>, 'replaySelection'> {
  return {
    replaySelection: async ({ roundId }, { signal, namesOf }) => {
      const id = selectionId(roundId);
      const found = await selections.find(id);
      if (!found) throw unknown(roundId);
      const events = await selectionEvents(log, id);
      const gaps = await gapsIn(events, found.version, id);
      const last = lastProposal(events);
      const first = last.events[0];
      if (!first?.record)
        return answer(roundId, { differences: gaps, events, judgements: 0, selection: null, nameOf: byId });
      const { programmeId, method, exposure: rule } = first.record;
      const proposal: Proposal = { ...last, roundId, programmeId, at: first.at };
      const { missing, standing } = await standingAt(proposal);
      const judged = method === 'METHOD_UNSPECIFIED' ? null : await rankedAt(proposal, standing);
      const exposure = await exposureAt(proposal, rule?.enabled ? rule.selectionsBack : null);
      const ranking = judged?.ranking ?? null;
      const { selection, differences } = await withChoices(
        async (choose) => recount({ ...last, ranking, exposure, choose }),
        signal,
      );
      const all = [...gaps, ...missing, ...differences, ...documentDifferences(found.state, selection)];
      const nameOf = await namesOf(['venture'], venturesIn(all));
      return answer(roundId, { differences: all, events, judgements: judged?.read ?? 0, selection, nameOf });
    },
  };

  /** Versions without an event. A version whose event is not published yet is no gap: the call is then refused. */
  async function gapsIn(events: readonly Recorded[], version: number, id: string): Promise<Difference[]> {
    const gaps = missingVersions(events, version);
    if (gaps.length === 0) return [];
    if (await hasUnpublished(selections, id)) throw refuse('events_under_way');
    return gaps.map((one) => ({
      stage: 'EVENTS',
      version: one,
      applicationId: '',
      field: 'event',
      recorded: '',
      recounted: 'EVENT',
    }));
  }

  /** The applications that were pending by their own events, and the differences from the rows of the table. */
  async function standingAt({ roundId, rows, at }: Proposal): Promise<{ missing: Difference[]; standing: Ranked[] }> {
    const tabled = new Map(rows.map((row) => [row.applicationId, row]));
    const ids = [...new Set([...(await applicationsOf(roundId)), ...tabled.keys()])].sort();
    const applications = await applicationsAt(log, ids);
    const [then, later] = [applications(at), applications(new Date(at.getTime() + CALL_MS_MAX))];
    const stood = (by: typeof then, id: string) => JUDGED.some((state) => state === by.get(id)?.state);
    const wrong = ids.filter((id) => (tabled.has(id) ? !stood(then, id) : stood(then, id) && stood(later, id)));
    const missing = wrong.map((applicationId) => ({
      stage: 'PROPOSAL',
      version: 0,
      applicationId,
      field: 'table',
      recorded: tabled.has(applicationId) ? 'TABLED' : 'NOT_TABLED',
      recounted: then.get(applicationId)?.state ?? 'UNKNOWN',
    }));
    const strange = rows.flatMap((row) => strangeIn({ ...row, roundId }, then.get(row.applicationId)));
    return { standing: rows, missing: [...missing, ...strange] };
  }

  async function rankedAt({ roundId, at, events }: Proposal, found: readonly Ranked[]) {
    const since = await firstHeardOf(log, judgingIdOf(roundId));
    const { reviews, ballots } = await judgementsOf(log, { roundId, since: since ?? new Date(0), until: at });
    const byVotes = events[0]?.record?.method === 'BRADLEY_TERRY';
    const ranking = await rankingFrom({
      judging: { roundId, mode: byVotes ? 'VOTES' : 'SCORES', settled: true },
      found,
      reviews: reviews.filter((review) => counts(review)),
      ballots,
      places: events[0]?.record?.places ?? 0,
    });
    return { ranking, read: reviews.length + ballots.length };
  }

  /** The decisions of the programme's other selections at that time, from their own events. */
  async function exposureAt({ programmeId, roundId, at }: Proposal, back: number | null): Promise<Exposure> {
    if (back === null) return exposureFrom([]);
    const others = await selectionsBeside(selections, { programmeId, roundId });
    const decided = await Promise.all(others.map((id) => decidedAt(id, at)));
    const newest = decided
      .filter((one) => one !== null)
      .sort((a, b) => b.decidedAt.getTime() - a.decidedAt.getTime() || (a.id < b.id ? -1 : 1));
    return exposureFrom(back > 0 ? newest.slice(0, back) : newest);
  }

  async function decidedAt(id: string, until: Date) {
    const { events, rows } = lastProposal((await selectionEvents(log, id)).filter(({ at }) => at <= until));
    const record = events.findLast((one) => one.record)?.record;
    if (record?.state !== 'DECIDED' || !record.decidedAt) return null;
    const selected = new Set(record.selectedIds);
    const entries = rows
      .filter(({ applicationId }) => selected.has(applicationId))
      .map(({ ventureId, centreId }) => ({ ventureId, centreId, standing: 'SELECTED' as const }));
    return { id, decidedAt: record.decidedAt, entries };
  }
}

/**
 * Differences between a row of the table and the events of its application. These events carry no profile, so sectors
 * are not compared.
 */
function strangeIn(row: TableRow & { roundId: string }, application: Application | undefined): Difference[] {
  if (!application) return [];
  return (['roundId', 'ventureId', 'centreId'] as const)
    .filter((field) => row[field] !== application[field])
    .map((field) => ({
      stage: 'PROPOSAL',
      version: 0,
      applicationId: row.applicationId,
      field,
      recorded: row[field],
      recounted: application[field],
    }));
}

/**
 * Differences between the stored document and the recounted selection. Without a recounted selection the steps have
 * reported the fault.
 */
function documentDifferences(stored: Selection, recounted: Selection | null): Difference[] {
  if (!recounted) return [];
  return differencesOf(stored, recounted).map((one) => ({ ...one, stage: 'DOCUMENT', version: 0 }));
}

const isOfVenture = ({ field }: Difference) => field.endsWith('ventureId');

const venturesIn = (differences: readonly Difference[]): string[] =>
  differences.filter(isOfVenture).flatMap(({ recorded, recounted }) => [recorded, recounted]);

function inWords(difference: Difference, nameOf: NameOf): Said {
  const named = (id: string) => (isOfVenture(difference) && nameOf(id).ko !== id ? nameOf(id) : undefined);
  const { recorded, recounted } = difference;
  return tell('difference', { ...difference, recordedName: named(recorded), recountedName: named(recounted) });
}

function answer(
  roundId: string,
  {
    differences,
    events,
    judgements,
    selection,
    nameOf,
  }: {
    differences: readonly Difference[];
    events: readonly Recorded[];
    judgements: number;
    selection: Selection | null;
    nameOf: NameOf;
  },
): SelectionReplay {
  const entries = selection?.entries ?? [];
  return {
    roundId,
    same: differences.length === 0 && selection !== null,
    judgementsRead: judgements,
    eventsRead: events.length,
    differences: differences.slice(0, DIFFERENCES_MAX).map((one) => ({ ...one, text: inWords(one, nameOf) })),
    selectedIds: withStanding(entries, 'SELECTED').map(({ applicationId }) => applicationId),
    waitlistedIds: waitlistOf(entries).map(({ applicationId }) => applicationId),
  };
}
