import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { headersOf } from '@naru/bus/envelope';
import { layStream } from '@naru/bus/lay';
import { DealDropped } from '@naru/contracts/investor/v1/events';
import { CentreOpened, NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { layHearing } from '@naru/testing/lay';
import { realAmbient } from './ambient.ts';
import { hiding } from './hidden.ts';
import { outgoing, toEntries } from './outbox.ts';
import { parkedEvents } from './park.ts';
import { once, projection } from './projection.ts';
import { rawOf } from './raw.ts';
import { Rejection } from './rejection.ts';
import { PATIENCE } from './retry.ts';
import {
  type Handler,
  hearingOf,
  on,
  type Received,
  type Subscriber,
  type Subscription,
  subscriber,
} from './subscribe.ts';
import { waitingEvents } from './waiting.ts';

let ground: Ground;
const running: Subscriber[] = [];
beforeAll(async () => {
  ground = await startGround();
  await layStream(ground.bus, 'registry');
}, 30_000);
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});
afterAll(() => ground?.remove());

type Seen = Received<NetworkPlanned>;

const consume = (name: string, handle: (seen: Seen) => Promise<unknown>): Promise<Subscriber> =>
  subscribe({ name, handlers: [on(NetworkPlanned, (_, seen) => handle(seen))] });

async function subscribe(subscription: Subscription): Promise<Subscriber> {
  await layHearing(ground.bus, hearingOf('test', subscription));
  const one = subscriber({
    bus: ground.bus,
    service: 'test',
    subscription,
    parked: parkedEvents(ground.database.db, realAmbient),
    waiting: waitingEvents(ground.database.db, realAmbient),
    hiding: hiding(ground.database.db, realAmbient),
    patience: PATIENCE,
    ambient: realAmbient,
    cause: () => ground.cause(),
  });
  one.start();
  running.push(one);
  return one;
}

async function say(
  aggregate: string,
  version: number,
  copy = '',
  event = outgoing(NetworkPlanned, { plan: { centres: version, etag: '' } }),
): Promise<string> {
  const [entry] = toEntries({ aggregate, version: version - 1, events: [event], cause: ground.cause() });
  if (!entry) throw new Error('no entry');
  const context = entry.type.split('.')[1] ?? '';
  await ground.bus.publish(context, entry, copy);
  if (copy) await ground.bus.publish(context, entry);
  return entry.id;
}

const parkedOf = (subscription: string) => ground.database.db.collection('parked').find({ subscription }).toArray();

test('an event reaches its handler with its envelope', async () => {
  const seen: Seen[] = [];
  await consume('envelope', async (one) => seen.push(one));
  const id = await say('net-e', 7);
  const one = await eventually(() => seen.find((each) => each.aggregate === 'net-e'));
  expect(one).toMatchObject({
    id,
    context: 'registry',
    version: 7,
    causedBy: 'test',
    message: { plan: { centres: 7 } },
  });
});

test('events of one aggregate are handled one after another, those of different aggregates side by side', async () => {
  const order: number[] = [];
  let [inHand, most] = [0, 0];
  await consume('lanes', async ({ aggregate, version }) => {
    if (!aggregate.startsWith('lane')) return;
    most = Math.max(most, ++inHand);
    await new Promise((resolve) => setImmediate(resolve));
    if (aggregate === 'lane-1') order.push(version);
    inHand -= 1;
  });
  await Promise.all(
    [1, 2, 3]
      .map((version) => say('lane-1', version))
      .concat(Array.from({ length: 20 }, (_, index) => say(`lane-x${index}`, 1))),
  );
  await eventually(() => order.length === 3);
  expect(order).toEqual([...order].sort());
  expect(most).toBeGreaterThan(1);
});

test('events of several contexts share the limit of one subscription, and none is forgotten', async () => {
  const seen: string[] = [];
  const handle = async (_: unknown, { aggregate }: { aggregate: string }) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (aggregate.startsWith('shared')) seen.push(aggregate);
  };
  await subscribe({ name: 'shared', inFlight: 1, handlers: [on(NetworkPlanned, handle), on(DealDropped, handle)] });
  const both = Array.from({ length: 30 }, (_, index) => [
    say(`shared-r${index}`, 1),
    say(`shared-i${index}`, 1, '', outgoing(DealDropped, { deal: undefined })),
  ]).flat();
  await Promise.all(both);
  await eventually(() => seen.length === both.length);
});

