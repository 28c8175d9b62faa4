/** `kill -9` under load: at each failpoint of commands and events, and at random moments, for every process. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Killer, type Moment, openKiller } from './killer.ts';
import { type Load, openLoad } from './load.ts';
import { cure, INTRODUCTION, POISON, poison } from './poison.ts';
import { expectSound } from './sound.ts';
import { type Naru, SERVICES, type ServiceName, startNaru } from './system.ts';

jest.setTimeout(120_000);

let naru: Naru;
let load: Load;
let killer: Killer;

beforeAll(async () => {
  naru = await startNaru();
  load = openLoad(naru);
  killer = openKiller(naru);
  await poison(naru);
});

afterAll(() => naru?.stop());

const SAYING = ['change.decided', 'change.saved', 'relay.copied', 'relay.published', 'relay.cleared'];
const HEARING = ['consumer.handled', 'consumer.acked'];
const BOTH = [...SAYING, ...HEARING];
/** The registry has no subscription, and the ledger publishes nothing. */
const POINTS: Partial<Record<ServiceName, string[]>> = {
  'startup-registry': SAYING,
  'outcome-ledger': [...HEARING, 'journal.appended'],
};

/** In each round every service dies at another failpoint, so that it has died at each of its failpoints in the end. */
const ROUNDS = BOTH.map((_, round) =>
  SERVICES.flatMap((service, place): Moment[] => {
    const point = (POINTS[service] ?? BOTH)[(round + place) % BOTH.length];
    return point ? [{ service, point, times: 1 + (place % 3) }] : [];
  }),
);

test.each(ROUNDS.map((moments) => ({ moments, points: moments.map(({ point }) => point).join(', ') })))(
  'each service dies at one of its failpoints: $points',
  async ({ moments }) => {
    // The load goes on until each failpoint is reached: a service that restarts misses some of it.
    await load.during(async () => void (await Promise.all(moments.map(killer.killAt))), { stories: 60 });
    await expectSound(naru);
  },
);

test('each process in turn is killed at a random moment', async () => {
  for (const name of [...SERVICES, 'gateway', 'nats', 'database'])
    await load.during(() => killer.kill(name), { stories: 4 });
  await expectSound(naru);
});

interface Parked {
  parkedEvents: { id: string; eventId: string; deliveries: number }[];
}

test('an event that cannot be handled delays no other: it is parked, listed, and replayed once it can be handled', async () => {
  const list = '/v1/services/investor/parked-events';
  const { parkedEvents } = await naru.client.sees<Parked>(list, (answer) => answer.parkedEvents.length > 0);
  expect(parkedEvents).toMatchObject([{ eventId: `${POISON}-1`, code: 'investor.not_found' }]);
  // It was tried in flight, then stored, and parked only when its time was over.
  expect(parkedEvents[0]?.deliveries).toBeGreaterThan(5);
  await cure(naru);
  await naru.client.question(`${list}/${encodeURIComponent(parkedEvents[0]?.id ?? '')}:redeliver`);
  await naru.client.sees<Parked>(list, (answer) => answer.parkedEvents.length === 0);
  const deals = naru.database('investor').collection('deal');
  expect(await deals.countDocuments({ 'state.origin.id': INTRODUCTION })).toBe(1);
  await expectSound(naru);
});

const moment = (service: ServiceName, point: string): Moment => ({ service, point, times: 2 });

test.each([
  {
    server: 'nats' as const,
    moments: [
      moment('startup-registry', 'relay.copied'),
      moment('investor-directory', 'relay.published'),
      moment('matching-engine', 'consumer.handled'),
    ],
  },
  {
    server: 'database' as const,
    moments: [
      moment('startup-registry', 'change.decided'),
      moment('investor-directory', 'change.saved'),
      moment('startup-registry', 'relay.published'),
      moment('matching-engine', 'consumer.handled'),
    ],
  },
])('$server is killed while a service is halted at a failpoint', async ({ server, moments }) => {
  for (const one of moments) {
    await load.during(() => killer.killServerAt(server, one), { stories: 4 });
  }
  await expectSound(naru);
});

// The budget is five seconds. A busy machine may take longer.
const RECOVERY_MS_MAX = 20_000;

test('every process works again within seconds', () => {
  const recoveries = killer.recoveries();
  process.stderr.write(`of use again after\n${recoveries.map(({ what, ms }) => `  ${ms} ms: ${what}`).join('\n')}\n`);
  expect(recoveries.filter(({ ms }) => ms > RECOVERY_MS_MAX)).toEqual([]);
});

test('no caller saw a failure as a bug', () => {
  expect(naru.client.answers.get('500')).toBeUndefined();
});
