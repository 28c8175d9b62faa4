/** One trace from the HTTP call to its effects in other services, as a collector sees it. */

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type System, signToken, startSystem, temporaryDataDir } from '@naru/local';
import { eventually } from '@naru/testing/eventually';
import { callerOf } from './network.ts';

interface Span {
  service: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
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
    scopeSpans: { spans: Omit<Span, 'service'>[] }[];
  }[];
}

function collect({ resourceSpans }: Export): void {
  for (const { resource, scopeSpans } of resourceSpans) {
    const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
    spans.push(...scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, service }))));
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
  const cause = byId.get(consumer?.parentSpanId ?? '');
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
