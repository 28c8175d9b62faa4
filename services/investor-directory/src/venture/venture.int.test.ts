import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import {
  VentureClosed,
  VentureConsented,
  VentureConsentWithdrawn,
  VenturePublished,
  VentureRegistered,
  VentureResumed,
  VentureSnapshot,
  VentureSuspended,
  VentureUpdated,
  VentureVerified,
} from '@naru/contracts/registry/v1/events';
import type { Codec } from '@naru/kit/outbox';
import { drained } from '@naru/testing/drained';
import { type Publisher, publisher, type Said } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import fc from 'fast-check';
import { investorDirectory } from '../service.ts';

jest.setTimeout(60_000);

let stack: Stack;
let registry: Publisher;

beforeAll(async () => {
  stack = await startStack(investorDirectory);
  registry = await publisher(stack, 'registry');
});

afterAll(async () => {
  await registry?.stop();
  await stack?.stop();
});

type Chapter = (id: string) => Said<never>;
const chapter =
  <M>(codec: Codec<M> & { fromPartial(partial: object): M }, version: number, rest: object = {}): Chapter =>
  (ventureId) =>
    ({
      codec,
      message: codec.fromPartial({ ventureId, ...rest }),
      aggregate: ventureId,
      version,
    }) as unknown as Said<never>;

const of = { centreId: 'KR-27' };
const profile = { name: { ko: '가온 센서', en: 'Gaon Sensor' }, sectors: ['IOT'] };
const shown = { ...of, state: 'PUBLISHED', profile };
const LIFE: Chapter[] = [
  chapter(VentureRegistered, 1, { ...of, state: 'DRAFT' }),
  chapter(VentureVerified, 2, { ...of, state: 'VERIFIED' }),
  chapter(VentureConsented, 3, { ...of, state: 'VERIFIED' }),
  chapter(VenturePublished, 4, shown),
  chapter(VentureUpdated, 5, shown),
  chapter(VentureSuspended, 6),
  chapter(VentureResumed, 7, shown),
  chapter(VentureConsentWithdrawn, 8),
  chapter(VentureClosed, 9),
];
/** Published news as it is sent once the venture is hidden: stripped of all but the id. */
const BARE = chapter(VenturePublished, 4);

let told = 0;
async function tell(story: readonly Chapter[]): Promise<string> {
  told += 1;
  const id = `ven_${told}`;
  for (const say of story) await registry.say(say(id));
  return id;
}

async function copyOf(id: string) {
  const copy = await stack.database('investor').collection<{ _id: string }>('ventures').findOne({ _id: id });
  const { _id, changedAt, ...rest } = copy as unknown as Record<string, unknown>;
  return rest;
}

test('a copy shows what the newest news says, and always the centre', async () => {
  const ids = await Promise.all(LIFE.map((_, last) => tell(LIFE.slice(0, last + 1))));
  await drained(stack, 'registry');
  const copies = await Promise.all(ids.map(copyOf));
  expect(copies.map(({ discoverable }) => discoverable)).toEqual([
    ...[false, false, false],
    ...[true, true, false, true, false, false],
  ]);
  expect(copies.every(({ centreId }) => centreId === 'KR-27')).toBe(true);
});

test('twice and in any order, the same news makes the same copy', async () => {
  const stories = fc.sample(
    fc.integer({ min: 1, max: LIFE.length }).chain((length) =>
      fc.record({
        length: fc.constant(length),
        order: shuffled([...LIFE.slice(0, length), ...LIFE.slice(0, length)]),
      }),
    ),
    40,
  );
  const straight = await Promise.all(LIFE.map((_, last) => tell(LIFE.slice(0, last + 1))));
  const mixed = await Promise.all(stories.map(({ order }) => tell(order)));
  await drained(stack, 'registry');
  for (const [index, { length }] of stories.entries()) {
    expect(await copyOf(mixed[index] ?? '')).toEqual(await copyOf(straight[length - 1] ?? ''));
  }
});

const shuffled = <T>(items: T[]) => fc.shuffledSubarray(items, { minLength: items.length });

test('news that came late and stripped leaves the centre that a snapshot names', async () => {
  const snapshot = chapter(VentureSnapshot, 6, { ...of, state: 'SUSPENDED' });
  const ids = await Promise.all(
    [
      [BARE, LIFE[5] as Chapter, snapshot],
      [snapshot, LIFE[5] as Chapter, BARE],
    ].map(tell),
  );
  await drained(stack, 'registry');
  for (const id of ids) expect(await copyOf(id)).toEqual({ version: 6, centreId: 'KR-27', discoverable: false });
});
