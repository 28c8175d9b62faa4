/** Decides which notices follow an event. All its parties get one: the venture, its centre and the investor. */

import type { Deal } from '@naru/contracts/investor/v1/deal';
import { DealConfirmed, DealDropped, DealInterest, DealNegotiating } from '@naru/contracts/investor/v1/events';
import {
  IntroductionHeld,
  MatchAccepted,
  MatchDeclined,
  MatchInterested,
  MatchProposed,
} from '@naru/contracts/matching/v1/events';
import type { Match } from '@naru/contracts/matching/v1/match';
import { DeliveryFailed } from '@naru/contracts/notification/v1/events';
import type { Application } from '@naru/contracts/program/v1/application';
import { ApplicationRejected, ApplicationSelected, ApplicationWaitlisted } from '@naru/contracts/program/v1/events';
import type { Meeting } from '@naru/contracts/program/v1/timetable';
import { MeetingCancelled, MeetingMoved, MeetingScheduled } from '@naru/contracts/program/v1/timetable_events';
import { VentureConsentWithdrawn, VenturePublished } from '@naru/contracts/registry/v1/events';
import type { Codec } from '@naru/kit/outbox';
import { notFound } from '@naru/kit/rejection';
import { type Handler, on, type Received } from '@naru/kit/subscribe';
import type { NameCopies } from '../copies/name/store.ts';
import { personOf } from './notification.ts';
import type { Inbox } from './store.ts';
import type { NoticeName } from './texts.ts';

type Pair = { ventureId: string; investorId: string; centreId: string };

export function notificationHandlers(inbox: Inbox, centreOf: NameCopies['centreOf']): Handler[] {
  async function tellPair(
    pair: Pair | undefined,
    template: NoticeName,
    event: Received<unknown>,
    recipients = partiesOf(pair),
  ): Promise<void> {
    if (!pair) return;
    const { ventureId, investorId } = pair;
    await inbox.tell(recipients, { template, about: { ventureId, investorId } }, event);
  }

  const onMatch = (
    codec: Codec<{ match: Match | undefined }>,
    template: NoticeName,
    recipients?: (match: Match) => string[],
  ) =>
    on(codec, ({ match }, event) =>
      tellPair(match, template, event, match && recipients ? recipients(match) : partiesOf(match)),
    );
  const onDeal = (codec: Codec<{ deal: Deal | undefined }>, template: NoticeName) =>
    on(codec, ({ deal }, event) => tellPair(deal, template, event));

  /** The two who meet, and nobody else. */
  const onMeeting = (codec: Codec<{ meeting: Meeting | undefined }>, template: NoticeName) =>
    on(codec, async ({ meeting }, event) => {
      if (!meeting?.startsAt) return;
      const { firstPartyId, secondPartyId, startsAt, timeZone, table, eventId } = meeting;
      const about = {
        ventureId: firstPartyId,
        investorId: secondPartyId,
        meeting: { startsAt, timeZone, table, eventId },
      };
      await inbox.tell([firstPartyId, secondPartyId], { template, about }, event);
    });

  const onVerdict = (codec: Codec<{ application: Application | undefined }>, template: NoticeName) =>
    on(codec, async ({ application }, event) => {
      if (!application) return;
      const { ventureId, centreId, roundId } = application;
      await inbox.tell([ventureId, centreId], { template, about: { ventureId, roundId } }, event);
    });

  return [
    onMeeting(MeetingScheduled, 'meeting.scheduled'),
    onMeeting(MeetingMoved, 'meeting.moved'),
    onMeeting(MeetingCancelled, 'meeting.cancelled'),
    onVerdict(ApplicationSelected, 'application.selected'),
    onVerdict(ApplicationWaitlisted, 'application.waitlisted'),
    onVerdict(ApplicationRejected, 'application.rejected'),
    onMatch(MatchProposed, 'match.proposed'),
    onMatch(MatchInterested, 'match.interested', counterpart),
    onMatch(MatchAccepted, 'match.accepted'),
    onMatch(MatchDeclined, 'match.declined'),
    onMatch(IntroductionHeld, 'introduction.held'),
    onDeal(DealInterest, 'deal.interest'),
    onDeal(DealNegotiating, 'deal.negotiating'),
    onDeal(DealConfirmed, 'deal.confirmed'),
    onDeal(DealDropped, 'deal.dropped'),
    on(VenturePublished, async ({ ventureId, centreId }, event) => {
      await inbox.tell([ventureId, centreId], { template: 'venture.published', about: { ventureId } }, event);
    }),
    on(VentureConsentWithdrawn, async ({ ventureId }, event) => {
      // The event names nobody else. An unknown centre may still arrive, so the event is retried.
      const centreId = await centreOf(ventureId);
      if (!centreId) throw notFound('venture', ventureId);
      await inbox.tell([ventureId, centreId], { template: 'venture.consent_withdrawn', about: {} }, event);
    }),
    on(DeliveryFailed, async ({ webhook }, event) => {
      if (webhook) await inbox.tell([personOf(webhook.owner)], { template: 'delivery.failed', about: {} }, event);
    }),
  ];
}

const partiesOf = (pair: Pair | undefined): string[] => (pair ? [pair.ventureId, pair.centreId, pair.investorId] : []);

/**
 * The party that showed interest knows it. The other side and the centre get a notice. Both are set only on acceptance.
 */
const counterpart = ({ ventureId, investorId, centreId, ventureInterestAt, investorInterestAt }: Match): string[] =>
  ventureInterestAt && investorInterestAt ? [] : ventureInterestAt ? [investorId] : [ventureId, centreId];
