/** RPCs of selections: propose, vote and decide. views.ts decides which fields a caller sees. */
import type { ProposeSelectionRequest, Selection as SelectionMessage } from '@naru/contracts/program/v1/selection';
import type { SelectionServiceDefinition } from '@naru/contracts/program/v1/selection_service';
import { checkPastDay, dateIn, isoDate, SEOUL } from '@naru/kit/civil-date';
import type { Cause } from '@naru/kit/outbox';
import { notFound, together } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { requireShort, requireText } from '@naru/kit/text';
import { named } from '@naru/words/text';
import { type Event, isOver } from '../../calls/event/event.ts';
import { type Programme, teamsOf } from '../../calls/programme/programme.ts';
import type { Round } from '../../calls/round/round.ts';
import { withChoices } from '../choice/apart.ts';
import type { Candidates } from './candidates.ts';
import * as decide from './decide.ts';
import { exposureFrom } from './exposure.ts';
import type { Deviation, Selection, SelectionEvent, Terms } from './selection.ts';
import { decidedBefore, roundFor, type SelectionStore, selectionId } from './store.ts';
import { refuse } from './texts.ts';
import type { Views } from './views.ts';

type SelectionRpcs = Pick<
  Handlers<typeof SelectionServiceDefinition>,
  'proposeSelection' | 'castCouncilVote' | 'decideSelection' | 'addSelectedTeam'
>;

