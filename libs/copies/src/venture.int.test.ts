import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import {
  VentureClosed,
  VentureConsented,
  VentureConsentWithdrawn,
  VentureErased,
  VentureErasureAcknowledged,
  VenturePublished,
  VentureRegistered,
  VentureResumed,
  VentureSnapshot,
  VentureSuspended,
  VentureUpdated,
  VentureVerified,
} from '@naru/contracts/registry/v1/events';
import type { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { realAmbient } from '@naru/kit/ambient';
import { type Ground, startGround } from '@naru/testing/ground';
import fc from 'fast-check';
import { type Chapter, chapter, teller, type Writable } from './fixture/tell.ts';
import { copiesOfVentures, type VentureCopies } from './venture.ts';

/** The fields that a service keeps from both the event and the snapshot of one version: an event alone has no state. */
interface Seen {
  shown: boolean;
  profile?: VentureProfile;
}

let ground: Ground;
let ventures: VentureCopies<Seen>;
let tell: (id: string, chapter: Chapter) => Promise<void>;

beforeAll(async () => {
  ground = await startGround();
  ventures = copiesOfVentures<Seen>(
    { db: ground.database.db, ambient: realAmbient, name: 'ventures' },
    ({ profile }) => ({
      shown: profile !== undefined,
      profile,
    }),
  );
  tell = teller(ventures.handlers());
});
afterAll(() => ground?.remove());

const said = <M>(codec: Writable<M>, version: number, fields: object = {}): Chapter =>
  chapter(codec, version, (ventureId) => ({ ventureId, ...fields }));

const of = { centreId: 'KR-27' };
const profile = { name: { ko: '가온 센서', en: 'Gaon Sensor' }, sectors: ['IOT'] };
const shown = { ...of, state: 'PUBLISHED', profile };
/** A life with every kind of event once, and the expected copy after each. */
const LIFE: [Chapter, { profile: boolean; everShared: boolean }][] = [
  [said(VentureRegistered, 1, { ...of, state: 'DRAFT' }), { profile: false, everShared: false }],
  [said(VentureVerified, 2, { ...of, state: 'VERIFIED' }), { profile: false, everShared: false }],
  [said(VentureConsented, 3, { ...of, state: 'VERIFIED' }), { profile: false, everShared: false }],
  [said(VenturePublished, 4, shown), { profile: true, everShared: true }],
  [said(VentureUpdated, 5, shown), { profile: true, everShared: true }],
  [said(VentureSuspended, 6, { ...of, state: 'SUSPENDED' }), { profile: false, everShared: true }],
  [said(VentureResumed, 7, shown), { profile: true, everShared: true }],
  [said(VentureConsentWithdrawn, 8, { ...of, state: 'PUBLISHED' }), { profile: false, everShared: true }],
  [said(VentureClosed, 9, { ...of, state: 'CLOSED' }), { profile: false, everShared: true }],
  [said(VentureErased, 10, { ...of, state: 'CLOSED' }), { profile: false, everShared: true }],
  [said(VentureErasureAcknowledged, 11, { ...of, state: 'CLOSED' }), { profile: false, everShared: true }],
];
const CHAPTERS = LIFE.map(([one]) => one);
const SNAPSHOT = said(VentureSnapshot, 6, { ...of, state: 'SUSPENDED' });
/** The same events as they are sent again after the venture was hidden. */
const bare = ({ version }: Chapter): Chapter => said(VenturePublished, version, { ...of, state: 'PUBLISHED' });

let told = 0;
async function story(chapters: readonly Chapter[]): Promise<string> {
  told += 1;
  const id = `ven_${told}`;
  for (const one of chapters) await tell(id, one);
  return id;
}

async function copyOf(id: string) {
  const { _id, changedAt, ...rest } = (await ventures.find(id)) as unknown as Record<string, unknown>;
  return rest;
}

test('every venture event of the catalogue has a handler, and stands in the life of these tests', () => {
  const types = events.map(({ type }) => type).filter((type) => type.startsWith('naru.registry.venture.'));
  expect(
    ventures
      .handlers()
      .map(({ type }) => type)
      .sort(),
  ).toEqual([...types].sort());
  expect(new Set([...CHAPTERS, SNAPSHOT].map(({ type }) => type))).toEqual(new Set(types));
});

test('a copy shows what the newest event says, always the centre, and whether the venture was ever shared', async () => {
  for (const [last, [, expected]] of LIFE.entries()) {
    const copy = await copyOf(await story(CHAPTERS.slice(0, last + 1)));
    expect(copy).toMatchObject({ version: last + 1, centreId: 'KR-27' });
    expect({ profile: 'profile' in copy, everShared: 'everShared' in copy }).toEqual(expected);
  }
});

const shuffled = <T>(items: T[]) => fc.shuffledSubarray(items, { minLength: items.length });

/** The events up to some version in any order, each twice, some of them once stripped, and sometimes a snapshot. */
const telling = fc
  .record({ length: fc.integer({ min: 1, max: LIFE.length }), stripped: fc.boolean(), snapshot: fc.boolean() })
  .chain(({ length, stripped, snapshot }) => {
    const news = CHAPTERS.slice(0, length);
    // Only an aggregate that is hidden later has stripped events, and only those about its profile.
    const early = stripped && length >= 6 ? [bare(CHAPTERS[3] as Chapter)] : [];
    const state = snapshot && length >= 6 ? [SNAPSHOT] : [];
    return fc.record({ length: fc.constant(length), order: shuffled([...news, ...news, ...early, ...state]) });
  });

test('the same events make the same copy: twice, in any order, with stripped events and snapshots', async () => {
  const straight = await Promise.all(LIFE.map((_, last) => story(CHAPTERS.slice(0, last + 1))));
  for (const { length, order } of fc.sample(telling, 40)) {
    const expected = await copyOf(straight[length - 1] ?? '');
    expect(await copyOf(await story(order))).toEqual(expected);
  }
});

test('the same holds if several replicas handle the events at the same time', async () => {
  const expected = await copyOf(await story(CHAPTERS));
  await fc.assert(
    fc.asyncProperty(shuffled([...CHAPTERS, ...CHAPTERS]), async (order) => {
      told += 1;
      const id = `ven_${told}`;
      await Promise.all(order.map((one) => tell(id, one)));
      expect(await copyOf(id)).toEqual(expected);
    }),
    { numRuns: 8 },
  );
});

test('a copy that is made of bare events alone has the centre', async () => {
  const copy = await copyOf(await story([bare(CHAPTERS[3] as Chapter), CHAPTERS[5] as Chapter]));
  expect(copy).toMatchObject({ version: 6, centreId: 'KR-27', everShared: true });
});

test('the copy takes the centre from any event that names it, although an earlier release left the ids alone', async () => {
  const suspended = said(VentureSuspended, 6);
  const early = said(VenturePublished, 4);
  for (const order of [
    [early, suspended, SNAPSHOT],
    [SNAPSHOT, suspended, early],
  ]) {
    const copy = await copyOf(await story(order));
    expect(copy).toMatchObject({ version: 6, centreId: 'KR-27', everShared: true });
    expect(copy).not.toHaveProperty('profile');
  }
});

test('a draft that was closed before its publication was never shared', async () => {
  const [registered, verified, consented] = CHAPTERS as [Chapter, Chapter, Chapter];
  const withdrawn = said(VentureConsentWithdrawn, 4, { ...of, state: 'VERIFIED' });
  const closed = said(VentureClosed, 5, { ...of, state: 'CLOSED' });
  const unseen = [registered, verified, consented, withdrawn, closed];
  expect(await copyOf(await story(unseen))).not.toHaveProperty('everShared');
  expect(await copyOf(await story(unseen.toReversed()))).not.toHaveProperty('everShared');
});

test('the effects of an event follow on every delivery, after the copy is saved', async () => {
  const seen: unknown[] = [];
  const following = teller(
    ventures.handlers(async (id, { version }) => {
      seen.push([version, (await ventures.find(id))?.version]);
    }),
  );
  const [registered, verified] = CHAPTERS as [Chapter, Chapter];
  // The process died after it had saved the copy: the event comes again, and so does an older one.
  await tell('ven_died', verified);
  await following('ven_died', verified);
  await following('ven_died', registered);
  expect(seen).toEqual([
    [2, 2],
    [1, 2],
  ]);
});

test('a copy of an earlier shape is made again by a snapshot of its version, once, and by nothing older', async () => {
  const kept = { db: ground.database.db, ambient: realAmbient, name: 'reshaped' };
  const seenBefore = copiesOfVentures<{ shown: boolean }>(kept, ({ profile: one }) => ({ shown: one !== undefined }));
  const tellBefore = teller(seenBefore.handlers());
  await tellBefore('ven_old', said(VentureUpdated, 5, shown));
  const now = copiesOfVentures<Seen>({ ...kept, shape: 1 }, ({ profile: one }) => ({ shown: !!one, profile: one }));
  const tellNow = teller(now.handlers());
  await tellNow('ven_old', said(VenturePublished, 4, shown));
  expect(await now.find('ven_old')).not.toHaveProperty('profile');
  await tellNow('ven_old', said(VentureSnapshot, 5, shown));
  expect(await now.find('ven_old')).toMatchObject({ version: 5, shape: 1, profile: { sectors: ['IOT'] } });
  await tellNow('ven_old', said(VentureSnapshot, 5, { ...shown, profile: { sectors: ['GAME'] } }));
  expect(await now.find('ven_old')).toMatchObject({ profile: { sectors: ['IOT'] } });
  await tellNow('ven_new', said(VenturePublished, 4, shown));
  expect(await now.find('ven_new')).toMatchObject({ version: 4, shape: 1, centreId: 'KR-27' });
});
