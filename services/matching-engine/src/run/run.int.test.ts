import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Mandate } from '@naru/contracts/investor/v1/investor';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { realAmbient } from '@naru/kit/ambient';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import type { Call } from '@naru/kit/serve';
import { type Ground, startGround } from '@naru/testing/ground';
import { investorCopies } from '../copies/investor/store.ts';
import { ventureCopies } from '../copies/venture/store.ts';
import { matchId, matchStore } from '../match/store.ts';
import { matchRuns, RUN_KIND } from './run.ts';

let ground: Ground;
let runs: ReturnType<typeof matchRuns>;
const started: unknown[][] = [];
/** Now, since the database itself removes rows of thirty days ago. */
const at = new Date();
const VENTURES = 103;

const ventureId = (number: number) => `ven_${String(number).padStart(3, '0')}`;

beforeAll(async () => {
  ground = await startGround();
  const { db } = ground.database;
  const host = {
    db,
    ambient: { ...realAmbient, now: () => at },
    relay: { ambient: realAmbient, enqueue: () => {} },
    operations: () => ({ start: async (...asked: unknown[]) => started.push(asked) }),
  } as unknown as Host;
  const [ventures, investors, matches] = [ventureCopies(host), investorCopies(host), matchStore(host)];
  const profile = VentureProfile.fromPartial({ sectors: ['IOT'], stage: 'SEED', markets: ['US'] });
  const shared = Array.from({ length: VENTURES }, (_, n) => ({
    _id: ventureId(n),
    version: 1,
    centreId: 'KR-27',
    profile,
  }));
  await openStore(ventures).collection.insertMany([
    ...shared,
    { _id: 'ven_hidden', version: 1, centreId: 'KR-27' },
  ] as never[]);
  const mandate = Mandate.fromPartial({ sectors: ['IOT'], markets: ['US'] });
  const investor = (_id: string, more = {}) => ({
    _id,
    version: 1,
    name: { ko: '', en: _id },
    type: 'VC',
    country: 'US',
    active: true,
    mandate,
    ...more,
  });
  const all = [investor('inv_a'), investor('inv_b'), investor('inv_c', { mandate: { ...mandate, markets: ['JP'] } })];
  await openStore(investors).collection.insertMany([...all, investor('inv_dormant', { active: false })] as never[]);
  for (const [venture, investorId] of [
    [ventureId(0), 'inv_a'],
    [ventureId(0), 'inv_b'],
  ] as const) {
    const match = { ventureId: venture, investorId, state: 'DECLINED' };
    const stored = { _id: matchId(match), schema: 2, version: 1, state: match, changedAt: at };
    await db.collection('match').insertOne(stored as never);
  }
  runs = matchRuns(host, { ventures, investors }, matches);
  await runs.ensureIndexes();
}, 60_000);
afterAll(() => ground?.remove());

async function run(operation: string, { count = 2, lease = 1 } = {}) {
  const steps: [number, number][] = [];
  const fence = { operation, number: lease };
  const result = await runs.work(
    { id: operation, params: { count }, fence, cause: ground.cause },
    { step: async (done, total) => void steps.push([done, total]), signal: new AbortController().signal },
  );
  return { result, steps };
}

/** All pages of a list. */
async function listed(runId: string, { pageSize = 50, ventureId: of = '' } = {}) {
  const { listRunCandidates } = runs.rpcs;
  const pages: { ventureId: string; investorId: string; rank: number; score: number }[][] = [];
  for (let pageToken = ''; ; ) {
    const page = await listRunCandidates({ runId, ventureId: of, pageSize, pageToken }, {} as Call);
    pages.push(page.candidates);
    if (!page.nextPageToken) return pages;
    pageToken = page.nextPageToken;
  }
}

test('scores the allowed pairs, stores the best of each venture, and reports progress by batches of a hundred', async () => {
  const { result, steps } = await run('op_1');
  expect(result).toEqual({ ventures: '103', investors: '3', pairs: '309' });
  expect(steps).toEqual([
    [100, VENTURES],
    [VENTURES, VENTURES],
  ]);
  const all = (await listed('op_1')).flat();
  expect(all).toHaveLength(2 * VENTURES - 1);
  // Two of the three matches with the first venture were declined. The dormant investor and the hidden venture take no
  // part.
  expect(all.filter((one) => one.ventureId === ventureId(0)).map(({ investorId }) => investorId)).toEqual(['inv_c']);
  const second = all.filter((one) => one.ventureId === ventureId(1));
  expect(second.map(({ investorId, rank }) => [investorId, rank])).toEqual([
    ['inv_a', 1],
    ['inv_b', 2],
  ]);
  expect(second[0]?.score).toBeGreaterThan(all[0]?.score ?? Number.POSITIVE_INFINITY);
  const row = await ground.database.db.collection<{ _id: string }>('run_row').findOne({ _id: `op_1:${ventureId(1)}` });
  expect(row).toMatchObject({ run: 'op_1', ventureId: ventureId(1), lease: 1, createdAt: at });
});

test('a list continues over its pages, also where a page ends with a venture, and stops after the last page', async () => {
  await run('op_2');
  const all = (await listed('op_2', { pageSize: 100 })).flat();
  for (const pageSize of [41, 100, 205]) {
    const pages = await listed('op_2', { pageSize });
    expect(pages.flat()).toEqual(all);
    expect(pages.map(({ length }) => length)).toEqual(
      Array.from({ length: Math.ceil(205 / pageSize) }, (_, page) => Math.min(pageSize, 205 - page * pageSize)),
    );
  }
  expect(
    (await listed('op_2', { pageSize: 1, ventureId: ventureId(7) })).map(([one]) => [one?.ventureId, one?.rank]),
  ).toEqual([
    [ventureId(7), 1],
    [ventureId(7), 2],
  ]);
  expect(await listed('op_none')).toEqual([[]]);
});

test('a holder of a lost lease overwrites nothing, and the holder of the present lease overwrites earlier rows', async () => {
  await run('op_3', { lease: 5, count: 1 });
  const candidates = async () => (await listed('op_3')).flat().length;
  expect(await candidates()).toBe(VENTURES);
  for (const lease of [4, 5]) {
    await run('op_3', { lease, count: 2 });
    expect(await candidates()).toBe(VENTURES);
  }
  await run('op_3', { lease: 6, count: 2 });
  expect(await candidates()).toBe(2 * VENTURES - 1);
});

test('a run ends at the signal, and stores nothing after it', async () => {
  const stop = new AbortController();
  const fence = { operation: 'op_4', number: 1 };
  const work = runs.work(
    { id: 'op_4', params: { count: 1 }, fence, cause: ground.cause },
    { step: async () => stop.abort(new Error('told to end')), signal: stop.signal },
  );
  await expect(work).rejects.toThrow('told to end');
  expect((await listed('op_4', { pageSize: 200 })).flat()).toHaveLength(100);
});

test('a run asks for twenty candidates by default', async () => {
  const { runMatches } = runs.rpcs;
  const call = { actor: 'x' } as Call;
  for (const count of [0, 7]) await runMatches({ count, requestId: '' }, call);
  expect(started).toEqual([
    [RUN_KIND, { count: 20 }, call],
    [RUN_KIND, { count: 7 }, call],
  ]);
});
