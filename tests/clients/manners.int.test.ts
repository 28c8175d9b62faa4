/** Standard HTTP behaviour with a real service: answers can be cached, and changes start from the version read. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Registry, startRegistry } from './registry.ts';

const PORTAL = 'https://portal.example.org';

let registry: Registry;
let venture: string;

const ask = (path: string, { body, headers = {}, ...init }: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(registry.url + path, {
    ...init,
    ...(body ? { method: 'POST', body } : {}),
    headers: { authorization: `Bearer ${registry.token}`, 'content-type': 'application/json', ...headers },
  });
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  ask(path, { body: JSON.stringify(body), headers });
const tagOf = (response: Response): string => response.headers.get('etag') ?? '';

beforeAll(async () => {
  registry = await startRegistry({ CORS_ORIGINS: PORTAL });
  const host = await post('/v1/organisations', { name: { ko: '전담기업' }, country: 'KR' });
  const { id: leadHostId } = (await host.json()) as { id: string };
  await post('/v1/network-plan', { centres: 1 });
  const centre = { id: 'KR-27', name: { ko: '대구' }, region: { ko: '대구' }, openingOrder: 1, openedOn: '2014-09-15' };
  await post('/v1/centres', { ...centre, leadHostId });
  const profile = { name: { ko: '나루' }, summary: { ko: '가'.repeat(1_000) } };
  const made = await post('/v1/ventures', { centreId: 'KR-27', brn: '124-81-00998', profile });
  expect(made.status).toBe(201);
  venture = made.headers.get('location') ?? '';
}, 60_000);
afterAll(() => registry?.stop());

test('a created object is at its Location, and a cached copy of it is valid until it changes', async () => {
  const read = await ask(venture);
  expect([read.status, tagOf(read)]).toEqual([200, expect.stringMatching(/^"\d+-[\w-]{27}-gzip"$/)]);
  const again = await ask(venture, { headers: { 'if-none-match': tagOf(read) } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await post(`${venture}:verify`, {}, { 'if-match': tagOf(read) })).status).toBe(200);
  const changed = await ask(venture, { headers: { 'if-none-match': tagOf(read) } });
  expect([changed.status, tagOf(changed) === tagOf(read)]).toEqual([200, false]);
  const stale = await post(`${venture}:close`, { reason: 'given up' }, { 'if-match': tagOf(read) });
  expect([stale.status, await stale.json()]).toEqual([412, expect.objectContaining({ code: 'etag.stale' })]);
  const old = await post(`${venture}:close`, { reason: 'given up', etag: tagOf(read).slice(1).split('-')[0] });
  expect([old.status, await old.json()]).toEqual([409, expect.objectContaining({ code: 'etag.stale' })]);
});

test('an answer comes in gzip or plain, and HEAD gives its length', async () => {
  const plain = await ask(venture, { headers: { 'accept-encoding': 'identity' } });
  const packed = await ask(venture, { headers: { 'accept-encoding': 'gzip' } });
  expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual([null, 'gzip']);
  expect(await packed.json()).toEqual(await plain.json());
  const head = await ask(venture, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, plain.headers.get('content-length')]);
  expect(tagOf(head)).toBe(tagOf(plain));
});

test('a page of a named origin sends a preflight, and can read the answer', async () => {
  const headers = { origin: PORTAL, 'access-control-request-method': 'POST' };
  const preflight = await fetch(registry.url + venture, { method: 'OPTIONS', headers });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, PORTAL]);
  const read = await ask(venture, { headers: { origin: PORTAL } });
  expect(read.headers.get('access-control-expose-headers')).toContain('ETag');
});
