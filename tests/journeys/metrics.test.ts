/** What running processes show in /metrics: each instrument is provoked, and none grows with the data. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { INSTRUMENTS, type Instrument, OF_NODE } from '@naru/telemetry/instruments';
import { eventually, steady } from '@naru/testing/eventually';
import { poison } from '../faults/poison.ts';
import { activeInvestor, publishedVenture, STORIES } from '../faults/stories.ts';
import { type Naru, SERVICES, startNaru } from '../faults/system.ts';
import { readMetrics, type Shown, shownName, sumOf, unbounded } from './metrics-text.ts';

const PATIENCE = { withinMs: 60_000, everyMs: 250 };
/** Labels that come with every series of their kind. */
const ALWAYS = ['otel_scope_name', 'otel_scope_version', 'le'];
/** A running system shows this only after a fault of ours: a test of the kit provokes it. */
const ONLY_AFTER_FAULTS = new Set(['naru.refusals.undeclared']);

let naru: Naru;
const table = Object.entries(INSTRUMENTS as Readonly<Record<string, Instrument>>);
const processes = [...SERVICES, 'gateway'];

const metricsOf = async (name: string): Promise<Map<string, Shown>> =>
  readMetrics(await (await fetch(`${naru.healthUrls[name]}/metrics`)).text());

/** One instrument of one process. */
const shownBy = async (name: string, instrument: keyof typeof INSTRUMENTS) =>
  (await metricsOf(name)).get(shownName(instrument, INSTRUMENTS[instrument].kind));

