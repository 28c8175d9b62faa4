/** Processes that die, halt, lose their servers, or are slow, while another replica of the same service goes on. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { type Killer, type Moment, openKiller } from '../killer.ts';
import { type Load, openLoad } from '../load.ts';
import { givenAgain } from '../observe.ts';
import { PACE } from '../pace.ts';
import { expectSound } from '../sound.ts';
import { SERVICES, type ServiceName } from '../system.ts';
import { ALL, lasting, type Pair, REPLICAS, startPair } from './pair.ts';

jest.setTimeout(PACE.testMs);

let naru: Pair;
let load: Load;
let killer: Killer;

beforeAll(async () => {
  naru = await startPair();
  load = openLoad(naru);
  killer = openKiller(naru);
});

afterAll(() => naru?.stop());

test('kill: each replica, the gateway and both servers die in turn', async () => {
  for (const name of [...REPLICAS, 'gateway', 'nats', 'database']) {
    const before = naru.child(name).pid;
    await load.during(() => killer.kill(name), { stories: 4 });
    expect(naru.child(name).pid).not.toBe(before);
  }
  await expectSound(naru);
});

/** The registry hears little, and the ledger decides little. */
const POINTS: Partial<Record<ServiceName, string>> = {
  'outcome-ledger': 'journal.appended',
  notification: 'consumer.handled',
};

const momentOf = (service: ServiceName): Moment => ({ service, point: POINTS[service] ?? 'change.decided', times: 1 });

test('halt: the first replica of each service stands still at a failpoint for longer than every lease, and goes on', async () => {
  await load.during(
    async () => {
      await Promise.all(SERVICES.map((service) => killer.haltAt(momentOf(service))));
      await eventually(() => givenAgain(naru), { withinMs: 60_000, everyMs: 100 });
      await lasting();
      for (const name of SERVICES) naru.child(name).kill('SIGCONT');
    },
    { stories: 60, kinds: ALL },
  );
  await expectSound(naru);
});

test.each([
  { what: 'the bus', wires: ({ bus }: Pair) => [bus] },
  { what: 'the database', wires: ({ store }: Pair) => [store] },
  { what: 'both servers', wires: ({ bus, store }: Pair) => [bus, store] },
])('partition: the second replicas are cut off from $what, and reach it again', async ({ wires }) => {
  const pids = REPLICAS.map((name) => naru.child(name).pid);
  await load.during(
    async () => {
      for (const wire of wires(naru)) wire.cut();
      await eventually(() => wires(naru).every((wire) => wire.held() > 0));
      await lasting();
      for (const wire of wires(naru)) wire.mend();
    },
    { stories: 40, kinds: ALL },
  );
  expect(REPLICAS.map((name) => naru.child(name).pid)).toEqual(pids);
  await expectSound(naru);
});

const SLOW_BYTES_PER_S = 4_000;

test('slow consumer: the second replicas read from the bus much more slowly than it is written', async () => {
  await load.during(
    async () => {
      naru.bus.slowTo(SLOW_BYTES_PER_S);
      await eventually(() => naru.bus.held() > 2 * SLOW_BYTES_PER_S, { withinMs: 60_000 });
      await lasting();
      naru.bus.mend();
    },
    { stories: 40, kinds: ALL },
  );
  await expectSound(naru);
});
