/** What selections do without a request: they fill free places, and record a verdict on each application. */
import { ApplicationSubmitted, ApplicationWithdrawn } from '@naru/contracts/program/v1/events';
import {
  SelectionDecided,
  SelectionExtended,
  SelectionPromoted,
  SelectionReleased,
} from '@naru/contracts/program/v1/selection_events';
import { VentureClosed, VentureConsentWithdrawn, VentureErased } from '@naru/contracts/registry/v1/events';
import type { Cause } from '@naru/kit/outbox';
import { type Handler, on, type Received } from '@naru/kit/subscribe';
import type { Application, Verdict } from '../../calls/application/application.ts';
import { withChoices } from '../choice/apart.ts';
import { releasePlace } from './decide.ts';
import type { Entry, Selection } from './selection.ts';
import { type SelectionStore, selectionId } from './store.ts';

/** Functions of other nouns of this service that the reactions call. Each may be called again after a failure. */
export interface ReactionNeighbours {
  application(id: string): Promise<Application | null>;
  /** Ids of the withdrawn applications of a round. */
  withdrawnIn(roundId: string): Promise<readonly string[]>;
  /** Withdraws all pending applications of a venture, if the venture is hidden after this event. */
  withdrawHidden(news: { ventureId: string }, received: Received<unknown>): Promise<void>;
  /** Withdraws all pending applications of a venture that has left the network. */
  withdrawLeft(ventureId: string, cause: Cause): Promise<void>;
  recordVerdict(id: string, verdict: VerdictOf, cause: Cause): Promise<unknown>;
  /** Ends the open reviews of a withdrawn application. */
  endReviews(applicationId: string, cause: Cause): Promise<void>;
  eventIsOver(eventId: string): Promise<boolean>;
  eventSelected(eventId: string, cause: Cause): Promise<unknown>;
}

/** The verdict on an application, with the version of the selection that gave it. */
export interface VerdictOf {
  verdict: Verdict;
  position: number;
  version: number;
}

const AT_ONCE = 16;
const VERDICTS: Readonly<Record<string, Verdict>> = {
  SELECTED: 'SELECTED',
  WAITLISTED: 'WAITLISTED',
  REJECTED: 'REJECTED',
};

export const releaser = (selections: SelectionStore, { withdrawnIn, eventIsOver }: ReactionNeighbours) => {
  async function release(selection: Selection, applicationId: string, cause: Cause): Promise<void> {
    const over = await eventIsOver(selection.eventId);
    // The id of a request belongs to the change that it asked for, not to this one.
    const own = { ...cause, request: undefined };
    await withChoices(
      (choose) =>
        selections.change(
          selection.id,
          (state) => releasePlace(state, { applicationId, eventIsOver: over, choose }),
          own,
        ),
      cause.signal,
    );
  }
  return {
    release,
    /** Releases all withdrawn applications of a round. */
    sweep: async (roundId: string, cause: Cause): Promise<void> => {
      const found = await selections.find(selectionId(roundId));
      if (!found) return;
      const withdrawn = new Set(await withdrawnIn(roundId));
      for (const { applicationId, standing } of found.state.entries)
        if (withdrawn.has(applicationId) && standing !== 'WITHDRAWN') await release(found.state, applicationId, cause);
    },
  };
};

export function selectionReactions(selections: SelectionStore, neighbours: ReactionNeighbours): Handler[] {
  const { application, withdrawHidden, withdrawLeft, recordVerdict, eventSelected, endReviews } = neighbours;
  const { release } = releaser(selections, neighbours);

  /**
   * Reads the present selection, which is at least as new as the event. So an older verdict never follows a newer one.
   */
  async function tell(roundId: string, cause: Cause, concerned: (entry: Entry) => boolean): Promise<void> {
    const found = await selections.find(selectionId(roundId));
    if (found?.state.state !== 'DECIDED') return;
    const entries = found.state.entries.filter(concerned);
    for (let from = 0; from < entries.length; from += AT_ONCE)
      await Promise.all(
        entries.slice(from, from + AT_ONCE).map(async ({ applicationId, standing, waitlistPosition }) => {
          const verdict = VERDICTS[standing];
          if (verdict)
            await recordVerdict(applicationId, { verdict, position: waitlistPosition, version: found.version }, cause);
        }),
      );
  }

  /** Teams that moved, and all waiting ones, since their positions change. */
  const moved = ({ waitlistPosition, reason }: Entry) =>
    waitlistPosition > 0 || reason === 'PROMOTED' || reason === 'COUNCIL';

  return [
    on(SelectionDecided, async ({ selection }, event) => {
      if (!selection) return;
      await tell(selection.roundId, event, () => true);
      if (selection.eventId) await eventSelected(selection.eventId, event);
    }),
    ...[SelectionReleased, SelectionPromoted, SelectionExtended].map((codec) =>
      on(codec, async ({ selection }: { selection?: { roundId: string } | undefined }, event) => {
        if (selection) await tell(selection.roundId, event, moved);
      }),
    ),
    // Who submits looks afterwards whether the venture has left meanwhile. This is for a process that dies before that.
    on(ApplicationSubmitted, async ({ application: news }, event) => {
      if (news) await withdrawLeft(news.ventureId, event);
    }),
    on(ApplicationWithdrawn, async ({ application: news }, event) => {
      // The venture may have submitted it again since then.
      const found = news && (await application(news.id));
      if (found?.state !== 'WITHDRAWN') return;
      await endReviews(found.id, event);
      const selection = await selections.find(selectionId(found.roundId));
      if (selection) await release(selection.state, found.id, event);
    }),
    ...[VentureConsentWithdrawn, VentureClosed, VentureErased].map((codec) =>
      on(codec, (news: { ventureId: string }, event) => withdrawHidden(news, event)),
    ),
  ];
}
