/** The wiring of selections: the decision of the council, the moves after it, and the events that cause them. */
import { SelectionServiceDefinition } from '@naru/contracts/program/v1/selection_service';
import type { Host } from '@naru/kit/boot';
import type { Cause } from '@naru/kit/outbox';
import { implement } from '@naru/kit/serve';
import { endApplication, recordVerdict } from '../calls/application/decide.ts';
import { type ApplicationStore, applicantsOf, underWayOf, withdrawnIn } from '../calls/application/store.ts';
import { unknown as unknownApplication } from '../calls/application/texts.ts';
import { selectForEvent } from '../calls/event/decide.ts';
import { isOver } from '../calls/event/event.ts';
import type { EventStore } from '../calls/event/store.ts';
import type { Programme } from '../calls/programme/programme.ts';
import type { Round } from '../calls/round/round.ts';
import { unknown as unknownRound } from '../calls/round/texts.ts';
import { centreCopies } from '../copies/centre/store.ts';
import type { VentureCopies } from '../copies/venture/store.ts';
import { candidates as candidatesIn } from '../jury/candidate/store.ts';
import { judgingId } from '../jury/judging/store.ts';
import type { RankingOf } from '../jury/ranking/ranking-of.ts';
import { candidatesFrom } from './selection/candidates.ts';
import { explanationOf } from './selection/explain.ts';
import { eventLog } from './selection/log-store.ts';
import { type ReactionNeighbours, releaser, selectionReactions } from './selection/reactions.ts';
import { replayRpc } from './selection/replay.ts';
import { selectionRpcs } from './selection/rpc.ts';
import { selectionId, selectionStore } from './selection/store.ts';
import { screenOf, viewRpcs } from './selection/views.ts';

/** Functions of the rest of the service that selections call. */
interface Neighbours {
  applications: ApplicationStore;
  events: EventStore;
  ventures: VentureCopies;
  round(id: string): Promise<Round | null>;
  programme(id: string): Promise<Programme | null>;
  ranking: RankingOf;
  /** Ends the open reviews of an application. */
  endReviews(applicationId: string, cause: Cause): Promise<void>;
}

export function council(host: Host, neighbours: Neighbours) {
  const { applications, events, ventures, round, programme, ranking } = neighbours;
  const selections = selectionStore(host);
  const centres = centreCopies(host);
  const moving = movingIn(neighbours);
  const event = async (id: string) => (await events.find(id))?.state ?? null;
  const views = screenOf(selections, async (roundId) => {
    const applicants = await applicantsOf(applications, roundId);
    const hidden = await ventures.hiddenAmong(applicants.map(({ ventureId }) => ventureId));
    return new Map(
      applicants.flatMap(({ id, ventureId, name }) => (name && !hidden.has(ventureId) ? [[id, name]] : [])),
    );
  });
  return {
    implementation: implement(SelectionServiceDefinition, {
      ...selectionRpcs(selections, {
        round,
        programme,
        candidates: candidatesFrom(ranking, candidatesIn(applications).standing),
        openCentres: centres.openOn,
        event,
        hiddenAmong: ventures.hiddenAmong,
        sweep: releaser(selections, moving).sweep,
        views,
      }),
      ...viewRpcs(selections, views),
      ...replayRpc(selections, {
        log: eventLog(host),
        applicationsOf: async (roundId) => (await applicantsOf(applications, roundId)).map(({ id }) => id),
        judgingIdOf: judgingId,
      }),
      explainApplication: async ({ applicationId }) => {
        const found = await applications.find(applicationId);
        if (!found) throw unknownApplication(applicationId);
        const { roundId } = found.state;
        const [selection, of] = await Promise.all([selections.find(selectionId(roundId)), round(roundId)]);
        if (!of) throw unknownRound(roundId);
        const occasion = { round: of.name, event: (of.eventId && (await event(of.eventId))) || undefined };
        return explanationOf(found.state, selection?.state ?? null, occasion);
      },
    }),
    aggregates: [selections],
    subscriptions: [
      { name: 'centres', handlers: centres.handlers() },
      { name: 'selections', handlers: selectionReactions(selections, moving) },
    ],
  };
}

const eventStateIn = (events: EventStore) => async (eventId: string) =>
  eventId ? (await events.find(eventId))?.state.state : undefined;

/** Functions that the reactions of selections call on applications and events. */
function movingIn({
  applications,
  events,
  ventures,
  endReviews,
}: Pick<Neighbours, 'applications' | 'events' | 'ventures' | 'endReviews'>): ReactionNeighbours {
  async function endAll(ventureId: string, cause: Cause): Promise<void> {
    for (const id of await underWayOf(applications, ventureId))
      await applications.change(id, (application) => endApplication(application, cause.now), cause);
  }
  return {
    application: async (id) => (await applications.find(id))?.state ?? null,
    withdrawnIn: (roundId) => withdrawnIn(applications, roundId),
    endReviews,
    withdrawHidden: async (news, received) => {
      if (await ventures.isHiddenAfter(news, received)) await endAll(news.ventureId, received);
    },
    withdrawLeft: async (ventureId, cause) => {
      if ((await ventures.find(ventureId))?.left) await endAll(ventureId, cause);
    },
    recordVerdict: (id, verdict, cause) =>
      applications.change(id, (application) => recordVerdict(application, verdict), cause),
    eventIsOver: async (eventId) => isOver(await eventStateIn(events)(eventId)),
    eventSelected: (eventId, cause) => events.change(eventId, selectForEvent, cause),
  };
}
