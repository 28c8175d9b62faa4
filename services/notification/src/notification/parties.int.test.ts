import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProfileRegistered } from '@naru/contracts/investor/v1/events';
import { Investor } from '@naru/contracts/investor/v1/investor';
import { MatchAccepted } from '@naru/contracts/matching/v1/events';
import { Match } from '@naru/contracts/matching/v1/match';
import { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { Meeting } from '@naru/contracts/program/v1/timetable';
import { MeetingScheduled } from '@naru/contracts/program/v1/timetable_events';
import { CentreOpened, VenturePublished } from '@naru/contracts/registry/v1/events';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { createClient } from '@naru/testing/client-typed';
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
    const found = notifications.map(({ body }) => `${body?.ko} ${body?.en}`);
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
