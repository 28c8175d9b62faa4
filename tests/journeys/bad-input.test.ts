/**
 * Bad input is refused with the field, the rule, and what would be right. It never causes a 500, and nothing is stored.
 */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contexts } from '@naru/contracts';
import { addressOf, breaches } from './field-rules.ts';
import { type Caller, callerOf, type Network, startEmptyNetwork } from './network.ts';

interface Problem {
  status: number;
  title: string;
  code: string;
  detail: string;
  errors?: { path: string; rule: string; message: string }[];
}

let network: Network;
let admin: Caller;
let before: number;

beforeAll(async () => {
  network = await startEmptyNetwork();
  admin = await network.as({ role: 'network_admin' });
  const { id } = await admin.ask<{ id: string }>('POST', '/v1/organisations', {
    name: { ko: '전담기업' },
    country: 'KR',
  });
  await admin.ask('POST', '/v1/network-plan', { centres: 1 });
  await admin.ask('POST', '/v1/centres', {
    id: 'KR-27',
    name: { ko: '대구' },
    region: { ko: '대구' },
    openingOrder: 1,
    openedOn: '2014-09-15',
    leadHostId: id,
  });
  before = await stored();
}, 120_000);
afterAll(() => network?.stop());

// The journal signs its head by itself, once a minute.
const BY_ITSELF = 'naru.ledger.journal_head.signed.v1';