/** Functions of other nouns of this service that selections call. */
export interface SelectionNeighbours {
  round(id: string): Promise<Round | null>;
  programme(id: string): Promise<Programme | null>;
  candidates: Candidates;
  /** Ids of the centres that are open on an ISO date. */
  openCentres(day: string): Promise<readonly string[]>;
  event(eventId: string): Promise<Pick<Event, 'name' | 'state'> | null>;
  hiddenAmong(ventureIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Releases applications that were withdrawn while the selection was worked out. It may be called again. */
  sweep(roundId: string, cause: Cause): Promise<void>;
  views: Views;
}

const WAITLIST_MAX = 100;
const PLACES_MAX = 500;
const REASON_MAX = 200;

export function selectionRpcs(selections: SelectionStore, neighbours: SelectionNeighbours): SelectionRpcs {
  async function change(
    { roundId, etag }: { roundId: string; etag: string },
    call: Call,
    verb: (selection: Selection | null) => SelectionEvent[],
  ): Promise<void> {
    await selections.change(selectionId(roundId), verb, call, { etag });
  }

  const screen = (roundId: string): Promise<SelectionMessage> => neighbours.views.screen(roundId);

  async function termsOf(request: ProposeSelectionRequest, round: Round, call: Call) {
    const programme = await neighbours.programme(round.programmeId);
    if (!programme) throw notFound('programme', round.programmeId);
    const { teamsMax, teamsMin } = teamsOf(programme, round.phase);
    const places = request.places || Math.min(teamsMax, PLACES_MAX);
    const electorate = await neighbours.openCentres(isoDate(dateIn(SEOUL, call.now)));
    const exposure = programme.exposure?.enabled ? programme.exposure : undefined;
    const terms: Omit<Terms, 'method' | 'notCorrectedBecause'> = {
      places,
      quota: { teamsMax, teamsMin, shortfallNeedsReason: programme.quota.shortfallNeedsReason },
      waitlistMax: request.waitlistMax || WAITLIST_MAX,
      quorum: request.quorum || Math.floor(electorate.length / 2) + 1,
      electorate,
      constraints: request.constraints,
      exposure,
    };
    const { programmeId, id: roundId } = round;
    const before = exposure
      ? await decidedBefore(selections, { programmeId, roundId, back: exposure.selectionsBack })
      : [];
    return { terms, exposure: exposureFrom(before) };
  }

  /** A cancelled event selects no teams. A held event may: its decision can be entered later from the minutes. */
  async function requireEvent(eventId: string): Promise<void> {
    const event = eventId ? await neighbours.event(eventId) : null;
    if (event?.state === 'CANCELLED') throw refuse('event_cancelled', { name: named(event.name) });
  }

  /** The unique key of the store refuses a second round for an event. This refusal names the first one. */
  async function requireFree({ id, eventId }: Round): Promise<void> {
    const other = eventId ? await roundFor(selections, eventId) : null;
    if (!other || other === id) return;
    const name = (await neighbours.round(other))?.name;
    throw refuse('event_taken', { otherRoundId: other, name: name && named(name) });
  }

  /** Further facts that may refuse the addition of a team. */
  async function standingOf(roundId: string, applicationId: string) {
    const state = (await selections.find(selectionId(roundId)))?.state;
    const ventureId = state?.entries.find((one) => one.applicationId === applicationId)?.ventureId ?? '';
    const hidden = await neighbours.hiddenAmong([ventureId]);
    const event = state?.eventId ? await neighbours.event(state.eventId) : null;
    return {
      eventOver:
        event && isOver(event.state) ? { name: named(event.name), cancelled: event.state === 'CANCELLED' } : null,
      ventureIsHidden: hidden.has(ventureId),
    };
  }

  return {
    proposeSelection: async (request, call) => {
      const { roundId, etag, scores } = request;
      const round = await neighbours.round(roundId);
      if (!round) throw notFound('round', roundId);
      await requireEvent(round.eventId);
      await requireFree(round);
      const { terms, exposure } = await termsOf(request, round, call);
      const { found, method, notCorrectedBecause } = await neighbours.candidates.of(round, {
        scores,
        places: terms.places,
        now: call.now,
      });
      const proposal = {
        id: selectionId(roundId),
        roundId,
        programmeId: round.programmeId,
        eventId: round.eventId,
        terms: { ...terms, method, notCorrectedBecause },
        candidates: found,
        exposure,
        replaces: etag !== '',
        at: call.now,
      };
      await withChoices(
        (choose) =>
          change({ roundId, etag }, call, (existing) => decide.proposeSelection(existing, { ...proposal, choose })),
        call.signal,
      );
      // A withdrawal in the meantime found no selection to leave, so it is released here.
      await neighbours.sweep(roundId, call);
      return screen(roundId);
    },
    castCouncilVote: async ({ roundId, centreId, choice, proposal, etag }, call) => {
      // An officer of the centre votes for it. The secretariat enters the votes from the minutes.
      const fromMinutes = !call.reach.centres.includes(centreId);
      const vote = { centreId, choice, at: call.now, fromMinutes };
      await change({ roundId, etag }, call, (selection) => decide.castVote(selection, { roundId, vote, proposal }));
      return screen(roundId);
    },
    decideSelection: async ({ roundId, etag, council, deviations, shortfallReason }, call) => {
      const [, given] = together(
        () => council?.heldOn && checkPastDay('council.held_on', council.heldOn, call.now),
        () => together(...deviations.map((deviation, index) => () => requireDeviation(deviation, index))),
      );
      const ruling = { roundId, council, deviations: given, shortfallReason, at: call.now };
      await neighbours.sweep(roundId, call);
      // A caller who retries after a lost reply still has the old etag. The same decision again changes nothing.
      const before = (await selections.find(selectionId(roundId)))?.state ?? null;
      if (before?.decision && decide.decideSelection(before, ruling).length === 0) return screen(roundId);
      await requireEvent(before?.eventId ?? '');
      await change({ roundId, etag }, call, (selection) => decide.decideSelection(selection, ruling));
      return screen(roundId);
    },
    addSelectedTeam: async ({ roundId, etag, applicationId, council }, call) => {
      if (council?.heldOn) checkPastDay('council.held_on', council.heldOn, call.now);
      const addition: decide.Addition = {
        roundId,
        applicationId,
        council,
        ...(await standingOf(roundId, applicationId)),
      };
      await change({ roundId, etag }, call, (selection) => decide.addTeam(selection, addition));
      return screen(roundId);
    },
  };
}

function requireDeviation(
  {
    applicationId,
    standing,
    reason,
  }: { applicationId: string; standing: Deviation['standing']; reason: Deviation['reason'] | undefined },
  index: number,
): Deviation {
  const path = `deviations[${index}].reason`;
  return { applicationId, standing, reason: requireShort(path, requireText(path, reason), REASON_MAX) };
}
