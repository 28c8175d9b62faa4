/** What must stand in the database of a service so that its reactions have something to do. */
import { readFileSync } from 'node:fs';
import { eventOfType } from '@naru/contracts';
import { EventRule_Audience, eventRule_AudienceToNumber } from '@naru/contracts/common/v1/event';
import { MatchInterested } from '@naru/contracts/matching/v1/events';
import { Match } from '@naru/contracts/matching/v1/match';
import { ApplicationSubmitted } from '@naru/contracts/program/v1/events';
import { derivedId } from '@naru/kit/ids';
import type { Given } from './kill.ts';

const VENTURE = 'ven_01h455vb4pex5vsknk084sn02q';
const INVESTOR = 'inv_01h455vb4pex5vsknk084sn02q';
const INTRODUCTION = 'int_01h455vb4pex5vsknk084sn02q';
const EVENT = 'evt_01h455vb4pex5vsknk084sn02q';
const PROGRAMME = 'prg_01h455vb4pex5vsknk084sn02q';
const ROUND = 'rnd_01h455vb4pex5vsknk084sn02q';

interface Doc {
  _id: string;
  state: Record<string, unknown>;
}

/** A document of the first release, with another id or state. */
function stored(file: string, state: object = {}, id?: string): Doc {
  const doc = JSON.parse(readFileSync(`services/${file}.json`, 'utf8')) as Doc;
  return { ...doc, _id: id ?? doc._id, state: { ...doc.state, ...state, ...(id && { id }) } };
}

const PROGRAM = 'program-scheduler/src';
const pair = { ventureId: VENTURE, investorId: INVESTOR };
const proposal = () => stored('matching-engine/src/match/fixture/match.schema-1', pair);
const application = (id: string, state: string) => ({
  ...stored(
    `${PROGRAM}/calls/application/fixture/application.schema-2`,
    { ventureId: VENTURE, state, ineligible: [] },
    id,
  ),
  keys: { applicant: `${ROUND}:${id}` },
});
const [FIRST, SECOND] = ['app_01h455vb4pex5vsknk084sn02q', 'app_02h455vb4pex5vsknk084sn02q'];
const applications = (first: string) => [application(FIRST, first), application(SECOND, 'WAITLISTED')];
const selection = () =>
  stored(`${PROGRAM}/council/selection/fixture/selection.schema-1`, {}, derivedId('sel', 'selection', ROUND));
const planned = () => stored(`${PROGRAM}/calls/event/fixture/event.schema-1`, { state: 'PLANNED' });
const timetable = (state: object = {}) =>
  stored(`${PROGRAM}/meetings/timetable/fixture/timetable.schema-1`, state, derivedId('tmt', EVENT));
/** Only what has not begun yet is moved with its event. */
const toCome = (id: string, hour: string) => ({
  ...{ id, session: 'MORNING', lunch: false, tables: 0 },
  startsAt: { $date: `2099-05-12T${hour}:00:00Z` },
  endsAt: { $date: `2099-05-12T${hour}:30:00Z` },
});
const file = { _id: 'fil_1', applicationId: FIRST, fieldId: 'deck', mediaType: 'text/plain', bytes: 'deck' };

/** The two no longer want to meet. */
const dropped = Match.fromPartial({
  ...{ id: 'mat_01h455vb4pex5vsknk084sn02q', ...pair, centreId: 'KR-27', state: 'EXPIRED' },
  introduction: { id: INTRODUCTION, state: 'ENDED' },
});
/** Every event about a match has the match as its first field. */
const aboutMatch = (match: Match): Uint8Array => MatchInterested.encode({ match }).finish();
const proposed = Match.fromPartial({ id: proposal()._id, ...pair, centreId: 'KR-27', state: 'PROPOSED' });
const submitted = { id: FIRST, roundId: ROUND, ventureId: VENTURE, state: 'SUBMITTED' as const };
const oneSided = Match.fromPartial({ ...pair, centreId: 'KR-27', ventureInterestAt: new Date(0) });

