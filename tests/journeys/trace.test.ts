/** One trace from the HTTP call to its effects in other services, as a collector sees it. */

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type System, signToken, startSystem, temporaryDataDir } from '@naru/local';
import { eventually, steady } from '@naru/testing/eventually';
import { callerOf } from './network.ts';

interface Span {
  service: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  /** OTLP's numbers: 2 a server, 3 a client, 4 a producer, 5 a consumer. */
  kind: number;
  /** What the process says of itself. */
  resource: Readonly<Record<string, string>>;
}

const spans: Span[] = [];
let collector: Server;
let system: System;

/** The part of an OTLP collector that takes spans as JSON. */
async function startCollector(): Promise<string> {
  collector = createServer(async (request, response) => {
    const body = await text(request);
    if (request.url === '/v1/traces') collect(JSON.parse(body));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
}

interface Export {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue: string } }[] };
    scopeSpans: { spans: Omit<Span, 'service' | 'resource'>[] }[];
  }[];
}

function collect({ resourceSpans }: Export): void {
  for (const { resource, scopeSpans } of resourceSpans) {
    const said = Object.fromEntries(resource.attributes.map(({ key, value }) => [key, value.stringValue]));
    const service = said['service.name'] ?? '';
    spans.push(...scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, service, resource: said }))));
  }
}

beforeAll(async () => {
  const OTEL_EXPORTER_OTLP_ENDPOINT = await startCollector();
  const names = [
    'startup-registry',
    'investor-directory',
    'matching-engine',
    'program-scheduler',
    'outcome-ledger',
    'notification',
    'gateway',
  ];
  const environment = Object.fromEntries(
    names.map((name) => [name, { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_BSP_SCHEDULE_DELAY: '200' }]),
  );
  system = await startSystem({ dataDir: temporaryDataDir(), port: 0, environment });
}, 120_000);

afterAll(async () => {
  await system?.stop();
  collector?.close();
});

test('an HTTP call, its RPC, its writes, and their effects in other services form one tree', async () => {
  if (!system.issuerKey) throw new Error('the embedded issuer is off');
  const token = await signToken({
    subject: 'tracer',
    grants: [{ role: 'network_admin' }],
    ttlS: 600,
    key: system.issuerKey,
  });
  const admin = callerOf(system.gatewayUrl, token);
  const host = await admin.ask<{ id: string }>('POST', '/v1/organisations', { name: { ko: '전담' }, country: 'KR' });
  await admin.ask('POST', '/v1/network-plan', { centres: 1 });
  await admin.ask('POST', '/v1/centres', {
    id: 'KR-27',
    name: { ko: '대구' },
    region: { ko: '대구' },
    openingOrder: 1,
    openedOn: '2014-09-15',
    leadHostId: host.id,
  });

  const traceId = randomBytes(16).toString('hex');
  const response = await fetch(`${system.gatewayUrl}/v1/ventures`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
    },
    body: JSON.stringify({ centreId: 'KR-27', brn: '124-81-00998', profile: { name: { ko: '나루' } } }),
  });
  expect(response.status).toBe(201);

  const wanted = ['gateway', 'startup-registry', 'matching-engine', 'investor-directory', 'outcome-ledger'];
  const tree = await eventually(
    () => {
      const found = spans.filter((span) => span.traceId === traceId);
      return wanted.every((service) => found.some((span) => span.service === service)) && found;
    },
    { withinMs: 30_000 },
  );
  const byId = new Map(tree.map((span) => [span.spanId, span]));
  const consumer = tree.find(
    ({ service, name }) => service === 'matching-engine' && name.startsWith('process naru.registry.venture.registered'),
  );
  const producer = byId.get(consumer?.parentSpanId ?? '');
  expect(producer).toMatchObject({
    service: 'startup-registry',
    name: 'publish naru.registry.venture.registered.v1',
    kind: 4,
  });
  const cause = byId.get(producer?.parentSpanId ?? '');
  expect(cause).toMatchObject({
    service: 'startup-registry',
    name: 'naru.registry.v1.RegistryService/RegisterVenture',
  });
  expect(tree.some(({ service, name }) => service === 'startup-registry' && name.startsWith('insert venture'))).toBe(
    true,
  );
  expect(tree.some(({ service, name }) => service === 'matching-engine' && name.startsWith('update ventures'))).toBe(
    true,
  );
});

test('every process says which version and which instance it is', () => {
  const said = new Map(spans.map(({ service, resource }) => [service, resource]));
  expect(said.size).toBe(7);
  for (const resource of said.values())
    expect(resource).toMatchObject({
      'service.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
      'service.instance.id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  expect(new Set([...said.values()].map((resource) => resource['service.instance.id'])).size).toBe(7);
});

/** Longer than the sweeps, looks and gauges of a service take, several times over. */
const PROBES = 25;
const PROBE_EVERY_MS = 500;

test('a system at rest begins no traces, also while it is asked whether it is ready', async () => {
  // At rest means that nothing has come for two seconds.
  const before = await steady(() => spans.length, { withinMs: 60_000, everyMs: 2_000 });
  for (let probe = 0; probe < PROBES; probe += 1) {
    await Promise.all(
      [...Object.values(system.healthUrls), system.gatewayUrl].map(async (url) => {
        expect((await fetch(`${url}/readyz`)).status).toBe(200);
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS));
  }
  expect(spans.slice(before).map(({ service, name }) => `${service}: ${name}`)).toEqual([]);
  const isCommand = ({ kind, name }: Span) =>
    kind === 3 && /^(?:find|insert|update|aggregate|ping|delete)\b/.test(name);
  expect(spans.filter((span) => isCommand(span) && !span.parentSpanId)).toEqual([]);
}, 120_000);
