import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { DealConfirmed } from '@naru/contracts/investor/v1/events';
import { VenturePublished } from '@naru/contracts/registry/v1/events';
import { realAmbient } from '@naru/kit/ambient';
import type { Host } from '@naru/kit/boot';
import { outgoing } from '@naru/kit/outbox';
import type { Received } from '@naru/kit/subscribe';
import { type Ground, startGround } from '@naru/testing/ground';
import { padded } from './feed.ts';
import { bodyOf, toProto } from './message.ts';
import { type FeedStore, feedStore } from './store.ts';

const DAY_MS = 24 * 3_600_000;
const EVERYTHING = { ids: [], seesAll: true };

let ground: Ground;
let feed: FeedStore;
let now = new Date();

/** A replica of the service, whose clock is wrong by some minutes. */
const replica = (minutes = 0): FeedStore => {
  const ambient = { ...realAmbient, now: () => new Date(now.getTime() + minutes * 60_000) };
  return feedStore({ db: ground.database.db, ambient, config: { FEED_KEPT_MS: 30 * DAY_MS } } as unknown as Host);
};

beforeAll(async () => {
  ground = await startGround();
  await replica().start();
}, 30_000);
beforeEach(async () => {
  now = new Date();
  for (const name of ['feed', 'forgotten']) await ground.database.db.collection(name).deleteMany({});
  feed = replica();
});
afterAll(() => ground?.remove());

const received = (id: string, more: Partial<Received<null>> = {}) => {
  const profile = { name: { ko: '나루', en: 'Naru' } };
  const { event, data } = outgoing(
    VenturePublished,
    VenturePublished.fromPartial({ ventureId: 'ven_1', centreId: 'KR-27', state: 'PUBLISHED', profile }),
  );
  const { type, context } = event;
  return { id, type, context, aggregate: 'ven_1', version: 4, at: now, data, ...more } as Received<null>;
};
const deal = (id: string) => {
  const { event, data } = outgoing(DealConfirmed, DealConfirmed.fromPartial({ deal: { id } }));
  return received(id, { type: event.type, context: event.context, aggregate: id, data });
};
const read = (store = feed, after = 0, limit = 200, reader: { ids: string[]; seesAll: boolean } = EVERYTHING) =>
  store.slice(reader, { after, patterns: [], limit });
const idsOf = async (after = 0, reader = EVERYTHING as { ids: string[]; seesAll: boolean }) =>
  (await read(feed, after, 200, reader)).found.map(({ _id }) => _id);

test('a reader misses nothing and sees nothing twice while replicas with different clocks write', async () => {
  const writers = [replica(-10), replica(), replica(10)];
  const seen: string[] = [];
  let writing = true;
  const reader = (async () => {
    for (let after = 0; ; ) {
      const ended = !writing;
      const { found, next } = await read(replica(), after, 7);
      seen.push(...found.map(({ _id }) => _id));
      after = next;
      if (ended && found.length === 0) return;
    }
  })();
  const names = Array.from({ length: 90 }, (_, index) => `e_${index}`);
  await Promise.all(names.map((id, index) => writers[index % 3]?.keep(received(id), [])));
  // Delivered again, to another replica: nothing moves.
  await Promise.all(names.map((id, index) => writers[(index + 1) % 3]?.keep(received(id), [])));
  writing = false;
  await reader;
  expect([...seen].sort()).toEqual([...names].sort());
  const places = (await read()).found.map(({ place }) => place);
  expect(places).toEqual(names.map((_, index) => index + 1));
});

test('a reader gets public events and those that name it, of the wanted types; the position moves past all others', async () => {
  await feed.keep(deal('deal_1'), ['inv_1', 'ven_1']);
  await feed.keep(received('open_1'), ['ven_1']);
  await feed.keep(deal('deal_2'), ['inv_2']);
  expect(await idsOf(0, { ids: ['inv_1'], seesAll: false })).toEqual(['deal_1', 'open_1']);
  expect(await idsOf(0, { ids: [], seesAll: false })).toEqual(['open_1']);
  expect(await idsOf()).toEqual(['deal_1', 'open_1', 'deal_2']);
  const asked = { after: 0, patterns: ['naru.investor.*'], limit: 10 };
  const { found, next, more } = await feed.slice({ ids: ['inv_1'], seesAll: false }, asked);
  expect([found.map(({ _id }) => _id), next, more]).toEqual([['deal_1'], 3, false]);
  const first = await read(feed, 0, 2);
  expect([first.found.length, first.next, first.more]).toEqual([2, 2, true]);
});

