/** An erased venture: its record, its applications and their files go, in every service, and a record says so. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { canaries, inCollections, inFolder, inLists, inStreams } from './canaries.ts';
import { activeInvestor, brnOf, type Resource } from './stories.ts';
import { type Naru, startNaru } from './system.ts';

jest.setTimeout(180_000);

const { words, profile } = canaries('erased');
const APPLIED = { pitch: 'Canarypitch', answer: 'Canaryanswer', file: 'Canaryfile', fileName: 'Canaryname.txt' };
const BRN = brnOf(7_002);
const WORDS = [...words, ...Object.values(APPLIED), BRN, 'canary-source'];

interface Venture {
  state: string;
  profile?: { name?: object };
  erasure?: {
    reason: string;
    complete: boolean;
    acknowledgements: { service: string; erased: { what: string; count: number }[] }[];
  };
}

let naru: Naru;
let ventureId: string;
let applicationId: string;

const verb = <T = Resource>(path: string, body: object = {}) => naru.client.question<T>(path, body);
const ofVenture = <T = Resource>(name: string, body: object = {}) => verb<T>(`/v1/ventures/${ventureId}:${name}`, body);

beforeAll(async () => {
  naru = await startNaru();
  const source = { externalId: 'canary-source', fictional: true };
  ventureId = (await verb('/v1/ventures', { centreId: 'KR-27', brn: BRN, profile, source, requestId: 'canary' })).id;
  await ofVenture('verify');
  await ofVenture('giveConsent', { purpose: 'SHARE_WITH_NETWORK' });
  await ofVenture('publish');
  const investor = await activeInvestor(naru.client, 'i-7002');
  const pair = { ventureId, investorId: investor.id };
  for (const side of ['INVESTOR', 'VENTURE']) await verb('/v1/matches:expressInterest', { ...pair, side });
  await apply();
}, 120_000);
afterAll(() => naru?.stop());

/** An application with a word in each text, and in its file. */
async function apply(): Promise<void> {
  const fields = [
    { id: 'plan', label: { ko: '계획', en: 'plan' }, kind: 'TEXT', required: true, maxLength: 300 },
    { id: 'deck', label: { ko: '자료', en: 'deck' }, kind: 'FILE', mediaTypes: ['text/plain'] },
  ];
  const programme = await verb('/v1/programmes', {
    name: { en: 'Pilot' },
    ownerId: 'KR-27',
    kind: 'SUPPORT',
    form: { fields },
  });
  const round = await verb('/v1/rounds', {
    programmeId: programme.id,
    name: { en: 'Call' },
    year: 2026,
    closesAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const draft = { roundId: round.id, ventureId, pitch: { ko: APPLIED.pitch, en: APPLIED.pitch } };
  applicationId = (await verb('/v1/applications:draft', draft)).id;
  const path = `/v1/applications/${applicationId}`;
  await naru.client.send('PATCH', path, { answers: [{ fieldId: 'plan', value: APPLIED.answer }] });
  await naru.client.send('PUT', `${path}/files/deck?name=${APPLIED.fileName}`, APPLIED.file);
  await verb(`${path}:submit`);
}

test('an erasure by the secretariat needs a reason', async () => {
  await expect(ofVenture('erase')).rejects.toThrow('400');
});

test('an erased venture stands nowhere: in no collection, stream or list, and in no byte of the bus', async () => {
  const before = await inCollections(naru, WORDS, []);
  for (const place of ['registry.venture ', 'program.application ', 'program.application_file ', 'matching.match '])
    expect(before).toContainEqual(expect.stringContaining(place));
  const reason = 'asked for by the founders';
  expect(await ofVenture<Venture>('erase', { reason })).toMatchObject({ state: 'CLOSED', erasure: { reason } });
  await naru.client.sees<Venture>(`/v1/ventures/${ventureId}`, ({ erasure }) => erasure?.complete === true);
  const left = async () => [
    ...(await inCollections(naru, WORDS, [])),
    ...(await inStreams(naru, WORDS)),
    ...(await inLists(naru, WORDS)).found,
  ];
  await eventually(async () => (await left()).length === 0, { everyMs: 500 }).catch(() => undefined);
  expect(await left()).toEqual([]);
  const nats = naru.child('nats');
  const back = nats.restarted();
  nats.kill('SIGTERM');
  await back;
  expect(inFolder(naru, WORDS)).toEqual([]);
});

test('the record says what was erased where, and decisions keep the id', async () => {
  const { body } = await naru.client.read<Venture>(`/v1/ventures/${ventureId}`);
  const said = new Map(body.erasure?.acknowledgements.map(({ service, erased }) => [service, erased]));
  expect([...said.keys()].sort()).toEqual(['investor', 'ledger', 'matching', 'notification', 'program', 'registry']);
  expect(said.get('program')).toEqual([
    { what: 'copy', count: 1 },
    { what: 'application', count: 1 },
    { what: 'application_file', count: 1 },
  ]);
  expect(said.get('ledger')).toEqual([{ what: 'journal_salt', count: expect.any(Number) }]);
  const application = await naru.client.sees<{ ventureId: string; state: string; files: object[] }>(
    `/v1/applications/${applicationId}`,
    ({ state }) => state === 'WITHDRAWN',
  );
  expect(application).toMatchObject({ ventureId, files: [] });
  const { body: matches } = await naru.client.read<{ matches: object[] }>(`/v1/matches?ventureId=${ventureId}`);
  expect(matches.matches).toMatchObject([{ ventureId, state: 'EXPIRED', parts: [] }]);
});
