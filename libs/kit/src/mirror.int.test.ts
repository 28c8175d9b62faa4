import { afterAll, beforeAll, expect, test } from '@jest/globals';
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

/** Longer than every pause of the mirror: the gathering of ids, a page of the sweep, a new try. */
const A_WHILE_MS = 5_000;

let ground: Ground;
let rooms = 0;
beforeAll(async () => {
  ground = await startGround();
}, 30_000);
afterAll(() => ground?.remove());

/** A collection of its own, and the replicas that look at it. */
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

/** Moves time until it is so. What waits for the database or the bus is waited for. */
const inTime = (ambient: HandAmbient, ask: () => boolean) =>
  eventually(() => {
    if (ask()) return true;
    ambient.advance(A_WHILE_MS);
    return false;
  });

/** News that never arrive, as when the bus loses a message. */
const deaf = (): SavedNews => ({ tell: () => {}, hear: async () => () => {} });

test('what stood before is there at the start, and an own save at once', async () => {
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

test('another replica hears the id over the bus, before any sweep', async () => {
  const { save, replica, stop } = room();
  const [one, other] = [await replica(), await replica()];
  await save('a', 1, 'saved');
  one.announce({ _id: 'a', version: 1, text: 'saved' });
  // Ids are gathered for a hundredth of a second; the sweep rests for five seconds.
  await eventually(() => other.ambient.waitingMs().includes(10));
  other.ambient.advance(10);
  await eventually(() => other.texts.get('a') === 'saved');
  await stop();
});

test('on the bus there are ids alone, and they are kept by nobody', async () => {
  const { save, replica, stop } = room();
  const one = await replica();
  const watcher = await connect({ servers: ground.bus.connection.getServer() });
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

test('a message that was lost is found by the sweep', async () => {
  const { save, replica, stop } = room();
  const one = await replica({ news: deaf() });
  await save('a', 1, 'unheard');
  await inTime(one.ambient, () => one.texts.get('a') === 'unheard');
  await save('a', 2, 'again');
  await inTime(one.ambient, () => one.texts.get('a') === 'again');
  await stop();
});

test('a write that was halted for a minute is found, though its stamp is older than everything else', async () => {
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

test('a replica whose clock is ten minutes ahead sees what others save, and they see what it saves', async () => {
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

test('what was deleted leaves, found by the sweep', async () => {
  const { save, collection, replica, stop } = room();
  await save('a', 1, 'goes');
  await save('b', 1, 'stays');
  const one = await replica({ news: deaf() });
  await collection.deleteOne({ _id: 'a' });
  await inTime(one.ambient, () => !one.texts.has('a'));
  expect([...one.texts.keys()]).toEqual(['b']);
  await stop();
});

test('a database that was set back has the last word', async () => {
  const { save, replica, stop } = room();
  await save('a', 7, 'new');
  const one = await replica({ news: deaf() });
  await save('a', 3, 'restored');
  await inTime(one.ambient, () => one.texts.get('a') === 'restored');
  await stop();
});

test('a collection of several pages is compared whole, and only what differs is read', async () => {
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

test('when the bus is back everything is compared at once, without a pause', async () => {
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

test('the news of a connection that broke and stands again is a reconnect', async () => {
  const { natsUrl } = { natsUrl: ground.bus.connection.getServer() };
  const connection = await connect({ servers: natsUrl, reconnectTimeWait: 10 });
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

test('a row is shown as the database has it, whatever the index has', async () => {
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

test('where many rows are old the whole is compared, and not one page after the other', async () => {
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

test('rows that never come to rest are refused, so that nothing old is shown', async () => {
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