test('a webhook is sent the same as a reader of the feed gets', async () => {
  await feed.keep(received('same'), []);
  const [entry] = (await read()).found;
  if (!entry) throw new Error('there is no entry');
  const { time, ...sent } = JSON.parse(bodyOf(entry));
  expect({ ...toProto(entry), time: entry.at.toISOString() }).toEqual({ ...sent, time });
  expect(sent).toMatchObject({ id: 'same', sequence: padded(4), position: padded(1), subject: 'ven_1' });
});

test('of a hidden venture the feed keeps the place and what may stay, also of events that come late to another replica', async () => {
  await feed.keep(received('before'), ['ven_1']);
  await feed.keep(received('other', { aggregate: 'ven_2' }), []);
  await feed.forget('ven_1', 6);
  await replica().keep(received('late', { version: 5 }), ['ven_1']);
  await replica().keep(received('shared_again', { version: 7 }), ['ven_1']);
  const named = (await read()).found.map((entry) => [entry._id, bodyOf(entry).includes('나루')]);
  expect(named).toEqual([
    ['before', false],
    ['other', true],
    ['late', false],
    ['shared_again', true],
  ]);
  const [before] = (await read()).found;
  expect(before && toProto(before).data).toMatchObject({ ventureId: 'ven_1', centreId: 'KR-27' });
});

test('what is too old goes in the order of its places; a position before it is refused with the oldest one', async () => {
  for (const id of ['old_1', 'old_2']) await feed.keep(received(id), []);
  now = new Date(now.getTime() + 10 * DAY_MS);
  for (const id of ['new_1', 'new_2']) await feed.keep(received(id), []);
  now = new Date(now.getTime() + 25 * DAY_MS);
  await feed.sweep();
  expect(await idsOf()).toEqual(['new_1', 'new_2']);
  const refused = { kind: 'gone', code: 'feed.too_old', params: { oldest: padded(2) } };
  await expect(feed.begin({ after: padded(1) })).rejects.toMatchObject(refused);
  await expect(feed.begin({ after: '', since: new Date(now.getTime() - 40 * DAY_MS) })).rejects.toMatchObject(refused);
  expect(await feed.begin({ after: padded(2) })).toBe(2);
  expect(await feed.begin({ after: '' })).toBe(2);
  // An event that the owner sends again after so long a time is over for the feed.
  expect(await feed.keep(received('old_1', { at: new Date(now.getTime() - 35 * DAY_MS) }), [])).toBe(false);
  now = new Date(now.getTime() + 90 * DAY_MS);
  await feed.sweep();
  // Another replica, that has seen nothing of this, goes on behind the last place.
  await replica().keep(received('later'), []);
  expect((await read()).found.map(({ _id, place }) => [_id, place])).toEqual([
    ['new_2', 4],
    ['later', 5],
  ]);
});

test('a reader begins with a time, and behind no position that was never given', async () => {
  await feed.keep(received('first'), []);
  const then = now;
  now = new Date(now.getTime() + DAY_MS);
  await feed.keep(received('second'), []);
  expect(await feed.begin({ after: '', since: new Date(0) })).toBe(0);
  expect(await idsOf(await feed.begin({ after: '', since: new Date(then.getTime() + DAY_MS / 2) }))).toEqual([
    'second',
  ]);
  expect(await feed.begin({ after: '', since: new Date(now.getTime() + DAY_MS) })).toBe(2);
  await expect(feed.begin({ after: padded(3) })).rejects.toMatchObject({
    kind: 'invalid',
    faults: [{ path: 'after', rule: 'feed.position' }],
  });
});

test('a page holds at most so much content, and at least one event', async () => {
  const large = new Uint8Array(400 * 1024);
  for (const id of ['a', 'b', 'c']) await feed.keep(received(id, { data: large }), []);
  const { found, next, more } = await read();
  expect([found.map(({ _id }) => _id), next, more]).toEqual([['a'], 1, true]);
  expect((await read(feed, 1)).found).toHaveLength(1);
});