const WEBHOOK = {
  ...stored('notification/src/webhook/fixture/webhook.schema-2', { eventTypes: ['naru.*'], secrets: [] }),
  changedAt: { $date: '2026-01-01T00:00:00Z' },
};
WEBHOOK.state.createdAt = { $date: '2026-01-01T00:00:00Z' };
const WISH = {
  ...{ _id: 'sub_1', version: 1, owner: 'kim', recipient: 'subject:kim', ids: [], seesAll: true, since: {} },
  ...{ eventTypes: ['naru.*'], scope: '', createdAt: { $date: '2026-01-01T00:00:00Z' }, ended: false },
};
const NOTICE = { _id: 'ntf_1', recipient: VENTURE, template: 'venture.published', about: {}, readAt: null };
const ENTRY = { _id: 'registry:000000000000001', chain: 'registry', aggregateId: VENTURE, eventId: 'evt_1' };
const erasure = { at: { $date: '2026-01-01T00:00:00Z' }, askedBy: 'kim', reason: 'asked', acknowledgements: [] };

/** By service and subscription; then, where it matters, by the entity of the event and what happened to it. */
const GIVENS: Readonly<Record<string, Given>> = {
  'startup-registry erasures': {
    docs: {
      venture: [
        { ...stored('startup-registry/src/venture/fixture/venture.schema-1', { state: 'CLOSED', erasure }), schema: 2 },
      ],
    },
  },
  'investor-directory introductions': {
    docs: { investor: [stored('investor-directory/src/investor/fixture/investor.schema-1')] },
  },
  'matching-engine matches': { docs: { match: [proposal()] } },
  'matching-engine matches match.proposed': { docs: { match: [proposal()] }, data: aboutMatch(proposed) },
  'matching-engine erasures': {
    docs: { match: [proposal()], run_row: [{ _id: `run_1:${VENTURE}`, run: 'run_1', ventureId: VENTURE }] },
  },
  'program-scheduler events': { docs: { event: [planned()] } },
  'program-scheduler erasures': { docs: { application: [application(FIRST, 'SUBMITTED')], application_file: [file] } },
  'program-scheduler introductions': { docs: { timetable: [timetable()] }, data: aboutMatch(dropped) },
  'program-scheduler timetables event.updated': {
    docs: { timetable: [timetable({ slots: [toCome('s1', '01'), toCome('s2', '05')] })], event: [planned()] },
  },
  'program-scheduler timetables': { docs: { timetable: [timetable()] } },
  'program-scheduler selections selection.decided': {
    docs: { selection: [selection()], application: applications('SUBMITTED'), event: [planned()] },
  },
  'program-scheduler selections': { docs: { selection: [selection()], application: applications('SUBMITTED') } },
  'program-scheduler selections application.submitted': {
    docs: {
      application: applications('SUBMITTED'),
      ventures: [{ _id: VENTURE, version: 9, hidden: true, left: true }],
    },
    data: ApplicationSubmitted.encode(ApplicationSubmitted.fromPartial({ application: submitted })).finish(),
  },
  'program-scheduler selections application.withdrawn': {
    docs: { selection: [selection()], application: applications('WITHDRAWN') },
  },
  'outcome-ledger erasures': { docs: { journal: [{ ...ENTRY, number: 1, format: 2, salt: 'salt' }] } },
  'notification inbox round.opened': { docs: { names: [{ _id: PROGRAMME, version: 1, ownerId: 'org_1' }] } },
  'notification inbox match.interested': { data: aboutMatch(oneSided) },
  'notification wishes': { docs: { subscription: [WISH] } },
  'notification webhooks': { docs: { webhook: [WEBHOOK] } },
  'notification erasures': { docs: { notification: [NOTICE] } },
};

const INTERNAL = eventRule_AudienceToNumber(EventRule_Audience.INTERNAL);

export function givenFor(service: string, subscription: string, type: string): Given {
  const key = `${service} ${subscription}`;
  const what = type.split('.').slice(2, 4).join('.');
  const given = GIVENS[`${key} ${what}`] ?? GIVENS[key] ?? {};
  const isInternal = eventOfType(type)?.audience === INTERNAL;
  return key === 'notification wishes' && isInternal ? { ...given, idle: 'nobody outside hears of it' } : given;
}