test('a failed event is retried; one that cannot heal is parked and delays no other event', async () => {
  const tries = new Map<string, number>();
  const done: string[] = [];
  const one = await consume('parking', async ({ aggregate }) => {
    if (!aggregate.startsWith('park')) return;
    tries.set(aggregate, (tries.get(aggregate) ?? 0) + 1);
    if (aggregate === 'park-shaky' && (tries.get(aggregate) ?? 0) < 3) throw new Error('not yet');
    if (aggregate === 'park-refused' && (tries.get(aggregate) ?? 0) < 2)
      throw new Rejection({ kind: 'rule', code: 'never.works', said: { ko: 'it cannot be', en: 'it cannot be' } });
    done.push(aggregate);
  });
  await Promise.all([say('park-shaky', 1), say('park-refused', 1), say('park-fine', 1)]);
  await eventually(() => done.includes('park-shaky') && done.includes('park-fine'));
  const [parked] = await eventually(async () => {
    const found = await parkedOf('parking');
    return found.length > 0 && found;
  });
  expect(parked).toMatchObject({ code: 'never.works', deliveries: 1, event: { aggregate: 'park-refused' } });
  expect(tries.get('park-shaky')).toBe(3);
  await one.replay({ ...parked?.event, data: parked?.event.data.buffer });
  expect(done).toContain('park-refused');
});

test('the server keeps the pauses between the tries of a failed event', async () => {
  const triedAtMs: number[] = [];
  await consume('pausing', async ({ aggregate }) => {
    if (aggregate !== 'pause-1') return;
    triedAtMs.push(performance.now());
    if (triedAtMs.length < 4) throw new Error('not yet');
  });
  await say('pause-1', 1);
  await eventually(() => triedAtMs.length === 4);
  const pausesMs = triedAtMs.slice(1).map((at, index) => at - (triedAtMs[index] ?? 0));
  for (const [index, leastMs] of [50, 100, 200].entries()) expect(pausesMs[index]).toBeGreaterThanOrEqual(leastMs - 5);
});

test('a read copy keeps the newest version in any order of events, and a tombstone blocks older ones', async () => {
  const copies = projection<{ centres: number }>({ db: ground.database.db, ambient: realAmbient, name: 'copies' });
  const heard: string[] = [];
  await consume('copies', async ({ aggregate, version, message }) => {
    const gone = aggregate === 'gone-1' && version === 3;
    await copies.put(aggregate, version, { now: gone ? null : { centres: message.plan?.centres ?? 0 } });
    if (['order-1', 'gone-1'].includes(aggregate)) heard.push(aggregate);
  });
  for (const version of [2, 5, 1, 5, 4]) await say('order-1', version, `:${version}`);
  for (const version of [3, 2, 1]) await say('gone-1', version);
  await eventually(() => heard.length === 2 * 5 + 3);
  expect(await copies.find('order-1')).toMatchObject({ version: 5, centres: 5 });
  expect(await copies.find('gone-1')).toBeNull();
});

test('an effect that is tied to its event happens once, however often the event arrives', async () => {
  const effects = rawOf(ground.database.db.collection<{ _id: string }>('effects'), realAmbient);
  let deliveries = 0;
  await consume('once', async ({ id, aggregate }) => {
    if (aggregate !== 'once-1') return;
    await once(effects, { _id: `mail:${id}` });
    deliveries += 1;
  });
  await say('once-1', 1, ':again');
  await eventually(() => deliveries === 2);
  expect(await effects.collection.countDocuments()).toBe(1);
});

