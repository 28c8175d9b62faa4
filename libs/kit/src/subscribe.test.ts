/** The answers of a subscriber to the server, message by message, with a bus that the test drives. */
import { expect, test } from '@jest/globals';
import { log } from '@naru/telemetry/log';
import { eventually } from '@naru/testing/eventually';
import { type Given, type Handle, handMessage, subscriberRoom } from '@naru/testing/subscriber-room';
import type { MsgHdrs } from '@nats-io/transport-node';
import { MongoNetworkError } from 'mongodb';
import { databaseAway } from './mongo.ts';
import { Rejection } from './rejection.ts';
import { onRaw } from './subscribe.ts';

log.level = 'silent';

const throws =
  (error: unknown): Handle =>
  () =>
    Promise.reject(error);
const answered = async (given: Given, handle: Handle, more = {}) => {
  const one = subscriberRoom(handle, more);
  const { messages } = await one.first();
  const { said, answers, id } = handMessage(given);
  messages.push(said);
  await eventually(() => answers.length > 0, { everyMs: 1 });
  await one.stop();
  return { answer: answers.join(), parked: one.parked, stored: one.stored, id };
};

test('an event is acknowledged after it was handled', async () => {
  const order: string[] = [];
  const { answer, parked } = await answered({}, async ({ message: { plan }, version, causeId, causedBy, at }) => {
    order.push(`${plan?.centres} ${version} ${causeId} ${causedBy} ${at.toISOString()}`);
  });
  expect([answer, parked]).toEqual(['ack', []]);
  expect(order).toEqual([expect.stringMatching(/^17 7 evt_\d+ kim 2026-01-01T00:00:00.000Z$/)]);
});

const bug = new Error('a slip');
const away = new Rejection({ kind: 'unavailable', code: 'issuer.unavailable', said: { ko: 'away', en: 'away' } });
const refused = new Rejection({ kind: 'rule', code: 'never.works', said: { ko: 'it cannot be', en: 'it cannot be' } });

const absent = new Rejection({ kind: 'not_found', code: 'investor.not_found', said: { ko: 'no', en: 'no' } });

test.each([
  ['a bug', bug, 1, 'nak'],
  ['a bug that may still heal', bug, 7, 'nak'],
  ['a bug that needs a longer pause', bug, 9, 'ack'],
  ['what may still arrive, after a longer pause', absent, 9, 'ack'],
  ['an event that was in flight during an outage', away, 50, 'ack'],
  ['a database that is away, however long', new MongoNetworkError('away'), 10, 'nak'],
  ['our own refusal for an absent database', databaseAway(), 50, 'nak'],
  ['a refusal that cannot heal', refused, 1, 'term never.works'],
])('%s: %s reported at delivery %i is answered with %s', async (_, error, deliveries, expected) => {
  const { answer, parked, stored, id } = await answered({ deliveries }, throws(error));
  expect(answer.replace(/ \d+$/, '')).toBe(expected);
  const about = [{ subscription: 'hears', received: { id, aggregate: 'net', version: 7 } }];
  expect(parked).toMatchObject(expected.startsWith('term') ? about : []);
  expect(stored).toMatchObject(expected === 'ack' ? about : []);
});

test.each([
  [1, 100],
  [2, 200],
  [7, 6_400],
])('after delivery %i the server gets a pause of at most %i whole milliseconds', async (deliveries, allMs) => {
  const { answer } = await answered({ deliveries }, throws(bug));
  const ms = Number(answer.split(' ')[1]);
  expect(ms).toBeGreaterThanOrEqual(allMs / 2);
  expect(ms).toBeLessThanOrEqual(allMs);
  expect(Number.isInteger(ms)).toBe(true);
});

test.each([
  ['parked', refused, 1],
  ['stored', bug, 9],
])('an event that cannot be %s is retried', async (_, error, deliveries) => {
  const { answer, parked, stored } = await answered({ deliveries }, throws(error), { failing: true });
  expect([answer, parked, stored]).toEqual(['nak 1000', [], []]);
});

test('an unreadable event is parked as far as it can be read; without an id, its place in the stream is its id', async () => {
  const unread = (h: MsgHdrs) => {
    h.delete('ce-id');
    h.set('ce-time', 'yesterday');
  };
  const { answer, parked } = await answered({ change: unread }, async () => {});
  expect(answer).toBe('term event.header_unreadable');
  expect(parked).toMatchObject([
    {
      received: { id: 'S:9', at: new Date(1_700_000_000_000), aggregate: 'net' },
      refusal: { reason: { en: expect.stringMatching(/lacks these headers: ce-id; .* cannot be read: ce-time;/) } },
    },
  ]);
});

test('an event of a type without a handler is acknowledged', async () => {
  const { answer } = await answered({ change: (h) => h.set('ce-type', 'naru.registry.network.other.v1') }, throws(bug));
  expect(answer).toBe('ack');
});

