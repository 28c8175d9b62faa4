import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Deal } from '@naru/contracts/investor/v1/deal';
import {
  DealConfirmed,
  DealDropped,
  DealNegotiating,
  DealSideConfirmed,
  DealVoided,
  ProfileRegistered,
} from '@naru/contracts/investor/v1/events';
import { Investor } from '@naru/contracts/investor/v1/investor';
import { MatchAccepted, MatchDeclined, MatchInterested, MatchProposed } from '@naru/contracts/matching/v1/events';
import { Match } from '@naru/contracts/matching/v1/match';
import { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { Meeting } from '@naru/contracts/program/v1/timetable';
import { MeetingScheduled } from '@naru/contracts/program/v1/timetable_events';
import { Visit } from '@naru/contracts/program/v1/visit';
import { VisitRequested, VisitUpdated } from '@naru/contracts/program/v1/visit_events';
import { CentreOpened, VenturePublished } from '@naru/contracts/registry/v1/events';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import type { Codec } from '@naru/kit/outbox';
import { createClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { notification } from '../service.ts';

let stack: Stack;
const said = new Map<string, Publisher>();
const clients: { close(): void }[] = [];

beforeAll(async () => {
  stack = await startStack(notification);
  for (const context of ['registry', 'investor', 'matching', 'program'])
    said.set(context, await publisher(stack, context));
  await of('registry').say({
    codec: VenturePublished,
    message: {
      ventureId: 'ven_raon',
      centreId: 'KR-27',
      state: 'PUBLISHED',
      profile: VentureProfile.fromPartial({ name: { ko: '라온링크', en: 'RaonLink' } }),
      fictional: true,
    },
    aggregate: 'ven_raon',
    version: 3,
  });
  const investor = Investor.fromPartial({ id: 'inv_harbour', name: { ko: '하버벤처스', en: 'Harbour Ventures' } });
  await of('investor').say({ codec: ProfileRegistered, message: { investor }, aggregate: 'inv_harbour', version: 1 });
});
afterAll(async () => {
  for (const client of clients) client.close();
  for (const one of said.values()) await one.stop();
  await stack?.stop();
});

function of(context: string): Publisher {
  const found = said.get(context);
  if (!found) throw new Error(`nobody speaks for ${context}`);
  return found;
}

function as(role: string, scope: object, subject: string) {
  const token = () => stack.tokenOf(subject, { role, ...scope });
  const client = createClient(NotificationServiceDefinition, stack.addresses.notification ?? '', { token });
  clients.push(client);
  return client;
}

const PAIR = { ventureId: 'ven_raon', investorId: 'inv_harbour', centreId: 'KR-27' };

test('notices of a match and of a meeting name both parties', async () => {
  const match = Match.fromPartial({ id: 'mat_1', ...PAIR, state: 'ACCEPTED' });
  await of('matching').say({ codec: MatchAccepted, message: { match }, aggregate: 'mat_1', version: 2 });
  const startsAt = new Date(Date.UTC(2026, 10, 18, 8));
  const parties = { firstPartyId: 'ven_raon', secondPartyId: 'inv_harbour' };
  const meeting = Meeting.fromPartial({ id: 'mtg_1', ...parties, startsAt, timeZone: 'Asia/Seoul', table: 3 });
  await of('program').say({ codec: MeetingScheduled, message: { meeting }, aggregate: 'mtg_1', version: 1 });
  const investor = as('investor_member', { org: 'inv_harbour' }, 'kim');
  const bodies = await eventually(async () => {
    const { notifications } = await investor.listNotifications({});
    const found = notifications
      .filter(({ template }) => /^(match|meeting)\./.test(template))
      .map(({ body }) => `${body?.ko} ${body?.en}`);
    return found.length === 2 && found.every((body) => body.includes('Harbour')) && found;
  });
  for (const body of bodies)
    for (const name of ['라온링크', 'RaonLink', '하버벤처스', 'Harbour Ventures']) expect(body).toContain(name);
});

test('a subscriber gets the types of events that it asked for, and no others', async () => {
  const all = as('judge', {}, 'judge-all');
  const some = as('judge', {}, 'judge-some');
  await all.createSubscription({ eventTypes: ['naru.registry.centre.*'] });
  await some.createSubscription({ eventTypes: ['naru.registry.venture.published.v1'] });
  const told = async (client: typeof all) =>
    (await client.listNotifications({})).notifications.map(({ aggregateId }) => aggregateId);
  const opened = (id: string) =>
    of('registry').say({ codec: CentreOpened, message: { centre: undefined }, aggregate: id, version: 1 });
  await opened('KR-98');
  await eventually(async () => (await told(all)).includes('KR-98'));
  expect(await told(some)).toEqual([]);
});

const sayMatch = (
  codec: Codec<{ match: Match | undefined }>,
  id: string,
  version: number,
  change: Partial<Match> = {},
) => {
  const match = Match.fromPartial({ id, ventureId: 'ven_n', investorId: 'inv_n', centreId: 'KR-27', ...change });
  return of('matching').say({ codec, message: { match }, aggregate: id, version });
};
const about = async (client: ReturnType<typeof as>, aggregateId: string) =>
  (await client.listNotifications({ pageSize: 200 })).notifications.filter((one) => one.aggregateId === aggregateId);

const tasks = async (client: ReturnType<typeof as>, aggregateId: string) =>
  (await client.listTasks({})).tasks.filter((one) => one.aggregateId === aggregateId);

test('interest is told to both sides, and asks the other one until it answers', async () => {
  const [venture, investor] = [
    as('venture_member', { org: 'ven_n' }, 'venture'),
    as('investor_member', { org: 'inv_n' }, 'investor'),
  ];
  await sayMatch(MatchProposed, 'mat_2', 1);
  for (const one of [venture, investor]) await eventually(async () => (await tasks(one, 'mat_2')).length === 1);
  await sayMatch(MatchInterested, 'mat_2', 2, { ventureInterestAt: new Date() });
  await eventually(async () => (await about(venture, 'mat_2')).length === 2);
  await eventually(
    async () => (await tasks(investor, 'mat_2')).map(({ template }) => template).join() === 'match.interested',
  );
  expect(await tasks(venture, 'mat_2')).toEqual([]);
  const [asked] = await tasks(investor, 'mat_2');
  expect(asked).toMatchObject({ aggregateKind: 'match', task: { endedAt: undefined, until: undefined } });
  expect(asked?.task?.endedBy).toContain('naru.matching.match.accepted.v1');
  await sayMatch(MatchAccepted, 'mat_2', 3, { state: 'ACCEPTED' });
  await eventually(async () => (await tasks(investor, 'mat_2')).length === 0);
  // The question of before came late: it waits for nobody.
  await sayMatch(MatchProposed, 'mat_late', 9, { state: 'ACCEPTED' });
  await eventually(async () => (await tasks(venture, 'mat_late')).length === 1);
  await sayMatch(MatchAccepted, 'mat_4', 5, { state: 'ACCEPTED' });
  await eventually(async () => (await about(venture, 'mat_4')).length === 1);
  await sayMatch(MatchProposed, 'mat_4', 1);
  await eventually(async () => (await about(venture, 'mat_4')).length === 2);
  await eventually(async () => (await tasks(venture, 'mat_4')).length === 0);
});

test.each([
  ['is confirmed', DealConfirmed],
  ['is dropped', DealDropped],
  ['is void', DealVoided],
  ['has another amount', DealNegotiating],
])('a side of a deal that was asked to confirm has no task any more once the deal %s', async (what, codec) => {
  const id = `deal_${what.replaceAll(' ', '_')}`;
  const venture = as('venture_member', { org: 'ven_asked' }, 'asked');
  const deal = Deal.fromPartial({ id, ventureId: 'ven_asked', investorId: 'inv_asked', centreId: 'KR-27' });
  await of('investor').say({ codec: DealSideConfirmed, message: { deal }, aggregate: id, version: 3 });
  await eventually(async () => (await tasks(venture, id)).length === 1);
  await of('investor').say({ codec, message: { deal }, aggregate: id, version: 4 });
  await eventually(async () => (await tasks(venture, id)).length === 0);
});

test('what is said of the same thing twice is told once until it is read', async () => {
  const investor = as('investor_member', { org: 'inv_twice' }, 'twice');
  const say = (version: number) => sayMatch(MatchDeclined, 'mat_twice', version, { investorId: 'inv_twice' });
  await say(1);
  const [first] = await eventually(async () => {
    const found = await about(investor, 'mat_twice');
    return found.length > 0 && found;
  });
  for (const version of [2, 3]) await say(version);
  await drained(stack, 'matching');
  expect(await about(investor, 'mat_twice')).toHaveLength(1);
  await investor.markRead({ id: first?.id ?? '' });
  await say(4);
  await eventually(async () => (await about(investor, 'mat_twice')).length === 2);
});

test('what is said again is told again where something else may have happened in between, and its news is late', async () => {
  const investor = as('investor_member', { org: 'inv_late' }, 'late');
  const say = (codec: typeof MatchDeclined | typeof MatchAccepted, version: number) =>
    sayMatch(codec, 'mat_late', version, { investorId: 'inv_late' });
  for (const version of [2, 4]) await say(MatchDeclined, version);
  await say(MatchAccepted, 3);
  await eventually(async () => (await about(investor, 'mat_late')).length === 3);
});

test('a visit that moves before the host has answered moves the last day of the task, in whatever order the news arrives', async () => {
  const host = as('hub_officer', { org: 'org_host' }, 'host');
  const say = (codec: typeof VisitRequested | typeof VisitUpdated, id: string, version: number, day: number) => {
    const visit = Visit.fromPartial({
      id,
      hostId: 'org_host',
      startDate: { year: 2199, month: 3, day },
      state: 'REQUESTED',
    });
    return of('program').say({ codec, message: { visit }, aggregate: id, version });
  };
  const until = async (id: string) => (await tasks(host, id))[0]?.task?.until?.toISOString();
  await say(VisitRequested, 'vis_moves', 1, 4);
  await eventually(async () => (await until('vis_moves')) === '2199-03-04T14:59:59.999Z');
  await say(VisitUpdated, 'vis_moves', 3, 9);
  await say(VisitUpdated, 'vis_moves', 2, 6);
  await say(VisitUpdated, 'vis_late', 2, 11);
  await drained(stack, 'program');
  await say(VisitRequested, 'vis_late', 1, 4);
  await eventually(async () => (await until('vis_late')) === '2199-03-11T14:59:59.999Z');
  expect(await until('vis_moves')).toBe('2199-03-09T14:59:59.999Z');
});
