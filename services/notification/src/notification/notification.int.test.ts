import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MatchAccepted, MatchProposed } from '@naru/contracts/matching/v1/events';
import { Match } from '@naru/contracts/matching/v1/match';
import { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { Application } from '@naru/contracts/program/v1/application';
import { ApplicationRejected, ApplicationSelected, ApplicationWaitlisted } from '@naru/contracts/program/v1/events';
import {
  CentreOpened,
  VentureConsentWithdrawn,
  VenturePublished,
  VentureSnapshot,
} from '@naru/contracts/registry/v1/events';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import type { Codec } from '@naru/kit/outbox';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { notification } from '../service.ts';

type Client = TypedClient<typeof NotificationServiceDefinition> & { close(): void };

let stack: Stack;
let matching: Publisher;
let registry: Publisher;
const clients: Client[] = [];

beforeAll(async () => {
  stack = await startStack(notification);
  matching = await publisher(stack, 'matching');
  registry = await publisher(stack, 'registry');
});
afterAll(async () => {
  for (const client of clients) client.close();
  await matching?.stop();
  await registry?.stop();
  await stack?.stop();
});

function as(role: string, scope: { centre?: string; org?: string } = {}, subject = 'someone'): Client {
  const client = createClient(NotificationServiceDefinition, stack.addresses.notification ?? '', {
    token: () => stack.tokenOf(subject, { role, ...scope }),
  });
  clients.push(client);
  return client;
}

const match = (id: string, change: Partial<Match> = {}) =>
  Match.fromPartial({
    id,
    ventureId: 'ven_n',
    investorId: 'inv_n',
    centreId: 'KR-27',
    state: 'PROPOSED',
    ...change,
  });
const sayMatch = (
  codec: Codec<{ match: Match | undefined }>,
  id: string,
  version: number,
  change: Partial<Match> = {},
  eventId?: string,
) =>
  matching.say({
    codec,
    message: { match: match(id, change) },
    aggregate: id,
    version,
    ...(eventId ? { id: eventId } : {}),
  });
const publishVenture = (ventureId: string, name: string) =>
  registry.say({
    codec: VenturePublished,
    message: {
      ventureId,
      centreId: 'KR-27',
      state: 'PUBLISHED',
      profile: VentureProfile.fromPartial({ name: { ko: name } }),
      fictional: true,
    },
    aggregate: ventureId,
    version: 4,
  });

const about = async (client: Client, aggregateId: string) =>
  (await client.listNotifications({ pageSize: 200 })).notifications.filter((one) => one.aggregateId === aggregateId);

test('all three parties get one notice, however often the event arrives, and nobody else does', async () => {
  for (const round of [1, 2, 3]) await sayMatch(MatchAccepted, 'mat_1', round, { state: 'ACCEPTED' }, 'evt-accepted');
  await sayMatch(MatchProposed, 'mat_last', 1);
  await drained(stack, 'matching');
  for (const one of [
    as('venture_member', { org: 'ven_n' }),
    as('investor_member', { org: 'inv_n' }),
    as('centre_officer', { centre: 'KR-27' }),
  ]) {
    await eventually(async () => (await about(one, 'mat_last')).length === 1);
    expect((await about(one, 'mat_1')).map(({ template }) => template)).toEqual(['match.accepted']);
  }
  expect((await as('investor_member', { org: 'inv_other' }).listNotifications({})).notifications).toEqual([]);
});

test('a notice is marked as read only by its own readers', async () => {
  await sayMatch(MatchProposed, 'mat_3', 1);
  const [investor, stranger] = [
    as('investor_member', { org: 'inv_n' }),
    as('investor_member', { org: 'inv_x' }, 'stranger'),
  ];
  const [told] = await eventually(async () => {
    const found = await about(investor, 'mat_3');
    return found.length > 0 && found;
  });
  const id = told?.id ?? '';
  await expect(stranger.markRead({ id })).rejects.toMatchObject({ kind: 'not_found' });
  const { unread } = await investor.listNotifications({});
  const { readAt } = await investor.markRead({ id });
  expect(readAt).toBeInstanceOf(Date);
  expect((await investor.markRead({ id })).readAt).toEqual(readAt);
  expect((await investor.listNotifications({})).unread).toBe(unread - 1);
  await expect(investor.listNotifications({ recipient: 'inv_x' })).rejects.toMatchObject({
    faults: [{ path: 'recipient' }],
  });
});

test('a name is shown while the venture is shared, and not afterwards', async () => {
  await publishVenture('ven_w', '숨길 이름');
  const officer = as('centre_officer', { centre: 'KR-27' });
  await eventually(async () => (await about(officer, 'ven_w')).length === 1);
  await eventually(
    async () =>
      (
        await stack
          .database('notification')
          .collection('names')
          .findOne({ _id: 'ven_w' as never })
      )?.name,
  );
  await registry.say({
    codec: VentureConsentWithdrawn,
    message: { ventureId: 'ven_w', centreId: 'KR-27', state: 'PUBLISHED' },
    aggregate: 'ven_w',
    version: 5,
  });
  await eventually(async () => (await about(officer, 'ven_w')).length === 2);
  const [latest] = await about(officer, 'ven_w');
  expect(latest?.template).toBe('venture.consent_withdrawn');
  await eventually(
    async () =>
      (
        await stack
          .database('notification')
          .collection('names')
          .findOne({ _id: 'ven_w' as never })
      )?.name === undefined,
  );
});

test('a withdrawal is told to the venture and its centre, although nothing else of the venture was ever heard', async () => {
  const message = { ventureId: 'ven_away', centreId: 'KR-27', state: 'PUBLISHED' as const };
  await registry.say({ codec: VentureConsentWithdrawn, message, aggregate: 'ven_away', version: 5 });
  const told = [as('venture_member', { org: 'ven_away' }), as('centre_officer', { centre: 'KR-27' })];
  for (const one of told)
    await eventually(async () => (await about(one, 'ven_away'))[0]?.template === 'venture.consent_withdrawn');
});

test('a withdrawal that an earlier release sent with the id alone is told to the venture, and to its centre later', async () => {
  const message = VentureConsentWithdrawn.fromPartial({ ventureId: 'ven_old' });
  const codec = VentureConsentWithdrawn;
  await registry.say({ codec, message, aggregate: 'ven_old', version: 5, id: 'evt-old' });
  const [theVenture, theCentre] = [as('venture_member', { org: 'ven_old' }), as('centre_officer', { centre: 'KR-27' })];
  await eventually(async () => (await about(theVenture, 'ven_old')).length === 1);
  expect(await about(theCentre, 'ven_old')).toEqual([]);
  const snapshot = VentureSnapshot.fromPartial({ ventureId: 'ven_old', centreId: 'KR-27', state: 'PUBLISHED' });
  await registry.say({ codec: VentureSnapshot, message: snapshot, aggregate: 'ven_old', version: 5 });
  await eventually(async () => (await about(theCentre, 'ven_old')).length === 1);
  expect(await about(theVenture, 'ven_old')).toHaveLength(1);
});

test('what was published and withdrawn since is told to the centre too, from what may stay of the event', async () => {
  const message = { ventureId: 'ven_bare', centreId: 'KR-27', state: 'PUBLISHED' as const, profile: undefined };
  const said = {
    codec: VenturePublished,
    message: { ...message, fictional: false },
    aggregate: 'ven_bare',
    version: 4,
  };
  await registry.say(said);
  const officer = as('centre_officer', { centre: 'KR-27' });
  await eventually(async () => (await about(officer, 'ven_bare')).length === 1);
});

test('the stream sends the notices after the last one that the reader has seen, then new ones', async () => {
  const investor = as('investor_member', { org: 'inv_s' });
  const say = (id: string) => sayMatch(MatchProposed, id, 1, { investorId: 'inv_s' });
  await say('mat_s1');
  const [first] = await eventually(async () => {
    const found = await about(investor, 'mat_s1');
    return found.length > 0 && found;
  });
  await say('mat_s2');
  await eventually(async () => (await about(investor, 'mat_s2')).length === 1);
  const seen: string[] = [];
  for await (const { aggregateId } of investor.streamNotifications({ lastEventId: first?.id ?? '' })) {
    seen.push(aggregateId);
    if (aggregateId === 'mat_s2') await say('mat_s3');
    if (aggregateId === 'mat_s3') break;
  }
  expect(seen).toEqual(['mat_s2', 'mat_s3']);
  const anew: string[] = [];
  for await (const { aggregateId, reset } of investor.streamNotifications({ lastEventId: 'ntf_unknown' })) {
    anew.push(reset ? `reset ${reset.oldestId === first?.id}` : aggregateId);
    if (aggregateId === 'mat_s3') break;
  }
  expect(anew).toEqual(['reset true', 'mat_s1', 'mat_s2', 'mat_s3']);
});

test('a subscriber gets the events that it may see: a judge gets public events, but no match', async () => {
  const judge = as('judge', {}, 'judge-1');
  const request = { eventTypes: ['naru.registry.*', 'naru.matching.*'], requestId: 'wish-1' };
  const { id } = await judge.createSubscription(request);
  expect((await judge.createSubscription(request)).id).toBe(id);
  await sayMatch(MatchProposed, 'mat_secret', 1);
  await registry.say({ codec: CentreOpened, message: { centre: undefined }, aggregate: 'KR-99', version: 1 });
  const told = await eventually(async () => {
    const { notifications } = await judge.listNotifications({});
    return notifications.some(({ aggregateId }) => aggregateId === 'KR-99') && notifications;
  });
  expect(told.map(({ aggregateId }) => aggregateId)).not.toContain('mat_secret');
  await expect(as('judge', {}, 'judge-2').deleteSubscription({ id })).rejects.toMatchObject({ kind: 'not_found' });
  await judge.deleteSubscription({ id });
  expect((await judge.listSubscriptions({})).subscriptions).toEqual([]);
});

test('a person has twenty subscriptions, also when asking for all at once; a deleted one makes room', async () => {
  const many = as('judge', {}, 'judge-many');
  const create = (requestId: string) => many.createSubscription({ eventTypes: ['naru.registry.*'], requestId });
  const asked = await Promise.allSettled(Array.from({ length: 24 }, (_, index) => create(`sub-${index}`)));
  const made = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
  const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect([new Set(made).size, refused.length]).toEqual([20, 4]);
  for (const one of refused) expect(one).toMatchObject({ kind: 'exhausted', code: 'subscription.limit' });
  const first = asked.findIndex(({ status }) => status === 'fulfilled');
  expect((await create(`sub-${first}`)).id).toBe(made[0]); // A repeat is no further one.
  await many.deleteSubscription({ id: made[0] ?? '' });
  await create('sub-more');
  await expect(create('sub-most')).rejects.toMatchObject({ code: 'subscription.limit' });
  await as('judge', {}, 'judge-other').createSubscription({ eventTypes: ['naru.registry.*'] });
});

test("a venture and its centre get the council's verdict about it, and nobody else does", async () => {
  await publishVenture('ven_applied', '가온 센서');
  const program = await publisher(stack, 'program');
  const application = Application.fromPartial({
    id: 'app_n',
    ventureId: 'ven_applied',
    centreId: 'KR-27',
    state: 'WAITLISTED',
    waitlistPosition: 1,
  });
  const verdicts = [ApplicationWaitlisted, ApplicationSelected, ApplicationRejected];
  for (const [index, codec] of verdicts.entries())
    await program.say({
      codec: codec as typeof ApplicationSelected,
      message: { application },
      aggregate: 'app_n',
      version: index + 3,
    });
  const venture = as('venture_member', { org: 'ven_applied' });
  const told = await eventually(async () => {
    const found = await about(venture, 'app_n');
    return found.length === 3 && found;
  });
  expect(told.map(({ title }) => title?.ko).sort()).toEqual([
    '대기 명단에 올랐습니다',
    '선정되었습니다',
    '선정되지 않았습니다',
  ]);
  await eventually(async () => (await about(as('centre_officer', { centre: 'KR-27' }), 'app_n')).length === 3);
  expect(await about(as('venture_member', { org: 'ven_other' }), 'app_n')).toEqual([]);
  await program.stop();
});