test('a consumer that is deleted under a running loop is found again once it is made anew, and no event is missed', async () => {
  const seen = new Set<string>();
  const rebuilt = { name: 'rebuilt', handlers: [on(NetworkPlanned, async (_, one: Seen) => seen.add(one.aggregate))] };
  await subscribe(rebuilt);
  await say('before-1', 1);
  await eventually(() => seen.has('before-1'));
  const stream = ground.bus.stream('registry');
  for await (const { name } of ground.bus.manager.consumers.list(stream)) {
    if (name.includes('test-rebuilt')) await ground.bus.manager.consumers.delete(stream, name);
  }
  await say('after-1', 1);
  await layHearing(ground.bus, hearingOf('test', rebuilt));
  await eventually(() => seen.has('after-1'));
});

test('a subscription with one more event type gets the missed events, and recognises those that it has seen', async () => {
  const effects = rawOf(ground.database.db.collection<{ _id: string; aggregate: string }>('widened'), realAmbient);
  const done: string[] = [];
  const handle = async (_: unknown, { id, aggregate }: { id: string; aggregate: string }) => {
    if (!aggregate.startsWith('wide')) return;
    await once(effects, { _id: id, aggregate });
    done.push(aggregate);
  };
  const begin = (handlers: Handler[]) => subscribe({ name: 'widened', handlers });
  const narrow = await begin([on(NetworkPlanned, handle)]);
  await say('wide-1', 1);
  await eventually(() => done.includes('wide-1'));
  await narrow.stop();
  await begin([on(NetworkPlanned, handle), on(CentreOpened, handle)]);
  const [entry] = toEntries({
    aggregate: 'wide-2',
    version: 0,
    events: [outgoing(CentreOpened, { centre: undefined })],
    cause: ground.cause(),
  });
  if (entry) await ground.bus.publish('registry', entry);
  await eventually(() => done.filter((one) => one === 'wide-1').length === 2 && done.includes('wide-2'));
  expect((await effects.collection.find().toArray()).map(({ aggregate }) => aggregate).sort()).toEqual([
    'wide-1',
    'wide-2',
  ]);
});

test('an event with an unreadable header is parked, and its reason names the header', async () => {
  const seen: string[] = [];
  await consume('headers', async ({ aggregate }) => {
    if (aggregate.startsWith('head')) seen.push(aggregate);
  });
  const [entry] = toEntries({
    aggregate: 'head-1',
    version: 0,
    events: [outgoing(NetworkPlanned, { plan: undefined })],
    cause: ground.cause(),
  });
  if (!entry) throw new Error('no entry');
  const h = headersOf('registry', entry);
  h.set('ce-actor', '%');
  await ground.bus.jetstream.publish(ground.bus.subject(entry.type, 'head-1'), entry.data as Uint8Array, {
    headers: h,
  });
  await say('head-2', 1);
  await eventually(() => seen.includes('head-2'));
  const [parked] = await eventually(async () => {
    const found = await parkedOf('headers');
    return found.length > 0 && found;
  });
  expect(parked).toMatchObject({
    code: 'event.header_unreadable',
    deliveries: 1,
    event: { id: entry.id, aggregate: 'head-1', causedBy: '%' },
  });
  expect(parked?.reason.en).toContain('ce-actor');
  expect(seen).toEqual(['head-2']);
});

test('a parked event without a handler cannot be replayed, so that it is not lost', async () => {
  const one = await consume('deaf', async () => {});
  const received = { id: 'x', context: 'registry', aggregate: 'a', version: 1, at: new Date(), causedBy: '' };
  await expect(
    one.replay({ ...received, type: 'naru.registry.other.v1', data: new Uint8Array() }),
  ).rejects.toMatchObject({ kind: 'rule', code: 'parked_event.no_handler' });
});

test('a subscription that stops finishes the events in hand, and leaves later ones for other replicas', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const [begun, ended]: [string[], string[]] = [[], []];
  const one = await subscribe({
    name: 'stopping',
    inFlight: 1,
    handlers: [
      on(NetworkPlanned, async (_, { aggregate }) => {
        if (!aggregate.startsWith('stop')) return;
        begun.push(aggregate);
        await promise;
        ended.push(aggregate);
      }),
    ],
  });
  await say('stop-1', 1);
  await eventually(() => begun.length === 1);
  await say('stop-2', 1);
  const stopped = one.stop();
  resolve();
  await stopped;
  expect(ended).toEqual(['stop-1']);
  expect(begun).toEqual(['stop-1']);
});