const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  fetch(naru.gatewayUrl + path, {
    method,
    headers: { authorization: `Bearer ${naru.token}`, 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });

beforeAll(async () => {
  naru = await startNaru({ changed: (_, env) => ({ ...env, UNSENT_OLD_MS: '1000' }) });
  await STORIES.introduced(naru.client, 1);
  await STORIES.dropped(naru.client, 2, naru.partner);
}, 180_000);
afterAll(() => naru?.stop());

test('requests are measured by route and status, and calls by method and code', async () => {
  await call('GET', '/v1/ventures/ven_unknown');
  await call('GET', '/v1/nowhere/else');
  const requests = await shownBy('gateway', 'http.server.request.duration');
  const route = { http_request_method: 'GET', http_route: '/v1/ventures/{id}', http_response_status_code: '404' };
  expect(sumOf(requests, route, '_count')).toBe(1);
  expect(requests?.series.filter(({ labels }) => labels.http_route?.includes('nowhere'))).toEqual([]);
  const method = { rpc_method: 'naru.registry.v1.RegistryService/GetVenture', rpc_response_status_code: 'NOT_FOUND' };
  for (const [name, instrument] of [
    ['gateway', 'rpc.client.call.duration'],
    ['startup-registry', 'rpc.server.call.duration'],
  ] as const)
    expect(sumOf(await shownBy(name, instrument), method, '_count')).toBe(1);
});

test('events are measured where they are sent and where they are handled, and commands of the database', async () => {
  const type = { messaging_destination_name: 'naru.registry.venture.published.v1' };
  expect(sumOf(await shownBy('startup-registry', 'messaging.client.operation.duration'), type, '_count')).toBe(2);
  const heard = await shownBy('matching-engine', 'messaging.process.duration');
  expect(sumOf(heard, type, '_count')).toBeGreaterThanOrEqual(2);
  const inserts = { db_collection_name: 'venture', db_operation_name: 'insert' };
  const commands = await shownBy('startup-registry', 'db.client.operation.duration');
  expect(sumOf(commands, inserts, '_count')).toBeGreaterThanOrEqual(2);
});

test('lost races and old etags are counted by noun', async () => {
  const { id } = await activeInvestor(naru.client, 'i-900');
  const path = `/v1/investors/${id}`;
  const rename = (en: string, headers = {}) => call('PATCH', path, { name: { en } }, headers);
  await Promise.all(Array.from({ length: 12 }, (_, index) => rename(`raced ${index}`)));
  expect((await rename('late', { 'if-match': '"1"' })).status).toBe(412);
  const noun = { naru_noun: 'investor' };
  expect(sumOf(await shownBy('investor-directory', 'naru.change.retries'), noun)).toBeGreaterThan(0);
  const stale = { ...noun, naru_reason: 'stale' };
  expect(sumOf(await shownBy('investor-directory', 'naru.change.conflicts'), stale)).toBe(1);
});

test('a refused event waits and is parked, by its subscription; the others tell how old the newest is', async () => {
  await poison(naru);
  const seen = async (instrument: 'naru.events.waiting' | 'naru.events.parked') =>
    eventually(async () => {
      const shown = await shownBy('investor-directory', instrument);
      return sumOf(shown) > 0 && shown?.series.map(({ labels }) => labels.naru_subscription);
    }, PATIENCE);
  expect(await seen('naru.events.waiting')).toEqual([expect.stringMatching(/^[a-z-]+$/)]);
  expect(await seen('naru.events.parked')).toEqual([expect.stringMatching(/^[a-z-]+$/)]);
  const ages = await shownBy('matching-engine', 'naru.stream.heard.age');
  expect(ages?.series.map(({ labels }) => labels.naru_stream)).toEqual(
    expect.arrayContaining(['registry', 'investor']),
  );
  for (const { value } of ages?.series ?? []) expect(value).toBeLessThan(180);
});

test('an aggregate that is due and cannot be changed is overdue', async () => {
  const rounds = naru.database('program').collection<{ _id: string }>('round');
  const stuck = {
    _id: 'rnd_stuck',
    schema: 999,
    version: 1,
    state: {},
    outbox: [],
    lastChanges: [],
    dueAt: new Date(0),
  };
  await rounds.insertOne(stuck);
  const late = { naru_noun: 'round' };
  await eventually(async () => sumOf(await shownBy('program-scheduler', 'naru.timers.overdue'), late) === 1, PATIENCE);
  await rounds.deleteOne({ _id: stuck._id });
  await eventually(async () => sumOf(await shownBy('program-scheduler', 'naru.timers.overdue'), late) === 0, PATIENCE);
});

test('operations are counted by lane and state, and threads by solver', async () => {
  const run = (await (await call('POST', '/v1/matches:run', {})).json()) as { id: string };
  const succeeded = { naru_state: 'succeeded' };
  await eventually(
    async () => sumOf(await shownBy('matching-engine', 'naru.operations.ended'), succeeded) === 1,
    PATIENCE,
  );
  const solved = { naru_solver: 'run', naru_outcome: 'answered' };
  expect(run.id).toMatch(/^op/);
  expect(sumOf(await shownBy('matching-engine', 'naru.solver.duration'), solved, '_count')).toBe(1);
  const open = await shownBy('matching-engine', 'naru.operations.open');
  expect(open?.series).toHaveLength(4);
});

test('deliveries to webhooks are counted by outcome', async () => {
  const attempts = async () =>
    sumOf(await shownBy('notification', 'naru.webhook.attempts'), { naru_outcome: 'delivered' });
  await eventually(async () => (await attempts()) > 0, PATIENCE);
});

test('an open stream is shown until it ends', async () => {
  const route = { http_route: '/v1/notifications:stream' };
  const open = async () => sumOf(await shownBy('gateway', 'naru.streams.open'), route);
  const ending = new AbortController();
  const stream = await fetch(`${naru.gatewayUrl}${route.http_route}`, {
    headers: { authorization: `Bearer ${naru.token}` },
    signal: ending.signal,
  });
  expect([stream.status, await open()]).toEqual([200, 1]);
  ending.abort();
  await eventually(async () => (await open()) === 0, PATIENCE);
});

const isBy = (by: Instrument['by'], name: string): boolean =>
  by === 'all' || by === name || (by === 'services' && name !== 'gateway');

test('every process shows what the table says, with unit and description, and nothing else of ours', async () => {
  const seen = new Set<string>();
  for (const name of processes) {
    const shown = await metricsOf(name);
    for (const [instrument, { kind, unit, description, by }] of table) {
      const found = shown.get(shownName(instrument, kind));
      if (!found) continue;
      seen.add(instrument);
      expect([instrument, name, isBy(by, name)]).toEqual([instrument, name, true]);
      expect([instrument, found.unit, found.description]).toEqual([instrument, unit, description]);
    }
    const known = new Set(table.map(([instrument, { kind }]) => shownName(instrument, kind)));
    const others = [...shown.keys()].filter((one) => !known.has(one) && one !== 'target_info');
    expect(others.filter((one) => !/^(?:nodejs|v8js)_/.test(one))).toEqual([]);
    const ofNode = Object.entries(OF_NODE).map(([instrument, { kind }]) => shownName(instrument, kind));
    expect(ofNode.filter((one) => !shown.has(one))).toEqual([]);
    for (const one of others) expect([one, shown.get(one)?.description]).not.toEqual([one, '']);
  }
  const missing = table
    .map(([instrument]) => instrument)
    .filter((one) => !seen.has(one) && !ONLY_AFTER_FAULTS.has(one));
  expect(missing).toEqual([]);
});

/** How many series each process has. */
const sizes = () =>
  Promise.all(
    processes.map(async (name) => [...(await metricsOf(name)).values()].flatMap(({ series }) => series).length),
  );

test('no label has data, and more data makes no more series', async () => {
  const found: string[] = [];
  for (const name of processes)
    for (const [instrument, { kind, labels }] of table) {
      const shown = (await metricsOf(name)).get(shownName(instrument, kind));
      const allowed = new Set([...ALWAYS, ...labels.map((label) => label.replaceAll('.', '_'))]);
      if (shown) found.push(...unbounded(`${name}: ${instrument}`, shown, allowed));
    }
  expect(found).toEqual([]);
  await publishedVenture(naru.client, 'v-100');
  const before = await steady(sizes, PATIENCE);
  for (let number = 101; number < 120; number += 1) await publishedVenture(naru.client, `v-${number}`);
  const after = await sizes();
  // Work that goes on beside it may use a further command or code for the first time.
  for (const [index, size] of after.entries()) expect(size - (before[index] ?? 0)).toBeLessThan(60);
});

test('planted: an undeclared label, and an id as a value', () => {
  const text = [
    '# HELP naru_change_retries_total x',
    '# TYPE naru_change_retries_total counter',
    'naru_change_retries_total{naru_noun="venture",otel_scope_name="naru"} 1',
    'naru_change_retries_total{naru_noun="ven_01jxyzabcdefghjkmnpqrstvwx"} 1',
    'naru_change_retries_total{naru_noun="venture",subject="x"} 1',
  ].join('\n');
  const shown = readMetrics(text).get('naru_change_retries_total');
  if (!shown) throw new Error('the text was not read');
  expect(unbounded('retries', shown, new Set([...ALWAYS, 'naru_noun']))).toEqual([
    'retries has naru_noun="ven_01jxyzabcdefghjkmnpqrstvwx"',
    'retries has subject="x"',
  ]);
});
