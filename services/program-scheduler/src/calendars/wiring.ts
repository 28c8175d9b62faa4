/** The wiring of calendar feeds: which sources fill which calendars. */
import { CalendarServiceDefinition } from '@naru/contracts/program/v1/calendar_service';
import type { Host, Parts } from '@naru/kit/boot';
import type { AggregateStore } from '@naru/kit/change';
import { implement } from '@naru/kit/serve';
import type { Question } from '@naru/kit/where';
import { type ApplicationStore, roundsAppliedTo } from '../calls/application/store.ts';
import type { EventStore } from '../calls/event/store.ts';
import type { RoundStore } from '../calls/round/store.ts';
import type { MentoringStore } from '../incubation/mentoring/store.ts';
import type { OfficeHourStore } from '../incubation/office-hour/store.ts';
import type { Meeting } from '../meetings/meeting/meeting.ts';
import type { MeetingStore } from '../meetings/meeting/store.ts';
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

// The newest of each kind: people read a calendar, and programs load it every hour.
const ENTRIES_MAX = 500;

export function calendars(host: Host, { venture, eventExists, stores }: Neighbours & { stores: Stores }) {
  const feeds = feedStore(host);
  const handlers = calendarRpcs(feeds, {
    sources: sourcesOf(stores),
    max: host.config.ADDRESSES_PER_OWNER,
    eventExists,
    centreOfVenture: async (id) => (await venture(id))?.centreId,
  });
  return {
    implementation: implement(CalendarServiceDefinition, handlers),
    aggregates: [feeds],
    objects: { calendar_feed: calendarFeedOwnership(feeds) } satisfies Parts['objects'],
  };
}

/** The kinds of owner that each source has entries for. For other kinds its collection is not queried. */
function sourcesOf({ events, rounds, applications, visits, hours, sessions, meetings }: Stores): CalendarSource[] {
  const roundsFor = async ({ kind, id }: Whose) => {
    if (kind === 'EVENT') return [{ where: { eventId: id } }];
    if (kind === 'VENTURE') return [{ ids: await roundsAppliedTo(applications, id) }];
    return kind === 'CENTRE' ? [{}] : [];
  };
  const eventsFor = async (whose: Whose) => {
    if (whose.kind === 'EVENT') return [{ ids: [whose.id] }, { where: { parentEventId: whose.id } }];
    if (whose.kind === 'CENTRE') return [{}];
    if (whose.kind === 'PERSON' || whose.kind === 'INVESTOR') return [];
    const found = await Promise.all((await roundsFor(whose)).map((question) => rounds.all(question)));
    return [{ ids: [...new Set(found.flat().map(({ state }) => state.eventId))] }];
  };
  return [
    source(events, eventsFor, eventEntries),
    source(rounds, roundsFor, deadlineEntries),
    source(visits, async ({ kind, id }) => (kind === 'CENTRE' ? [{ where: { hostId: id } }] : []), visitEntries),
    source(hours, async (whose) => mentoringFor(whose), officeHourEntries),
    source(sessions, async (whose) => mentoringFor(whose), sessionEntries),
    source(meetings, async (whose) => meetingsFor(whose), meetingEntries),
  ];
}

/** Only the two parties and the centre of the venture see who meets. Followers of the event do not. */
function meetingsFor({ kind, id }: Whose): Question<Meeting>[] {
  const ofParty = [{ firstPartyId: id }, { secondPartyId: id }];
  if (kind === 'CENTRE') return [{ anyOf: [{ centreId: id }, ...ofParty] }];
  return kind === 'VENTURE' || kind === 'INVESTOR' ? [{ anyOf: ofParty }] : [];
}

function mentoringFor({ kind, id }: Whose): Question<{ mentorSubject: string; ventureId: string; centreId: string }>[] {
  if (kind === 'EVENT' || kind === 'INVESTOR') return [];
  const field = { PERSON: 'mentorSubject', VENTURE: 'ventureId', CENTRE: 'centreId' }[kind];
  return [{ where: { [field]: id } }];
}

const source =
  <S extends object, E>(
    store: AggregateStore<S, E>,
    questionsFor: (whose: Whose) => Promise<Question<S>[]>,
    entriesOf: (standing: Standing<S>) => CalendarEntry[],
  ): CalendarSource =>
  async (whose) => {
    const questions = await questionsFor(whose);
    const found = await Promise.all(questions.map((question) => store.all({ ...question, newest: ENTRIES_MAX })));
    return found.flat().flatMap(entriesOf);
  };
