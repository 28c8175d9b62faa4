/** Updates through the gateway: PATCH changes the fields that are sent, and nothing else. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Answer, type Caller, type Network, startEmptyNetwork } from './network.ts';

interface Problem {
  code: string;
  errors: { path: string; rule: string }[];
}

let network: Network;
let admin: Caller;

beforeAll(async () => {
  network = await startEmptyNetwork();
  admin = await network.as({ role: 'network_admin' });
  const lead = await made<{ id: string }>('/v1/organisations', { name: { ko: '전담기업' }, country: 'KR' });
  await admin.post('/v1/network-plan', { centres: 1 });
  await admin.post('/v1/centres', {
    id: 'KR-27',
    name: { ko: '대구' },
    region: { ko: '대구' },
    openingOrder: 1,
    openedOn: '2014-09-15',
    leadHostId: lead.id,
  });
}, 120_000);
afterAll(() => network?.stop());

const made = async <T extends { id: string }>(path: string, body: object): Promise<T> =>
  (await admin.post<T>(path, body)).body;

async function patch<T>(path: string, body: object): Promise<Answer<T>> {
  const response = await fetch(`${network.url}${path}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as T };
}

const LEI = '5493000IBP32UQZ0KL24';
const investor = () => made<{ id: string }>('/v1/investors', { name: { en: 'Bay' }, type: 'VC', country: 'US' });

test('an investor keeps its LEI when its name and country change; only a null removes it', async () => {
  const { id } = await investor();
  const path = `/v1/investors/${id}`;
  expect(await patch(path, { lei: LEI })).toMatchObject({ status: 200, body: { lei: LEI, country: 'US' } });
  const renamed = await patch(path, { name: { en: 'Bridge' }, country: 'SG' });
  expect(renamed).toMatchObject({ status: 200, body: { name: { en: 'Bridge' }, country: 'SG', lei: LEI } });
  expect(await patch(path, { lei: null })).toMatchObject({ status: 200, body: { country: 'SG', lei: '' } });
  expect(await patch(`${path}?updateMask=country`, { name: { en: 'No' }, country: 'NZ' })).toMatchObject({
    status: 200,
    body: { name: { en: 'Bridge' }, country: 'NZ' },
  });
});

test.each<[string, object, string, string]>([
  ['a required field that is cleared', { name: null }, 'name', 'required'],
  ['a field against its rule', { country: 'Norway' }, 'country', 'string.pattern'],
  ['an output-only field', { state: 'ACTIVE' }, 'updateMask', 'update_mask.output_only'],
  ['an unknown field', { colour: 'red' }, 'colour', 'unknown_field'],
  ['no field', {}, 'updateMask', 'update_mask.missing'],
])('a PATCH with %s is refused', async (_, body, path, rule) => {
  const { id } = await investor();
  const answer = await patch<Problem>(`/v1/investors/${id}`, body);
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ path, rule }] } });
});

test('the etag in a noun is the condition of its update', async () => {
  const { id } = await investor();
  const [first, second] = [
    { country: 'SG', etag: '1' },
    { country: 'NZ', etag: '1' },
  ];
  expect(await patch(`/v1/investors/${id}`, first)).toMatchObject({ status: 200, body: { country: 'SG' } });
  expect(await patch(`/v1/investors/${id}`, second)).toMatchObject({ status: 409, body: { code: 'etag.stale' } });
});

test('a programme keeps its phases, and a cohort its start and topics', async () => {
  const phases = [{ number: 1, from: { year: 2016, month: 3, day: 2 }, to: { year: 2016, month: 6, day: 30 } }];
  const programme = await made<{ id: string }>('/v1/programmes', {
    name: { en: 'C-Lab' },
    ownerId: 'KR-27',
    kind: 'INCUBATION',
    phases,
  });
  expect(await patch(`/v1/programmes/${programme.id}`, { name: { en: 'C-Lab 2' } })).toMatchObject({
    status: 200,
    body: { name: { en: 'C-Lab 2' }, phases },
  });
  const details = { name: { en: 'First' }, seats: 3, startDate: { year: 2016, month: 3, day: 2 }, topics: ['LAW'] };
  const cohort = await made<{ id: string }>('/v1/cohorts', { programmeId: programme.id, centreId: 'KR-27', details });
  const changed = { name: { en: 'Again' }, seats: 4 };
  expect(await patch(`/v1/cohorts/${cohort.id}`, { details: changed })).toMatchObject({
    status: 200,
    body: { details: { ...details, ...changed } },
  });
});

test('a venture keeps its sectors', async () => {
  const profile = { name: { ko: '나루' }, sectors: ['IOT', 'AI'], staff: 3 };
  const { id } = await made<{ id: string }>('/v1/ventures', { centreId: 'KR-27', brn: '124-81-00998', profile });
  expect(await patch(`/v1/ventures/${id}`, { profile: { staff: 12 } })).toMatchObject({
    status: 200,
    body: { profile: { sectors: ['IOT', 'AI'], staff: 12 } },
  });
});