test('a handler of raw events gets them undecoded', async () => {
  const seen: unknown[] = [];
  const types = [onRaw('naru.registry.network.planned.v1', async (received) => seen.push(received))];
  const { answer } = await answered({}, async () => {}, { types });
  expect([answer, seen]).toEqual(['ack', [expect.objectContaining({ message: null, aggregate: 'net' })]]);
});

test('the durable is named after what it hears, and is asked for no more than its limit', async () => {
  const { first, stop } = subscriberRoom(async () => {}, { inFlight: 8 });
  expect((await first()).config).toMatchObject({
    context: 'registry',
    name: expect.stringMatching(/^run_test-hears-[0-9a-f]{8}$/),
    max_messages: 16,
  });
  await stop();
});

/** Handlers that wait until the test releases them. */
function held() {
  const begun: string[] = [];
  const goOn = new Map<string, () => void>();
  const handle: Handle = async ({ aggregate, id }) => {
    begun.push(aggregate);
    await new Promise<void>((resolve) => goOn.set(id, resolve));
  };
  return { begun, goOn, handle };
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('no more events are in hand than the limit; those of one aggregate follow each other; others start as places become free', async () => {
  const { begun, goOn, handle } = held();
  const one = subscriberRoom(handle, { inFlight: 2 });
  const { messages } = await one.first();
  const [a1, a2, b, c] = ['a', 'a', 'b', 'c'].map((aggregate) => handMessage({ aggregate }));
  for (const each of [a1, a2, b, c]) if (each) messages.push(each.said);
  await eventually(() => begun.length === 1, { everyMs: 1 });
  await turn();
  expect(begun).toEqual(['a']);
  goOn.get(a1?.id ?? '')?.();
  await eventually(() => begun.length === 3, { everyMs: 1 });
  expect([begun, a1?.answers]).toEqual([['a', 'a', 'b'], ['ack']]);
  goOn.get(b?.id ?? '')?.();
  await eventually(() => begun.length === 4, { everyMs: 1 });
  const stopped = one.stop();
  for (const each of [a2, c]) goOn.get(each?.id ?? '')?.();
  await stopped;
  expect([a2?.answers, b?.answers, c?.answers]).toEqual([['ack'], ['ack'], ['ack']]);
});

test('the server gets a sign of progress once a second for each event in hand, also while the event waits in its lane', async () => {
  const { begun, goOn, handle } = held();
  const one = subscriberRoom(handle);
  const { messages } = await one.first();
  const [first, second] = [handMessage({ aggregate: 'a' }), handMessage({ aggregate: 'a' })];
  messages.push(first.said);
  messages.push(second.said);
  await eventually(() => begun.length === 1, { everyMs: 1 });
  await turn();
  await one.ambient.resting();
  one.ambient.advance(999);
  expect([first.answers, second.answers]).toEqual([[], []]);
  one.ambient.advance(1);
  await eventually(() => second.answers.length === 1, { everyMs: 1 });
  expect([first.answers, second.answers]).toEqual([['working'], ['working']]);
  goOn.get(first.id)?.();
  await eventually(() => begun.length === 2, { everyMs: 1 });
  const stopped = one.stop();
  goOn.get(second.id)?.();
  await stopped;
  expect(second.answers).toEqual(['working', 'ack']);
});

test('events that arrive after the stop are left for other replicas', async () => {
  const { begun, goOn, handle } = held();
  const one = subscriberRoom(handle, { inFlight: 1 });
  const { messages } = await one.first();
  const [first, second] = [handMessage({ aggregate: 'a' }), handMessage({ aggregate: 'b' })];
  messages.push(first.said);
  messages.push(second.said);
  await eventually(() => begun.length === 1, { everyMs: 1 });
  const stopped = one.stop();
  goOn.get(first.id)?.();
  await stopped;
  expect([begun, first.answers, second.answers]).toEqual([['a'], ['ack'], []]);
});

test('it has stopped once the events in hand are answered', async () => {
  const { begun, goOn, handle } = held();
  const one = subscriberRoom(handle, { inFlight: 2 });
  const { messages } = await one.first();
  const { said, answers, id } = handMessage({ aggregate: 'a' });
  messages.push(said);
  await eventually(() => begun.length === 1, { everyMs: 1 });
  const ending: string[] = [];
  const stopped = one.stop().then(() => ending.push('stopped'));
  for (let time = 0; time < 20; time += 1) await turn();
  expect([ending, answers]).toEqual([[], []]);
  goOn.get(id)?.();
  await stopped;
  expect(answers).toEqual(['ack']);
});

test.each(['heartbeats_missed', 'consumer_deleted', 'stream_not_found'])(
  'after %s the loop ends, and is made again',
  async (type) => {
    const one = subscriberRoom(async () => {});
    const { news } = await one.first();
    news.push({ type: 'next' });
    await turn();
    expect(one.consumers).toHaveLength(1);
    news.push({ type });
    await eventually(() => one.consumers.length === 2, { everyMs: 1 });
    await one.stop();
  },
);
