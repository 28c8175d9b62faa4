/** The wiring of selections: the council's decision, what moves by itself after it, and what is told of it. */
import { SelectionServiceDefinition } from '@naru/contracts/program/v1/selection_service';
import type { Host, Parts } from '@naru/kit/boot';
import type { Cause } from '@naru/kit/outbox';
import { notFound } from '@naru/kit/rejection';
import { implement } from '@naru/kit/serve';
import { recordVerdict, withdrawApplication } from './application/decide.ts';
import { type ApplicationStore, applicantsOf, underWayOf, withdrawnIn } from './application/store.ts';
import { candidates as candidatesIn } from './candidate/store.ts';
import { centreHandlers } from './centre/events.ts';
import { centreStore } from './centre/store.ts';
import { solverLoader } from './choice/solver.ts';
import { selectForEvent } from './event/decide.ts';
import type { EventStore } from './event/store.ts';
import { judgingId } from './judging/store.ts';
import type { Programme } from './programme/programme.ts';
import type { RankingOf } from './ranking/ranking-of.ts';
import type { Round } from './round/round.ts';
import { candidatesFrom } from './selection/candidates.ts';
import { explanationOf } from './selection/explain.ts';
import { type ReactionNeighbours, releaser, selectionReactions } from './selection/reactions.ts';
import { replayRpc } from './selection/replay.ts';
import { selectionRpcs } from './selection/rpc.ts';
import { selectionId, selectionStore } from './selection/store.ts';
import { screenOf, viewRpcs } from './selection/views.ts';
import type { VentureStore } from './venture/store.ts';

/** What selections ask of the rest of the service. */
interface Neighbours {
  applications: ApplicationStore;
  events: EventStore;
  ventures: VentureStore;
  round(id: string): Promise<Round | null>;
  programme(id: string): Promise<Programme | null>;
  ranking: RankingOf;
}

export function selecting(host: Host, { applications, events, ventures, round, programme, ranking }: Neighbours) {
  const selections = selectionStore(host);
  const centres = centreStore(host);
  const solver = solverLoader();
  const moving = { ...movingIn({ applications, events, ventures }), solver };
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
        eventIsOver: moving.eventIsOver,
        solver,
        sweep: releaser(selections, moving).sweep,
        views,
      }),
      ...viewRpcs(selections, views),
      ...replayRpc(selections, {
        log: host.relay.events,
        applicationsOf: async (roundId) => (await applicantsOf(applications, roundId)).map(({ id }) => id),
        judgingIdOf: judgingId,
        solver,
      }),
      explainApplication: async ({ applicationId }) => {
        const found = await applications.find(applicationId);
        if (!found) throw notFound('application', applicationId);
        const selection = await selections.find(selectionId(found.state.roundId));
        return explanationOf(found.state, selection?.state ?? null);
      },
    }),
    aggregates: [selections],
    subscriptions: [
      { name: 'centres', handlers: centreHandlers(centres) },
      { name: 'selections', handlers: selectionReactions(selections, moving) },
    ] satisfies Parts['subscriptions'],
  };
}

/** What becomes of applications and events when a selection moves, and what makes it move. */
function movingIn({
  applications,
  events,
  ventures,
}: Pick<Neighbours, 'applications' | 'events' | 'ventures'>): Omit<ReactionNeighbours, 'solver'> {
  const withdraw = (id: string, cause: Cause) =>
    applications.change(id, (application) => withdrawApplication(application, cause.now), cause);
  return {
    application: async (id) => (await applications.find(id))?.state ?? null,
    withdrawnIn: (roundId) => withdrawnIn(applications, roundId),
    withdrawHidden: async (ventureId, version, cause) => {
      // This news may be ahead of the read copy, or long overtaken by a new consent.
      await ventures.put(ventureId, version, { hidden: true });
      if (!(await ventures.find(ventureId))?.hidden) return;
      for (const id of await underWayOf(applications, ventureId)) await withdraw(id, cause);
    },
    recordVerdict: (id, verdict, cause) =>
      applications.change(id, (application) => recordVerdict(application, verdict), cause),
    eventIsOver: async (eventId) => {
      const state = eventId ? (await events.find(eventId))?.state.state : undefined;
      return state === 'EVENT_HELD' || state === 'EVENT_CANCELLED';
    },
    eventSelected: (eventId, cause) => events.change(eventId, selectForEvent, cause),
  };
}
