/** `kill -9` under load: each service dies at each failpoint of its commands and events. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Killer, type Moment, openKiller } from './killer.ts';
import { inTurn, LASTING, type Load, openLoad } from './load.ts';
import { cure, INTRODUCTION, POISON, poison } from './poison.ts';
import { expectBack, expectSound } from './sound.ts';
import { type Naru, SERVICES, type ServiceName, startNaru } from './system.ts';

jest.setTimeout(300_000);

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
    return point ? [{ service, point, times: 1 + (place % 2) }] : [];
  }),
);

// One load goes on from round to round: what dies next is in the middle of the work that the last deaths left.
test.each([
  { first: 1, last: 3 },
  { first: 4, last: 5 },
  { first: 6, last: ROUNDS.length },
])('each service dies at one of its failpoints after the other: rounds $first to $last', async ({ first, last }) => {
  const rounds = ROUNDS.slice(first - 1, last);
  await load.during(() => inTurn(rounds, (moments) => Promise.all(moments.map(killer.killAt))), LASTING);
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

test('each service died at each of its failpoints, every process works again, and no caller saw a bug', () => {
  const died = killer.recoveries().map(({ what }) => what);
  const wanted = ROUNDS.flat().map(({ service, point }) => `${service} at ${point}`);
  expect(died).toEqual(expect.arrayContaining(wanted));
  expectBack(naru, killer);
});
