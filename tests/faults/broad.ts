/** The story that makes one of each noun that the other stories leave out, so that the history knows them all. */
import type { Client } from './client.ts';
import { CENTRE, created, DAY, organisation, publishedVenture, type Resource, text } from './steps.ts';

/** The names of the things of one story. An event is known by the kind of change and by this name. */
type Name = (of: string) => string;

interface Room {
  client: Client;
  name: Name;
  ventureId: string;
}

/** A creation without a source: it is known by its request id. */
const made = (room: Room, effect: string, path: string, of: string, body: object): Promise<Resource> =>
  room.client.command<Resource>({
    effects: [`${effect} ${room.name(of)}`],
    path,
    body: { ...body, requestId: room.name(of) },
  });

const sourced = (room: Room, effect: string, path: string, of: string, body: object): Promise<Resource> =>
  room.client.command<Resource>(created(effect, path, room.name(of), body));

const done = ({ client, name }: Room, effects: readonly string[], of: string, path: string, body: object = {}) =>
  client.command<Resource>({ effects: effects.map((effect) => `${effect} ${name(of)}`), path, body });

/** A programme, a cohort in it with a team, its mentor, and the work of both. */
async function incubated(room: Room, programmeId: string): Promise<void> {
  const { ventureId } = room;
  const details = { name: text('cohort'), seats: 3 };
  const where = { programmeId, centreId: CENTRE };
  const cohort = await sourced(room, 'program.cohort.created', '/v1/cohorts', 'co', { ...where, details });
  const residency = await sourced(room, 'program.residency.applied', '/v1/residencies', 're', {
    ...{ cohortId: cohort.id, ventureId },
  });
  const admission = { startedOn: DAY };
  await done(room, ['program.residency.started'], 're', `/v1/residencies/${residency.id}:admit`, admission);
  const mentor = await sourced(room, 'program.mentor.registered', '/v1/mentors', 'me', {
    ...{ centreId: CENTRE, subject: room.name('me'), name: text('mentor'), topics: ['MARKETING'] },
  });
  await made(room, 'program.office_hour_request.asked', '/v1/office-hour-requests', 'or', {
    ...{ cohortId: cohort.id, ventureId, topics: ['MARKETING'] },
  });
  await made(room, 'program.office_hour.offered', '/v1/office-hours', 'of', {
    ...{ mentorId: mentor.id, cohortId: cohort.id, startsAt: '2199-05-12T01:00:00Z' },
  });
  await sourced(room, 'program.mentoring.recorded', '/v1/mentoring-sessions', 'ms', {
    ...{ mentorId: mentor.id, residencyId: residency.id },
    details: { heldOn: DAY, durationMinutes: 60, topics: ['MARKETING'], notes: text('prices') },
  });
  await sourced(room, 'program.case.opened', '/v1/cases', 'ca', {
    ...{ ventureId, topic: 'LAW', question: text('who owns it'), openedOn: DAY },
  });
}

/** A call with one application. */
async function call(room: Room, programmeId: string, [round, application]: readonly [string, string]) {
  const { ventureId } = room;
  const open = { programmeId, name: text('call'), year: 2024, closesAt: '2199-12-31T00:00:00Z' };
  const { id: roundId } = await sourced(room, 'program.round.opened', '/v1/rounds', round, open);
  // The scheduler hears of the venture a moment after its publication.
  const asked = `/v1/rounds/${roundId}:checkEligibility?ventureId=${ventureId}`;
  await room.client.sees<{ eligible: boolean }>(asked, ({ eligible }) => eligible);
  const steps = ['drafted', 'submitted', 'admitted'].map((step) => `program.application.${step}`);
  const wish = { roundId, ventureId, pitch: text('sensors'), requestId: room.name(application) };
  const { id } = await done(room, steps, application, '/v1/applications', wish);
  return { roundId, applicationId: id };
}

const closed = (room: Room, round: string, roundId: string) =>
  done(room, ['program.round.closed'], round, `/v1/rounds/${roundId}:close`);

