/** The wiring of calendar feeds: which things of this service stand in whose calendar. */
import { CalendarServiceDefinition } from '@naru/contracts/program/v1/calendar_service';
import type { Host, Parts } from '@naru/kit/boot';
import type { AggregateStore } from '@naru/kit/change';
import { implement } from '@naru/kit/serve';
import type { ApplicationStore } from '../calls/application/store.ts';
import type { EventStore } from '../calls/event/store.ts';
import type { RoundStore } from '../calls/round/store.ts';
import type { MentoringStore } from '../incubation/mentoring/store.ts';
import type { OfficeHourStore } from '../incubation/office-hour/store.ts';
import { type MeetingStore, ofParty } from '../meetings/meeting/store.ts';
import type { VisitStore } from '../visits/visit/store.ts';
import type { CalendarEntry, CalendarSource, Whose } from './calendar/entry.ts';
import { calendarFeedOwnership, calendarRpcs } from './calendar/rpc.ts';
import {
  deadlineEntries,
  eventEntries,
  meetingEntries,
  officeHourEntries,
  type Standing,
  sessionEntries,
  visitEntries,
} from './calendar/sources.ts';
import { feedStore } from './calendar/store.ts';

interface Stores {
  events: EventStore;
  rounds: RoundStore;
  applications: ApplicationStore;
  visits: VisitStore;
  hours: OfficeHourStore;
  sessions: MentoringStore;
  meetings: MeetingStore;
}

interface Neighbours {
  venture(id: string): Promise<{ centreId?: string } | null>;
  eventExists(id: string): Promise<boolean>;
}

// The newest of each kind: a calendar is to be read by people, and by programs every hour.
const ENTRIES_MAX = 500;

export function calendars(host: Host, { venture, eventExists, stores }: Neighbours & { stores: Stores }) {
  const feeds = feedStore(host);
  const handlers = calendarRpcs(feeds, {
    sources: sourcesOf(stores),
    eventExists,
    centreOfVenture: async (id) => (await venture(id))?.centreId,
  });
  return {
    implementation: implement(CalendarServiceDefinition, handlers),
    aggregates: [feeds],
    objects: { calendar_feed: calendarFeedOwnership(feeds) } satisfies Parts['objects'],
  };
}

/** What each kind of thing is asked for by: for whom it has no entries, it has no filter. */
function sourcesOf({ events, rounds, applications, visits, hours, sessions, meetings }: Stores): CalendarSource[] {
  const appliedTo = async (ventureId: string): Promise<string[]> =>
    (await applications.collection.distinct('state.roundId', { 'state.ventureId': ventureId })) as string[];
  const roundFilter = async ({ kind, id }: Whose) => {
    if (kind === 'EVENT') return { 'state.eventId': id };
    if (kind === 'VENTURE') return { _id: { $in: await appliedTo(id) } };
    return kind === 'CENTRE' ? {} : null;
  };
  const eventFilter = async (whose: Whose) => {
    if (whose.kind === 'EVENT') return { $or: [{ _id: whose.id }, { 'state.parentEventId': whose.id }] };
    if (whose.kind === 'CENTRE') return {};
    if (whose.kind === 'PERSON' || whose.kind === 'INVESTOR') return null;
    const ids = await rounds.collection.distinct('state.eventId', (await roundFilter(whose)) as object);
    return { _id: { $in: ids } };
  };
  return [
    source(events, eventFilter, eventEntries),
    source(rounds, roundFilter, deadlineEntries),
    source(visits, async ({ kind, id }) => (kind === 'CENTRE' ? { 'state.hostId': id } : null), visitEntries),
    source(hours, async (whose) => mentoringFilter(whose), officeHourEntries),
    source(sessions, async (whose) => mentoringFilter(whose), sessionEntries),
    source(meetings, async (whose) => meetingFilter(whose), meetingEntries),
  ];
}

/** Who meets whom is shown to the two and to the centre of the venture, never to all who follow the event. */
function meetingFilter({ kind, id }: Whose): object | null {
  if (kind === 'CENTRE') return { $or: [{ 'state.centreId': id }, ofParty(id)] };
  return kind === 'VENTURE' || kind === 'INVESTOR' ? ofParty(id) : null;
}

function mentoringFilter({ kind, id }: Whose): object | null {
  if (kind === 'EVENT' || kind === 'INVESTOR') return null;
  const field = { PERSON: 'mentorSubject', VENTURE: 'ventureId', CENTRE: 'centreId' }[kind];
  return { [`state.${field}`]: id };
}

const source =
  <S extends object, E>(
    store: AggregateStore<S, E>,
    filterOf: (whose: Whose) => Promise<object | null>,
    entriesOf: (standing: Standing<S>) => CalendarEntry[],
  ): CalendarSource =>
  async (whose) => {
    const filter = await filterOf(whose);
    if (!filter) return [];
    const docs = await store.collection.find(filter).sort({ _id: -1 }).limit(ENTRIES_MAX).toArray();
    return docs.flatMap((doc) => entriesOf(store.snapshotOf(doc as never)));
  };
