import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { realAmbient } from '@naru/kit/ambient';
import type { Received } from '@naru/kit/subscribe';
import { type Ground, startGround } from '@naru/testing/ground';
import type { NotificationDoc } from './notification.ts';
import { inbox } from './store.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
}, 30_000);
afterAll(() => ground?.remove());

test('listeners are woken on every delivery, since a process may die between write and wake; the inbox has the notice once', async () => {
  const announced: string[] = [];
  const host = { db: ground.database.db, ambient: realAmbient };
  const box = inbox(host, ({ recipient }) => announced.push(recipient));
  const event = { id: 'evt_1', type: 'naru.matching.match.proposed.v1', aggregate: 'mat_1' } as Received<unknown>;
  const what = { template: 'match.proposed', about: {} };
  await box.tell(['ven_1', 'inv_1', 'ven_1', ''], what, event);
  await box.tell(['ven_1', 'inv_1'], what, event);
  expect(announced).toEqual(['ven_1', 'inv_1', 'ven_1', 'inv_1']);
  expect(await ground.database.db.collection('notification').countDocuments()).toBe(2);
});

const event = (id: string) =>
  ({ id, type: 'naru.matching.match.proposed.v1', aggregate: `mat_of_${id}` }) as Received<unknown>;
const about = { template: 'match.proposed', about: {} };

test('a reader misses no notice that is stored late, by any of several replicas, whose clocks differ', async () => {
  const { db } = ground.database;
  /** A replica whose clock is wrong by some minutes. */
  const replica = (minutes: number) => {
    const now = () => new Date(Date.now() + minutes * 60_000);
    return inbox({ db, ambient: { ...realAmbient, now } }, () => undefined);
  };
  const [slow, exact, fast] = [replica(-10), replica(0), replica(10)];
  await exact.ensureIndexes();
  const start = await exact.last();
  const seen: string[] = [];
  let place = start;
  let writing = true;
  const reader = (async () => {
    for (;;) {
      const ended = !writing;
      const docs = await exact.after(['ven_late', 'inv_late'], place, 7);
      seen.push(...docs.map(({ _id }) => _id));
      place = docs.at(-1)?.place ?? place;
      if (ended && docs.length === 0) return;
    }
  })();
  const told = Array.from({ length: 60 }, (_, index) =>
    [slow, exact, fast][index % 3]?.tell(['ven_late', 'inv_late'], about, event(`late_${index}`)),
  );
  await Promise.all(told);
  // Delivered again, to another replica: nothing moves.
  await Promise.all(Array.from({ length: 10 }, (_, index) => fast.tell(['ven_late'], about, event(`late_${index}`))));
  writing = false;
  await reader;
  const stored = await db
    .collection<{ _id: string; place: number }>('notification')
    .find({ recipient: { $in: ['ven_late', 'inv_late'] } })
    .toArray();
  expect(stored).toHaveLength(120);
  expect([...seen].sort()).toEqual(stored.map(({ _id }) => _id).sort());
  const places = stored.map((doc) => doc.place).sort((a, b) => a - b);
  expect(places).toEqual(Array.from({ length: 120 }, (_, index) => start + 1 + index));
});

test('a notice whose clock stood still while others were stored is still read', async () => {
  const { db } = ground.database;
  const at = new Date('2026-11-30T00:00:00Z');
  const late = inbox({ db, ambient: { ...realAmbient, now: () => at } }, () => undefined);
  const box = inbox({ db, ambient: realAmbient }, () => undefined);
  const before = await box.last();
  await box.tell(['ven_halt'], about, event('halt_1'));
  const [first] = await box.after(['ven_halt'], before, 10);
  await late.tell(['ven_halt'], about, event('halt_2'));
  const next = await box.after(['ven_halt'], first?.place ?? 0, 10);
  expect(next.map(({ eventId, createdAt }) => [eventId, createdAt])).toEqual([['halt_2', at]]);
});

test('a reader who has last seen a notice of an earlier version gets the later ones of that version too', async () => {
  const { db } = ground.database;
  const box = inbox({ db, ambient: realAmbient }, () => undefined);
  const old = (index: number) => ({
    ...{ _id: `ntf_old_${index}`, recipient: 'ven_old', template: 'match.proposed', about: {}, eventType: 'x' },
    ...{ eventId: `old_${index}`, aggregateId: 'mat_1', createdAt: new Date(Date.UTC(2026, 0, index)), readAt: null },
  });
  await db.collection<{ _id: string }>('notification').insertMany([1, 2, 3].map(old));
  const last = await box.find('ntf_old_1');
  expect(last).not.toHaveProperty('place');
  const found = last ? await box.unplacedAfter(['ven_old'], last) : [];
  expect(found.map(({ _id }) => _id)).toEqual(['ntf_old_2', 'ntf_old_3']);
});

test('no notice takes the place of an erased one, and an erased one does not come back', async () => {
  const { db } = ground.database;
  const box = inbox({ db, ambient: realAmbient }, () => undefined);
  await box.tell(['ven_gone', 'inv_near'], about, event('gone_1'));
  await box.tell(['ven_gone'], about, event('gone_2'));
  const read = await box.last();
  expect(await box.count('ven_gone')).toBe(2);
  await box.clear('ven_gone');
  expect(await box.count('ven_gone')).toBe(0);
  // A replica that has started since then.
  const other = inbox({ db, ambient: realAmbient }, () => undefined);
  await other.tell(['ven_gone', 'inv_near'], about, event('gone_2'));
  expect((await other.after(['ven_gone', 'inv_near'], read, 10)).map(({ recipient }) => recipient)).toEqual([
    'inv_near',
  ]);
  const left = await db.collection('notification').find({ recipient: '' }).toArray();
  expect(left.map((doc) => Object.keys(doc).sort())).toEqual(
    [1, 2].map(() => ['_id', 'createdAt', 'place', 'recipient']),
  );
});

test('rounds that open are one unread digest, also when they open at once; what was read begins another', async () => {
  const { db } = ground.database;
  const box = inbox({ db, ambient: realAmbient }, () => undefined);
  const open = (roundId: string) =>
    box.tellDigest(['KR-27'], { template: 'round.opened', about: { roundId }, roundId }, event(`open_${roundId}`));
  const digests = async () => {
    const found = await db.collection<NotificationDoc>('notification').find({ recipient: 'KR-27' }).toArray();
    return found.map(({ about: { roundIds = [] } }) => [...roundIds].sort());
  };
  await open('rnd_1');
  await open('rnd_2');
  expect(await digests()).toEqual([['rnd_1', 'rnd_2']]);
  await Promise.all([open('rnd_3'), open('rnd_4'), open('rnd_5')]);
  await open('rnd_4'); // Delivered again.
  expect(await digests()).toEqual([['rnd_1', 'rnd_2', 'rnd_3', 'rnd_4', 'rnd_5']]);
  const [whole] = await box.after(['KR-27'], 0, 10);
  await box.markRead(whole?._id ?? '', new Date());
  await open('rnd_6');
  expect((await digests()).map((rounds) => rounds.length).sort()).toEqual([1, 5]);
});