/** A round is judged, and a judge assigned to its application. */
async function judged(room: Room, programmeId: string): Promise<void> {
  const { client, name } = room;
  const { roundId, applicationId } = await call(room, programmeId, ['ro', 'ap']);
  const criteria = [{ id: 'readiness', name: text('readiness'), weight: 100, scaleMin: 0, scaleMax: 10 }];
  const rubric = await made(room, 'program.rubric.created', '/v1/rubrics', 'ru', { name: text('rubric'), criteria });
  const judge = await made(room, 'program.judge.registered', '/v1/judges', 'ju', { subject: name('ju'), profile: {} });
  await client.command({
    effects: [`program.judging.planned ${name('jg')}`, `program.rubric.used ${name('ru')}`],
    path: '/v1/judgings',
    body: {
      ...{ roundId, mode: 'SCORES', rubricId: rubric.id, panel: { panelSize: 1 }, places: 1 },
      requestId: name('jg'),
    },
  });
  await closed(room, 'ro', roundId);
  await done(room, ['program.judging.opened'], 'jg', `/v1/judgings/${roundId}:start`);
  // A review is known by its round.
  await done(room, ['program.review.assigned'], 'ro', '/v1/reviews', { applicationId, judgeId: judge.id });
}

/** The council has a proposal by scores from elsewhere. */
async function selected(room: Room, programmeId: string): Promise<void> {
  const { client, name } = room;
  const { roundId, applicationId } = await call(room, programmeId, ['rs', 'as']);
  await closed(room, 'rs', roundId);
  await client.command({
    effects: ['proposed', 'tabled'].map((what) => `program.selection.${what} ${name('rs')}`),
    path: '/v1/selections',
    body: { roundId, places: 1, scores: [{ applicationId, score: 7 }] },
  });
}

/** What is planned for an event, and what outsiders come for. */
async function hosted(room: Room): Promise<void> {
  const { client, name, ventureId } = room;
  const event = await sourced(room, 'program.event.planned', '/v1/events', 'ev', {
    ...{ name: text('day'), type: 'DEMO_DAY', startDate: { year: 2199, month: 5, day: 12 } },
  });
  const at = { startsAt: '2199-05-12T01:00:00Z', endsAt: '2199-05-12T01:30:00Z' };
  // With one party it takes no introduction of another story, which would leave it again.
  await made(room, 'program.timetable.planned', `/v1/events/${event.id}/timetable`, 'tt', {
    ...{ slots: [{ id: 's1', session: 'MORNING', ...at }], tables: 1, participants: [{ partyId: ventureId }] },
  });
  const details = { name: text('visit'), country: 'SG', level: 'AGENCY', startDate: DAY };
  await sourced(room, 'program.visit.requested', '/v1/visits', 'vi', { hostId: CENTRE, details });
  const host = await organisation(client, name('og'));
  await client.command({
    effects: [`program.visit_coverage.stated ${name('og')}`],
    path: '/v1/visit-coverages',
    body: { hostId: host.id, from: DAY, through: { ...DAY, month: 6 } },
  });
  await made(room, 'program.calendar_feed.issued', '/v1/calendar-feeds', 'cf', { owner: { kind: 'PERSON' } });
  const fund = { name: text('fund'), sizeKrw: '1000000000' };
  await sourced(room, 'investor.fund.announced', '/v1/funds', 'fu', { ownerId: CENTRE, details: fund });
  await sourced(room, 'ledger.outcome.reported', '/v1/outcomes', 'ou', {
    ...{ aboutId: host.id, indicator: 'FOREIGN_VISITORS', from: DAY, through: { ...DAY, month: 6 } },
    ...{ value: '684', origin: 'ARTICLE' },
  });
}

export async function broad(client: Client, number: number): Promise<void> {
  const name: Name = (of) => `${of}-${number}`;
  const { id: ventureId } = await publishedVenture(client, name('v'));
  const room: Room = { client, name, ventureId };
  const owned = { name: text('programme'), ownerId: CENTRE, kind: 'SUPPORT' };
  const programme = await sourced(room, 'program.programme.created', '/v1/programmes', 'pr', owned);
  await made(room, 'program.template.created', '/v1/templates', 'te', {
    ...{ name: text('template'), centreId: CENTRE, kind: 'SUPPORT' },
  });
  await incubated(room, programme.id);
  await judged(room, programme.id);
  await selected(room, programme.id);
  await hosted(room);
}
