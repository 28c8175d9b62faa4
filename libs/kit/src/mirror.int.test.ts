import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addressed } from '@naru/bus/names';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { type HandAmbient, handAmbient } from '@naru/testing/hand-ambient';
import { connect } from '@nats-io/transport-node';
import { realAmbient } from './ambient.ts';
import type { Bus } from './bus.ts';
import { asStored, type Mirrored, mirror } from './mirror.ts';
import { closed, rawOf } from './raw.ts';
import { type SavedNews, savedNews } from './saved.ts';

interface Doc extends Mirrored {
  text: string;
  changedAt?: Date;
}

/** Longer than every pause of the mirror: collecting ids, a page of the sweep, a retry. */
const A_WHILE_MS = 5_000;

let ground: Ground;
let rooms = 0;
beforeAll(async () => {
  ground = await startGround();
}, 30_000);
afterAll(() => ground?.remove());

/** A collection for one test, and the replicas that mirror it. */
function room() {
  rooms += 1;
  const collection = ground.database.db.collection<Doc>(`things_${rooms}`);
  const stops: (() => Promise<void>)[] = [];
  const replica = async ({ news = savedNews(ground.bus, 'test', realAmbient), from = handAmbient() } = {}) => {
    const texts = new Map<string, string>();
    const applied: string[][] = [];
    const one = mirror<Doc>({
      store: closed(rawOf(collection, realAmbient)),
      saved: news,
      ambient: from,
      index: {
        apply: (docs) => {
          applied.push(docs.map(({ _id }) => _id));
          for (const { _id, text } of docs) texts.set(_id, text);
        },
        remove: (ids) => {
          for (const id of ids) texts.delete(id);
        },
      },
    });
    expect(one.ready()).toBe(false);
    await one.start();
    expect(one.ready()).toBe(true);
    stops.push(one.stop);
    return { ...one, ambient: from, news, texts, applied };
  };
  const save = (_id: string, version: number, text: string, more: Partial<Doc> = {}) =>
    collection.replaceOne({ _id }, { version, text, ...more }, { upsert: true });
  return { collection, replica, save, stop: () => Promise.all(stops.map((stop) => stop())) };
}

/** Advances time until the condition holds. It also waits for the database and the bus. */
const inTime = (ambient: HandAmbient, ask: () => boolean) =>
  eventually(() => {
    if (ask()) return true;
    ambient.advance(A_WHILE_MS);
    return false;
  });

/** Reports that never arrive, as when the bus loses a message. */
const deaf = (): SavedNews => ({ tell: () => {}, hear: async () => () => {} });

test('existing documents are there after the start, and a save of the replica itself at once', async () => {
  const { save, replica, stop } = room();
  await save('a', 1, 'stood');
  const one = await replica();
  expect(one.texts.get('a')).toBe('stood');
  one.offer({ _id: 'a', version: 2, text: 'saved' });
  expect(one.texts.get('a')).toBe('saved');
  one.offer({ _id: 'a', version: 1, text: 'stood' });
  expect(one.texts.get('a')).toBe('saved');
  await stop();
});

test('another replica gets the id over the bus, before any sweep', async () => {
  const { save, replica, stop } = room();
  const [one, other] = [await replica(), await replica()];
  await save('a', 1, 'saved');
  one.announce({ _id: 'a', version: 1, text: 'saved' });
  // The mirror collects ids for a hundredth of a second; its sweep rests for five seconds.
  await eventually(() => other.ambient.waitingMs().includes(10));
  other.ambient.advance(10);
  await eventually(() => other.texts.get('a') === 'saved');
  await stop();
});

test('the bus carries only ids, and does not keep them', async () => {
  const { save, replica, stop } = room();
  const one = await replica();
  const watcher = await connect(addressed(ground.natsUrl));
  const seen: { subject: string; text: string }[] = [];
  watcher.subscribe(`${ground.bus.prefix}>`, {
    callback: (_, message) => void seen.push({ subject: message.subject, text: message.string() }),
  });
  await watcher.flush();
  await save('a', 1, '홍길동');
  one.announce({ _id: 'a', version: 1, text: '홍길동' });
  await eventually(() => seen.length > 0);
  expect(seen.map(({ text }) => text)).toEqual(['a']);
  expect(seen[0]?.subject).toMatch(new RegExp(`^${ground.bus.prefix}naru_saved\\.test\\.things_\\d+\\.`));
  await watcher.close();
  await stop();
});

test('the sweep finds a save whose message was lost', async () => {
  const { save, replica, stop } = room();
  const one = await replica({ news: deaf() });
  await save('a', 1, 'unheard');
  await inTime(one.ambient, () => one.texts.get('a') === 'unheard');
  await save('a', 2, 'again');
  await inTime(one.ambient, () => one.texts.get('a') === 'again');
  await stop();
});

test('the sweep finds a write that was halted for a minute, although its stamp is older than all others', async () => {
  const { save, replica, stop } = room();
  const one = await replica({ news: deaf() });
  const stamped = one.ambient.now();
  one.ambient.advance(60_000);
  await save('b', 1, 'in time', { changedAt: one.ambient.now() });
  await inTime(one.ambient, () => one.texts.has('b'));
  await save('a', 1, 'halted', { changedAt: stamped });
  await inTime(one.ambient, () => one.texts.get('a') === 'halted');
  await stop();
});

