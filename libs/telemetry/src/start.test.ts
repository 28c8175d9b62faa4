/** What a process says of itself, how it samples, and that both reach a collector. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { inMemory } from './fixture/telemetry.ts';
import { INSTRUMENTS, type Instrument } from './instruments.ts';
import { count, record } from './meter.ts';
import { SAMPLERS, type Sampling } from './sampler.ts';
import { startTelemetry } from './start.ts';
import { type Carrier, extract, inSpan, SpanKind, startSpan } from './trace.ts';

const table = Object.entries(INSTRUMENTS as Readonly<Record<string, Instrument>>);

test('the resource names the version and the instance, and what the environment adds', async () => {
  process.env.OTEL_RESOURCE_ATTRIBUTES = 'deployment.environment.name=pilot,service.name=other';
  const telemetry = await inMemory({ revision: 'abc123' });
  delete process.env.OTEL_RESOURCE_ATTRIBUTES;
  await inSpan({ name: 'work' }, async () => {});
  const attributes = telemetry.spans()[0]?.resource.attributes;
  expect(attributes).toMatchObject({
    'service.name': 'ferry',
    'service.namespace': 'naru',
    'service.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
    'service.instance.id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'deployment.environment.name': 'pilot',
  });
  expect(await telemetry.lines('build_info')).toEqual([
    expect.stringMatching(
      /service_name="ferry",service_version="[\d.]+",naru_revision="abc123",process_runtime_version="v2\d/,
    ),
  ]);
  await telemetry.stop();
});

const SAMPLED = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const DROPPED = SAMPLED.replace(/01$/, '00');

/** How many of three spans are recorded: a root, one below a recorded parent, one below a parent that is not. */
async function recorded(sampling: Sampling): Promise<boolean[]> {
  const telemetry = await inMemory({ sampling });
  const parents: Carrier[] = [{}, { traceparent: SAMPLED }, { traceparent: DROPPED }];
  for (const [index, carrier] of parents.entries())
    startSpan(`${index}`, { kind: SpanKind.INTERNAL, attributes: {} }, extract(carrier)).end();
  const names = telemetry.spans().map(({ name }) => name);
  await telemetry.stop();
  return parents.map((_, index) => names.includes(`${index}`));
}

test.each([
  ['always_on', 1, [true, true, true]],
  ['always_off', 1, [false, false, false]],
  ['traceidratio', 1, [true, true, true]],
  ['traceidratio', 0, [false, false, false]],
  ['parentbased_always_on', 0, [true, true, false]],
  ['parentbased_always_off', 1, [false, true, false]],
  ['parentbased_traceidratio', 1, [true, true, false]],
  ['parentbased_traceidratio', 0, [false, true, false]],
] as const)(
  '%s with %d records a root, below a recorded and below another parent: %j',
  async (sampler, ratio, expected) => {
    expect(SAMPLERS).toContain(sampler);
    expect(await recorded({ sampler, ratio })).toEqual(expected);
  },
);

test('a tenth of the traces is a tenth', async () => {
  const telemetry = await inMemory({ sampling: { sampler: 'parentbased_traceidratio', ratio: 0.1 } });
  for (let time = 0; time < 2_000; time += 1) startSpan('root', { kind: SpanKind.INTERNAL, attributes: {} }).end();
  expect(telemetry.spans().length).toBeGreaterThan(120);
  expect(telemetry.spans().length).toBeLessThan(290);
  await telemetry.stop();
});

test('every histogram and counter is shown with its unit and description once it has a value', async () => {
  const telemetry = await inMemory();
  const mine = table.filter(([, { kind, isRead }]) => kind !== 'gauge' && !isRead);
  for (const [name, { kind }] of mine) {
    if (kind === 'histogram') record(name as 'rpc.server.call.duration', 0.2, {});
    else count(name as 'naru.change.retries', {});
  }
  const text = await telemetry.text();
  for (const [name, { kind, unit, description }] of mine) {
    const shown = name.replaceAll('.', '_') + (kind === 'counter' ? '_total' : '');
    expect(text).toContain(`# HELP ${shown} ${description}\n# UNIT ${shown} ${unit}\n# TYPE ${shown} ${kind}\n`);
  }
  expect(text).toMatch(/^process_cpu_time_total\{cpu_mode="user",.*\} [\d.]+$/m);
  expect(text).toMatch(/^v8js_memory_heap_used\{/m);
  await telemetry.stop();
});

test('a value that comes without end makes no series without end', async () => {
  const telemetry = await inMemory();
  for (let time = 0; time < 5_000; time += 1) count('naru.change.retries', { 'naru.noun': `planted-${time}` });
  expect((await telemetry.lines('naru_change_retries_total')).length).toBeLessThanOrEqual(2_000);
  await telemetry.stop();
});

test('spans and metrics reach a collector', async () => {
  const bodies: Record<string, string> = {};
  const collector = createServer(async (request, response) => {
    bodies[request.url ?? ''] = await text(request);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const otlpEndpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const telemetry = startTelemetry({ service: 'ferry', logLevel: 'silent', otlpEndpoint });
  await inSpan({ name: 'work' }, async () => record('rpc.server.call.duration', 0.2, {}));
  await telemetry.stop();
  collector.closeAllConnections();
  collector.close();
  expect(bodies['/v1/traces']).toContain('"name":"work"');
  expect(bodies['/v1/metrics']).toContain('"name":"rpc.server.call.duration"');
});