/** The number of events in all databases, but of those that no call causes. */
async function stored(): Promise<number> {
  const counts = await Promise.all(
    contexts.map((context) =>
      network.stack
        .database(context)
        .collection('events')
        .countDocuments({ type: { $ne: BY_ITSELF } }),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

const raw = async (
  body: string | Uint8Array,
  path = '/v1/ventures',
  headers = {},
): Promise<{ status: number; body: Problem; type: string }> => {
  const response = await fetch(`${network.url}${path}`, {
    method: 'POST',
    body: body as string,
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json', ...headers },
  });
  return {
    status: response.status,
    body: (await response.json()) as Problem,
    type: response.headers.get('content-type') ?? '',
  };
};

const venture = { centreId: 'KR-27', brn: '124-81-00998', profile: { name: { ko: '나루' } } };
const paths = ({ errors = [] }: Problem) => errors.map(({ path }) => path);

test('a breach of every field rule of the contract is answered with its path and its rule', async () => {
  const all = breaches();
  expect(all.length).toBeGreaterThan(250);
  const silent: string[] = [];
  const queue = [...all];
  const worker = async () => {
    for (let breach = queue.shift(); breach; breach = queue.shift()) {
      const { method, path, rule, body } = breach;
      const verb = method.http?.verb === 'patch' ? 'PATCH' : 'POST';
      const response = await fetch(`${network.url}${addressOf(method)}`, {
        method: verb,
        headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body, (_, value) => (value === undefined && verb === 'PATCH' ? null : value)),
      });
      const problem = (await response.json()) as Problem;
      const said = problem.errors?.some((error) => error.path === path && error.message !== '');
      if (response.status !== 400 || !said)
        silent.push(`${method.name} ${path} ${rule}: ${response.status} ${JSON.stringify(problem.errors)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  expect(silent).toEqual([]);
}, 60_000);

test('several faults are reported together', async () => {
  const { status, body } = await raw(
    JSON.stringify({
      centreId: 7,
      brn: '1',
      profile: { name: { ko: 1 }, sectors: ['IOT', 'NONSENSE'], staff: 'many' },
    }),
  );
  expect(status).toBe(400);
  expect(paths(body)).toEqual(
    expect.arrayContaining(['centreId', 'profile.name.ko', 'profile.sectors[1]', 'profile.staff']),
  );
});

test.each([
  ['a $ key', '{"$where":"1","centreId":"KR-27"}', '$where'],
  ['a key with a dot', '{"profile.name":"x"}', 'profile.name'],
  ['__proto__', '{"__proto__":{"centreId":"KR-27"}}', '["__proto__"]'],
  ['constructor', '{"constructor":{"prototype":{}}}', 'constructor'],
])('an unknown field is named: %s', async (_, body, path) => {
  const answer = await raw(body);
  expect(answer.status).toBe(400);
  expect(paths(answer.body).some((one) => one.includes(path))).toBe(true);
});

test('2^53+1 won is refused, quoted or not', async () => {
  for (const ask of ['"9007199254740993"', '9007199254740993']) {
    const { status, body } = await raw(
      `{"centreId":"KR-27","brn":"124-81-00998","profile":{"name":{"ko":"나루"},"askKrw":${ask}}}`,
    );
    expect(status).toBe(400);
    expect(paths(body)).toContain('profile.askKrw');
  }
});

test('an unknown enum name is refused with the list of names', async () => {
  const { status, body } = await raw(
    JSON.stringify({ ...venture, profile: { name: { ko: '나루' }, stage: 'UNICORN' } }),
  );
  expect(status).toBe(400);
  expect(body.errors?.find(({ path }) => path === 'profile.stage')?.message).toContain('SERIES_A');
});

test('a lone surrogate is refused, a complete emoji is accepted', async () => {
  const { status, body } = await raw('{"centreId":"KR-27","brn":"124-81-00998","profile":{"name":{"ko":"\\ud83d"}}}');
  expect(status).toBe(400);
  expect(paths(body)).toContain('profile.name.ko');
});

test('text in the decomposed form is stored in the composed one', async () => {
  const { body } = await raw(
    JSON.stringify({ name: { ko: '나루'.normalize('NFD') }, country: 'KR' }),
    '/v1/organisations',
  );
  expect((body as unknown as { name: { ko: string } }).name.ko).toBe('나루'.normalize('NFC'));
  before += 1;
});

test('ten thousand levels of nesting, and 50 MB, are refused before they are read', async () => {
  expect((await raw('['.repeat(10_000) + ']'.repeat(10_000))).status).toBe(400);
  expect((await raw(`{"a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`)).status).toBe(400);
  const large = await fetch(`${network.url}/v1/ventures`, {
    method: 'POST',
    body: new Uint8Array(50 * 1024 * 1024).fill(0x20),
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
  }).then(
    ({ status }) => status,
    (error: Error) => error.name,
  );
  // The connection is cut while the body still arrives, so the answer may be lost.
  expect([413, 'TypeError']).toContain(large);
});

test.each(['', '{', '[]', '"text"', 'null', '{"a":1}x', '\u0000'])(
  'a body that is no JSON object is refused: %j',
  async (body) => {
    const answer = await raw(body);
    expect(answer.status).toBe(400);
    expect(answer.type).toContain('application/problem+json');
  },
);

test('a wrong content type is 415, a wrong method 405, an unknown path 404', async () => {
  expect(
    (await raw('centreId=KR-27', '/v1/ventures', { 'content-type': 'application/x-www-form-urlencoded' })).status,
  ).toBe(415);
  expect(
    (
      await fetch(`${network.url}/v1/ventures`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${admin.token}` },
      })
    ).status,
  ).toBe(405);
  expect((await admin.get('/v1/nothing')).status).toBe(404);
});

test('foreign ids are not found or refused by name, never a 500', async () => {
  for (const id of ['ven_01h00000000000000000000000', 'x', '%00', '..%2f..', '$ne', '{"$gt":""}', '가'.repeat(10)]) {
    const { status } = await admin.get(`/v1/ventures/${encodeURIComponent(decodeURIComponent(id))}`);
    expect([400, 404]).toContain(status);
  }
  expect((await admin.post<Problem>('/v1/ventures', { ...venture, centreId: 'KR-99' })).status).toBe(404);
  expect((await admin.post<Problem>('/v1/deals', { ventureId: 'ven_x', investorId: 'inv_x' })).status).toBe(404);
});

test('forged, expired and foreign tokens get the same refusal', async () => {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = {
    sub: 'x',
    iss: network.stack.issuer.issuer,
    aud: 'naru',
    exp: Math.floor(Date.now() / 1000) + 600,
    grants: [{ role: 'network_admin' }],
  };
  const head = encode({ alg: 'HS256', typ: 'JWT' });
  const hmac = createHmac('sha256', 'secret')
    .update(`${head}.${encode(claims)}`)
    .digest('base64url');
  const grants = [{ role: 'network_admin' }];
  const [header, , signature] = admin.token.split('.');
  const tokens = {
    'alg none': `${encode({ alg: 'none' })}.${encode(claims)}.`,
    'a shared secret': `${head}.${encode(claims)}.${hmac}`,
    'a changed claim': `${header}.${encode({ ...claims, sub: 'other' })}.${signature}`,
    'another audience': await network.stack.issuer.token({ grants, audience: 'other' }),
    'another issuer': await network.stack.issuer.token({ grants, issuer: 'urn:other' }),
    expired: await network.stack.issuer.token({ grants, ttlS: -60 }),
    nonsense: 'a.b.c',
  };
  for (const [name, token] of Object.entries(tokens)) {
    const { status, body } = await callerOf(network.url, token).get<Problem>('/v1/ventures');
    expect({ name, status, kind: body.code.split('.')[0] }).toEqual({ name, status: 401, kind: 'token' });
  }
});

test('a page token with any byte changed is refused by its field', async () => {
  for (const index of [1, 2, 3]) {
    await admin.ask('POST', '/v1/organisations', { name: { ko: `기관 ${index}` }, country: 'KR' });
    before += 1;
  }
  const { nextPageToken } = await admin.ask<{ nextPageToken: string }>('GET', '/v1/organisations?pageSize=1');
  const bytes = Buffer.from(nextPageToken, 'base64url');
  for (let place = 0; place < bytes.length; place += 1) {
    const changed = Buffer.from(bytes);
    changed[place] = (changed[place] ?? 0) ^ 1;
    const { status, body } = await admin.get<Problem>(
      `/v1/organisations?pageSize=1&pageToken=${changed.toString('base64url')}`,
    );
    expect(status).toBe(400);
    expect(paths(body)).toEqual(['pageToken']);
  }
});

test('none of it was stored', async () => {
  expect(await stored()).toBe(before);
});
