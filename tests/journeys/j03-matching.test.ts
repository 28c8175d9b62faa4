/** J3: matches are found and explained, both parties agree, and nothing happens twice. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ProfileVerified } from '@naru/contracts/investor/v1/events';
import { VenturePublished } from '@naru/contracts/registry/v1/events';
import { readNetworkFile } from '@naru/local/load';
import { eventually } from '@naru/testing/eventually';
import { publisher } from '@naru/testing/publisher';
import { DEMO, type Network, startNetwork } from './network.ts';

const MAIN = path.resolve(import.meta.dirname, '../../deploy/local/src/main.ts');

interface Candidate {
  ventureId: string;
  investorId: string;
  ventureName: { ko: string; en: string };
  investorName: { ko: string; en: string };
  score: number;
  parts: { name: string; points: number; reason: { ko: string; en: string } }[];
}

let network: Network;

beforeAll(async () => {
  network = await startNetwork();
}, 120_000);
afterAll(() => network?.stop());

const find = async (party: string) => {
  const admin = await network.as({ role: 'network_admin' });
  return (await admin.ask<{ candidates: Candidate[] }>('GET', `/v1/matches:find?${party}&pageSize=200`)).candidates;
};

test('the same question gives the same order; every score shows its parts with reasons in both languages, and they add up', async () => {
  const party = `ventureId=${network.id('venture:020')}`;
  const [first, second] = [await find(party), await find(party)];
  expect(first.length).toBeGreaterThan(0);
  expect(second).toEqual(first);
  for (const { score, parts } of first) {
    expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
    for (const { reason } of parts) expect(reason.ko && reason.en).toBeTruthy();
  }
  expect(first.map(({ score }) => score)).toEqual([...first.map(({ score }) => score)].sort((a, b) => b - a));
});

test('no venture whose amount is outside the ticket is proposed, and WhyNot names that limit', async () => {
  const file = await readNetworkFile(DEMO);
  const asks = new Map(file.ventures.map(({ id, askKrw, state }) => [id, state === 'PUBLISHED' ? askKrw : undefined]));
  const admin = await network.as({ role: 'network_admin' });
  let outside = 0;
  for (const { id, mandate } of file.investors.filter(({ mandate }) => mandate?.ticketMaxKrw)) {
    const found = new Set((await find(`investorId=${network.id(id)}`)).map(({ ventureId }) => ventureId));
    for (const [fileId, ask] of asks) {
      if (!ask || (Number(ask) >= Number(mandate?.ticketMinKrw) && Number(ask) <= Number(mandate?.ticketMaxKrw)))
        continue;
      outside += 1;
      expect(found.has(network.id(fileId))).toBe(false);
    }
  }
  expect(outside).toBeGreaterThan(0);
  const tooLarge = [...asks].find(([, ask]) => Number(ask) > 500_000_000)?.[0] ?? '';
  const why = await admin.ask<{ limits: { code: string }[] }>(
    'GET',
    `/v1/matches:whyNot?ventureId=${network.id(tooLarge)}&investorId=${network.id('investor:05')}`,
  );
  expect(why.limits.map(({ code }) => code)).toContain('limit.ticket_above_maximum');
});

test('both sides of a global corporation and a venture accept, and are introduced', async () => {
  const investorId = network.id('gcorp:02');
  const [best] = await find(`investorId=${investorId}`);
  const pair = { ventureId: best?.ventureId ?? '', investorId };
  const corporation = await network.as({ role: 'investor_member', org: investorId });
  const venture = await network.as({ role: 'venture_member', org: pair.ventureId });
  const stale = (headers: Record<string, string>, body: object) =>
    fetch(`${network.url}/v1/matches:expressInterest`, {
      method: 'POST',
      headers: { authorization: `Bearer ${corporation.token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ ...pair, side: 'INVESTOR', ...body }),
    });
  expect((await stale({ 'if-match': '"987654321"' }, {})).status).toBe(412);
  expect((await stale({}, { etag: '987654321' })).status).toBe(409);
  await corporation.ask('POST', '/v1/matches:expressInterest', { ...pair, side: 'INVESTOR' });
  const agreed = await venture.ask<{ state: string; introduction: { id: string } }>(
    'POST',
    '/v1/matches:expressInterest',
    { ...pair, side: 'VENTURE' },
  );
  expect(agreed.state).toBe('ACCEPTED');
  const read = await corporation.ask<{ introduction: { id: string } }>(
    'GET',
    `/v1/introductions/${agreed.introduction.id}`,
  );
  expect(read.introduction.id).toBe(agreed.introduction.id);
  // Each side reads names, not ids.
  const names = { ventureName: best?.ventureName, investorName: best?.investorName };
  const centreName = { ko: expect.stringContaining('창조경제혁신센터') };
  for (const answer of [agreed, read]) expect(answer).toMatchObject({ ...names, centreName });
});

test('a repeated event with the same source and id makes no second match', async () => {
  const admin = await network.as({ role: 'network_admin' });
  const ventureId = network.id('venture:052');
  await admin.ask('POST', '/v1/matches:propose', { ventureId, count: 3 });
  const stored = async () =>
    (await admin.ask<{ matches: { id: string }[] }>('GET', `/v1/matches?ventureId=${ventureId}`)).matches.map(
      ({ id }) => id,
    );
  const before = await stored();
  const events = network.stack.database('registry').collection('events');
  const published = await events.findOne({ aggregate: ventureId, type: 'naru.registry.venture.published.v1' });
  const registry = await publisher(network.stack, 'registry');
  const message = VenturePublished.decode(published?.data.buffer);
  await registry.say({
    codec: VenturePublished,
    message,
    aggregate: ventureId,
    version: published?.version,
    id: String(published?._id),
  });
  await registry.stop();
  const directory = await publisher(network.stack, 'investor');
  await directory.say({
    codec: ProfileVerified,
    message: { investor: undefined },
    aggregate: 'inv_marker',
    version: 1,
  });
  await directory.stop();
  await eventually(
    async () =>
      (await admin.ask<{ entries: object[] }>('GET', '/v1/journal/investor/entries?aggregateId=inv_marker')).entries
        .length === 1,
  );
  await admin.ask('POST', '/v1/matches:propose', { ventureId, count: 3 });
  expect(await stored()).toEqual(before);
});

/** The result of `npm run -s journal -- verify --owners`. Not with a synchronous call: the gateway runs in this process. */
const compareOwners = async () => {
  const { token } = await network.as({ role: 'network_admin' });
  const env = { ...process.env, NARU_URL: network.url, NARU_TOKEN: token };
  return new Promise<{ intact: boolean; aggregates: number; faults: { detail: { en: string } }[] }>((resolve) => {
    execFile(process.execPath, [MAIN, 'journal', 'verify', '--owners'], { env }, (_, stdout) =>
      resolve(JSON.parse(stdout)),
    );
  });
};

test('the journal has every version of every owner, and names the one that it lacks', async () => {
  const admin = await network.as({ role: 'network_admin' });
  const { faults } = await admin.ask<{ faults: { kind: string }[] }>('POST', '/v1/journal:verify', {});
  expect(faults.filter(({ kind }) => kind.startsWith('HEAD'))).toEqual([]);
  const whole = await compareOwners();
  expect(whole).toMatchObject({ intact: true, faults: [] });
  expect(whole.aggregates).toBeGreaterThan(100);
  // The last version of a venture never came: the chain alone does not show it.
  const ventureId = network.id('venture:020');
  const entries = network.stack.database('ledger').collection('journal');
  const [last] = await entries.find({ aggregateId: ventureId }).sort({ version: -1 }).limit(1).toArray();
  await entries.deleteOne({ aggregateId: ventureId, version: last?.version });
  const cut = await compareOwners();
  expect(cut.intact).toBe(false);
  expect(cut.faults.map(({ detail }) => detail.en)).toEqual([`${ventureId} lacks version ${last?.version}`]);
}, 120_000);