test('a replica whose clock is ten minutes ahead sees the saves of others, and they see its saves', async () => {
  const { save, replica, stop } = room();
  const ahead = handAmbient();
  ahead.setClock(new Date(ahead.now().getTime() + 600_000));
  const [one, other] = [await replica({ news: deaf(), from: ahead }), await replica({ news: deaf() })];
  await save('a', 1, 'of the future', { changedAt: ahead.now() });
  await inTime(other.ambient, () => other.texts.has('a'));
  await save('b', 1, 'of the present', { changedAt: other.ambient.now() });
  await inTime(other.ambient, () => other.texts.has('b'));
  await inTime(one.ambient, () => one.texts.size === 2);
  await stop();
});

test('the sweep finds and removes a deleted document', async () => {
  const { save, collection, replica, stop } = room();
  await save('a', 1, 'goes');
  await save('b', 1, 'stays');
  const one = await replica({ news: deaf() });
  await collection.deleteOne({ _id: 'a' });
  await inTime(one.ambient, () => !one.texts.has('a'));
  expect([...one.texts.keys()]).toEqual(['b']);
  await stop();
});

test('after a restore of the database, the mirror takes the older versions', async () => {
  const { save, replica, stop } = room();
  await save('a', 7, 'new');
  const one = await replica({ news: deaf() });
  await save('a', 3, 'restored');
  await inTime(one.ambient, () => one.texts.get('a') === 'restored');
  await stop();
});

test('a collection of several pages is compared whole, and only documents that differ are read', async () => {
  const { collection, replica, save, stop } = room();
  const docs = Array.from({ length: 2_500 }, (_, n) => ({ _id: `id-${10_000 + n}`, version: 1, text: 'old' }));
  await collection.insertMany(docs);
  const one = await replica({ news: deaf() });
  one.applied.length = 0;
  await save('id-12499', 2, 'new');
  await collection.deleteOne({ _id: 'id-10000' });
  await inTime(one.ambient, () => one.texts.get('id-12499') === 'new' && !one.texts.has('id-10000'));
  expect(one.texts.size).toBe(2_499);
  expect(one.applied).toEqual([['id-12499']]);
  await stop();
});

test('when the bus is back, the whole collection is compared without a pause', async () => {
  const { save, replica, stop } = room();
  let reconnected = () => {};
  const news: SavedNews = {
    tell: () => {},
    hear: async (_, listener) => {
      reconnected = listener.reconnected;
      return () => {};
    },
  };
  const one = await replica({ news });
  await save('a', 1, 'meanwhile');
  reconnected();
  await eventually(() => one.texts.get('a') === 'meanwhile');
  expect(one.ambient.elapsedMs()).toBe(0);
  await stop();
});

test('a connection that broke and is back counts as a reconnect', async () => {
  const connection = await connect({ ...addressed(ground.natsUrl), reconnectTimeWait: 10 });
  const news = savedNews(
    { connection, prefix: 'reconnecting.' } as Pick<Bus, 'connection' | 'prefix'>,
    'test',
    realAmbient,
  );
  let times = 0;
  const heard: string[] = [];
  await news.hear('thing', { saved: (id) => heard.push(id), reconnected: () => (times += 1) });
  await connection.reconnect();
  await eventually(() => times === 1);
  ground.bus.connection.publish('reconnecting.naru_saved.test.thing.elsewhere', 'after');
  await eventually(() => heard.includes('after'));
  await connection.close();
});

test('a row is shown as it is in the database, not as it is in the index', async () => {
  const { save, collection, replica, stop } = room();
  await save('a', 1, 'public');
  await save('b', 1, 'public');
  await save('c', 1, 'public');
  const one = await replica({ news: deaf() });
  await save('a', 2, 'withdrawn');
  await collection.deleteOne({ _id: 'b' });
  const find = () => [...one.texts].filter(([, text]) => text === 'public').map(([id]) => id);
  expect(find()).toEqual(['a', 'b', 'c']);
  expect(await asStored({ find, current: one.current, sweep: one.sweep })).toEqual(['c']);
  await stop();
});

test('if many rows are old, the whole collection is compared once, not page by page', async () => {
  const { collection, replica, stop } = room();
  await collection.insertMany(
    Array.from({ length: 50 }, (_, n) => ({ _id: `id-${100 + n}`, version: 1, text: 'public' })),
  );
  const one = await replica({ news: deaf() });
  await collection.updateMany({ _id: { $ne: 'id-149' } }, { $set: { text: 'withdrawn', version: 2 } });
  const find = () =>
    [...one.texts]
      .filter(([, text]) => text === 'public')
      .map(([id]) => id)
      .slice(0, 5);
  expect(await asStored({ find, current: one.current, sweep: one.sweep })).toEqual(['id-149']);
  expect(one.ambient.elapsedMs()).toBe(0);
  await stop();
});

test('rows that never come to rest are refused, so that no old row is shown', async () => {
  let sweeps = 0;
  const asked = asStored({
    find: () => null,
    current: async () => false,
    sweep: async () => {
      sweeps += 1;
    },
  });
  await expect(asked).rejects.toMatchObject({ kind: 'conflict', code: 'mirror.busy' });
  expect(sweeps).toBe(1);
});
