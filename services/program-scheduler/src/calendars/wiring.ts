/** The wiring of calendar feeds: which sources fill which calendars. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { CalendarServiceDefinition } from '@naru/contracts/program/v1/calendar_service';
import type { Host, Parts } from '@naru/kit/boot';
import type { AggregateStore, Snapshot } from '@naru/kit/change';
import type { Names } from '@naru/kit/names';
import { implement } from '@naru/kit/serve';
import type { Question } from '@naru/kit/where';
import type { ApplicationStore } from '../calls/application/store.ts';
import type { Event } from '../calls/event/event.ts';
import type { EventStore } from '../calls/event/store.ts';
import type { Round } from '../calls/round/round.ts';
import type { RoundStore } from '../calls/round/store.ts';
import type { MentorStore } from '../incubation/mentor/store.ts';
import type { MentoringStore } from '../incubation/mentoring/store.ts';
import type { OfficeHourStore } from '../incubation/office-hour/store.ts';
import type { Meeting } from '../meetings/meeting/meeting.ts';
import type { MeetingStore } from '../meetings/meeting/store.ts';
import type { VisitStore } from '../visits/visit/store.ts';
import type { Visit } from '../visits/visit/visit.ts';
import type { CalendarEntry, CalendarSource, Whose } from './calendar/entry.ts';
import { participations } from './calendar/participation.ts';
import { calendarFeedOwnership, calendarRpcs } from './calendar/rpc.ts';
import {
  deadlineEntries,
  eventEntries,
  meetingEntries,
  officeHourEntries,
  sessionEntries,
  type Told,
  visitEntries,
} from './calendar/sources.ts';
import { feedStore } from './calendar/store.ts';

/** Who is named in a calendar: the names that the service knows now, and its own mentors. */
type NamesNow = (ids: readonly string[]) => Promise<ReadonlyMap<string, LocalizedText>>;

interface Stores {
  events: EventStore;
  rounds: RoundStore;
  applications: ApplicationStore;
  visits: VisitStore;
  hours: OfficeHourStore;
  sessions: MentoringStore;
  meetings: MeetingStore;
  mentors: MentorStore;
}

interface Neighbours {
  venture(id: string): Promise<{ centreId?: string } | null>;
  eventExists(id: string): Promise<boolean>;
  names: Names;
}

// The newest of each kind: people read a calendar, and programs load it every hour.
const ENTRIES_MAX = 500;

export function calendars(host: Host, { venture, eventExists, names, stores }: Neighbours & { stores: Stores }) {
  const feeds = feedStore(host);
  const handlers = calendarRpcs(feeds, {
    sources: sourcesOf(stores, namesNow(names, stores.mentors)),
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

/** Ids of one noun are never ids of another, so each source of names is asked for all. */
const namesNow =
  (names: Names, mentors: MentorStore): NamesNow =>
  async (ids) => {
    const [known, own] = await Promise.all([
      Promise.all(Object.values(names).map((namesOf) => namesOf(ids))),
      mentors.all({ ids }),
    ]);
    const found = known.flatMap((some) => [...some].map(([id, { name }]) => [id, name as LocalizedText] as const));
    return new Map([...found, ...own.flatMap(({ id, state }) => (state.name ? [[id, state.name] as const] : []))]);
  };

/** The kinds of owner that each source has entries for. For other kinds its collection is not queried. */
function sourcesOf(stores: Stores, namesOf: NamesNow): CalendarSource[] {
  const { events, rounds, visits, hours, sessions, meetings } = stores;
  const named = { namesOf, events };
  return [
    source(events, eventsFor, (found) => found.flatMap((one) => eventEntries(one))),
    source(rounds, roundsFor, (found) => found.flatMap((one) => deadlineEntries(one))),
    async ({ kind, id }) => (kind === 'VENTURE' ? callsOfVenture(stores, id) : []),
    source(visits, visitsFor, (found) => found.flatMap(visitEntries)),
    source(hours, (whose) => mentoringFor(whose), told(named, partiesOfMentoring, officeHourEntries)),
    source(sessions, (whose) => mentoringFor(whose), told(named, partiesOfMentoring, sessionEntries)),
    source(meetings, meetingsFor, told(named, partiesOfMeeting, meetingEntries)),
  ];
}

function eventsFor({ kind, id }: Whose): Question<Event>[] {
  if (kind === 'EVENT') return [{ ids: [id] }, { where: { parentEventId: id } }];
  return kind === 'CENTRE' ? [{}] : [];
}

function roundsFor({ kind, id }: Whose): Question<Round>[] {
  if (kind === 'EVENT') return [{ where: { eventId: id } }];
  return kind === 'CENTRE' ? [{}] : [];
}

const visitsFor = ({ kind, id }: Whose): Question<Visit>[] => (kind === 'CENTRE' ? [{ where: { hostId: id } }] : []);

/** A venture sees the events and deadlines of its applications, as far as these have come. */
async function callsOfVenture({ events, rounds, applications }: Stores, ventureId: string): Promise<CalendarEntry[]> {
  const applied = await applications.all({ where: { ventureId }, newest: ENTRIES_MAX });
  const found = await rounds.all({ ids: [...new Set(applied.map(({ state }) => state.roundId))] });
  const eventOf = new Map(found.map((round) => [round.id, round.state.eventId]));
  const inRounds = participations(applied, (roundId) => roundId);
  const inEvents = participations(applied, (roundId) => eventOf.get(roundId));
  const held = await events.all({ ids: [...inEvents.keys()] });
  return [
    ...held.flatMap((one) => eventEntries(one, inEvents.get(one.id))),
    ...found.flatMap((one) => deadlineEntries(one, inRounds.get(one.id))),
  ];
}

type Mentored = { mentorId: string; ventureId: string };
/** A person's own calendar is that of the mentor. */
const partiesOfMentoring = ({ mentorId, ventureId }: Mentored, { kind }: Whose) =>
  kind === 'PERSON' ? [ventureId] : [mentorId, ventureId];
const partiesOfMeeting = ({ firstPartyId, secondPartyId }: Meeting) => [firstPartyId, secondPartyId];

/** Entries with the names of the parties, and with the event where there is one. */
const told =
  <S extends object>(
    { namesOf, events }: { namesOf: NamesNow; events: EventStore },
    partiesOf: (state: S, whose: Whose) => string[],
    entriesOf: (one: Snapshot<S>, told: Told) => CalendarEntry[],
  ) =>
  async (found: readonly Snapshot<S>[], whose: Whose): Promise<CalendarEntry[]> => {
    const eventIds = found.flatMap(({ state }) => ('eventId' in state ? [String(state.eventId)] : []));
    const [names, held] = await Promise.all([
      namesOf([...new Set(found.flatMap(({ state }) => partiesOf(state, whose)))]),
      events.all({ ids: [...new Set(eventIds)] }),
    ]);
    const eventOf = new Map(held.map(({ id, state }) => [id, state]));
    return found.flatMap((one) =>
      entriesOf(one, {
        named: (ids) => ids.flatMap((id) => (id === whose.id ? [] : (names.get(id) ?? []))),
        event: (id) => eventOf.get(id),
      }),
    );
  };

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
    questionsFor: (whose: Whose) => Question<S>[],
    entriesOf: (found: Snapshot<S>[], whose: Whose) => CalendarEntry[] | Promise<CalendarEntry[]>,
  ): CalendarSource =>
  async (whose) => {
    const asked = questionsFor(whose).map((question) => store.all({ ...question, newest: ENTRIES_MAX }));
    const found = (await Promise.all(asked)).flat();
    return found.length === 0 ? [] : entriesOf(found, whose);
  };
