/** Spans and durations of every wire, by the names of the conventions. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { MongoClient } from 'mongodb';
import { watchCommands } from './database.ts';
import { type InMemory, inMemory } from './fixture/telemetry.ts';
import { inRequest } from './http.ts';
import { processing, publishing } from './messaging.ts';
import { beginClientCall, inServerCall } from './rpc.ts';
import { inSpan, traceId } from './trace.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${TRACE}-b7ad6b7169203331-01`;

let telemetry: InMemory;
beforeEach(async () => {
  telemetry = await inMemory();
});
afterEach(() => telemetry.stop());

const shown = ({ name, kind, status, attributes, parentSpanContext }: ReadableSpan) => ({
  name,
  kind,
  failed: status.code === SpanStatusCode.ERROR,
  attributes,
  parent: parentSpanContext?.spanId,
});
const only = () => {
  const spans = telemetry.spans();
  expect(spans).toHaveLength(1);
  return shown(spans[0] as ReadableSpan);
};

const asked = { method: 'GET', scheme: 'http', carrier: { traceparent }, isProbe: false };
const route = '/v1/ventures/{id}';

test('a request has the name of its route, and belongs to the trace of its caller', async () => {
  const seen = await inRequest(asked, async () => ({ route, status: traceId() === TRACE ? 200 : 418 }));
  expect(seen).toMatchObject({ route, status: 200 });
  expect(only()).toEqual({
    name: `GET ${route}`,
    kind: SpanKind.SERVER,
    failed: false,
    parent: 'b7ad6b7169203331',
    attributes: {
      'http.request.method': 'GET',
      'url.scheme': 'http',
      'url.path': route,
      'http.route': route,
      'http.response.status_code': 200,
    },
  });
  const [counted] = await telemetry.lines('http_server_request_duration_count');
  expect(counted).toMatch(
    /^http_server_request_duration_count\{http_request_method="GET",url_scheme="http",http_route="\/v1\/ventures\/\{id\}",http_response_status_code="200",.*\} 1$/,
  );
});

test.each([
  [499, false],
  [500, true],
  [503, true],
])('a request with the status %d has failed: %s', async (status, failed) => {
  await inRequest(asked, async () => ({ route, status }));
  expect(only()).toMatchObject({ failed, attributes: failed ? { 'error.type': String(status) } : {} });
});

test('an unknown method and a path without a route add no series', async () => {
  await inRequest({ ...asked, method: 'BREW' }, async () => ({ route: undefined, status: 404 }));
  await inRequest({ ...asked, method: 'PURGE' }, async () => ({ route: undefined, status: 404 }));
  expect(telemetry.spans().map(({ name }) => name)).toEqual(['_OTHER', '_OTHER']);
  const counted = await telemetry.lines('http_server_request_duration_count');
  expect(counted).toEqual([expect.stringMatching(/http_request_method="_OTHER".*\} 2$/)]);
});

test('a probe leaves no span, but has an id and is counted', async () => {
  let id = '';
  await inRequest({ ...asked, carrier: {}, isProbe: true }, async () => {
    id = traceId();
    await inSpan({ name: 'below' }, async () => {});
    return { route: '/livez', status: 200 };
  });
  expect(id).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
  expect(telemetry.spans()).toEqual([]);
  expect(await telemetry.lines('http_server_request_duration_count')).toHaveLength(1);
});

const PATH = '/naru.ferry.v1.FerryService/Cross';
const refused = (code: number) => () => Promise.reject(Object.assign(new Error('refused'), { code }));

test('a call has the name of its method; a refusal that is the fault of the caller does not fail its span', async () => {
  await inServerCall(PATH, { traceparent }, async () => 1);
  for (const code of [5, 13]) await inServerCall(PATH, { traceparent }, refused(code)).catch(() => {});
  const attributes = { 'rpc.system.name': 'grpc', 'rpc.method': PATH.slice(1) };
  const common = { name: PATH.slice(1), kind: SpanKind.SERVER, parent: 'b7ad6b7169203331' };
  expect(telemetry.spans().map(shown)).toEqual([
    { ...common, failed: false, attributes: { ...attributes, 'rpc.response.status_code': 'OK' } },
    { ...common, failed: false, attributes: { ...attributes, 'rpc.response.status_code': 'NOT_FOUND' } },
    {
      ...common,
      failed: true,
      attributes: { ...attributes, 'rpc.response.status_code': 'INTERNAL', 'error.type': 'INTERNAL' },
    },
  ]);
  const counted = await telemetry.lines('rpc_server_call_duration_count');
  expect(counted.map((line) => /status_code="(\w+)"/.exec(line)?.[1])).toEqual(['OK', 'NOT_FOUND', 'INTERNAL']);
});

test('a call to a service carries its own span, which ends once', async () => {
  await inSpan({ name: 'caller' }, async () => {
    const { carrier, end } = beginClientCall(PATH);
    end(14);
    end(0);
    const [call] = telemetry.spans();
    expect(carrier.traceparent).toContain(call?.spanContext().spanId);
    expect(shown(call as ReadableSpan)).toMatchObject({
      name: PATH.slice(1),
      kind: SpanKind.CLIENT,
      failed: true,
      attributes: { 'rpc.response.status_code': 'UNAVAILABLE', 'error.type': 'UNAVAILABLE' },
    });
  });
  expect(await telemetry.lines('rpc_client_call_duration_count')).toEqual([
    expect.stringMatching(/"UNAVAILABLE".*\} 1$/),
  ]);
});

test('a call outside a trace, such as a probe, begins none', async () => {
  const { carrier, end } = beginClientCall(PATH);
  end(0);
  expect([carrier, telemetry.spans()]).toEqual([{}, []]);
});

const event = { type: 'naru.registry.venture.registered.v1', id: 'evt_1', bytes: 7, traceparent };

test('an event is sent by a producer whose trace goes on at the consumer', async () => {
  const sent = await publishing(event, async (carrier) => carrier.traceparent ?? '');
  await processing({ ...event, traceparent: sent, subscription: 'names' }, async () => {});
  await processing({ ...event, subscription: 'names' }, () => Promise.reject(new TypeError('broken'))).catch(() => {});
  const [producer, consumer, failed] = telemetry.spans();
  const common = {
    'messaging.system': 'nats',
    'messaging.destination.name': event.type,
    'messaging.message.id': 'evt_1',
    'messaging.message.body.size': 7,
  };
  expect(shown(producer as ReadableSpan)).toEqual({
    name: `publish ${event.type}`,
    kind: SpanKind.PRODUCER,
    failed: false,
    parent: 'b7ad6b7169203331',
    attributes: { ...common, 'messaging.operation.name': 'publish', 'messaging.operation.type': 'send' },
  });
  expect(shown(consumer as ReadableSpan)).toEqual({
    name: `process ${event.type}`,
    kind: SpanKind.CONSUMER,
    failed: false,
    parent: producer?.spanContext().spanId,
    attributes: {
      ...common,
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.consumer.group.name': 'names',
    },
  });
  expect(shown(failed as ReadableSpan)).toMatchObject({ failed: true, attributes: { 'error.type': 'TypeError' } });
  const counts = (name: string) => telemetry.lines(`${name}_count`);
  expect(await counts('messaging_client_operation_duration')).toHaveLength(1);
  expect(await counts('messaging_process_duration')).toHaveLength(2);
});

/** The driver's reports of one command. */
function command(driver: EventEmitter, requestId: number, failure?: Error): void {
  const about = { requestId, commandName: 'insert', address: 'db.example:27017', duration: 3 };
  const values = { insert: 'venture', documents: [{ name: 'a secret name' }] };
  driver.emit('commandStarted', { ...about, databaseName: 'naru_registry', command: values });
  if (failure) driver.emit('commandFailed', { ...about, failure });
  else driver.emit('commandSucceeded', about);
}

test('a command of a call has a span, one of a poll has none, and both are measured without their values', async () => {
  const driver = new EventEmitter();
  watchCommands(driver as unknown as MongoClient);
  command(driver, 1);
  expect(telemetry.spans()).toEqual([]);
  await inSpan({ name: 'call' }, async () => {
    command(driver, 2);
    command(driver, 3, Object.assign(new Error('E11000 a secret name'), { name: 'MongoServerError', code: 11000 }));
  });
  const [good, bad] = telemetry.spans();
  const attributes = {
    'db.system.name': 'mongodb',
    'db.operation.name': 'insert',
    'db.collection.name': 'venture',
    'db.namespace': 'naru_registry',
    'server.address': 'db.example',
    'server.port': 27017,
  };
  expect(shown(good as ReadableSpan)).toMatchObject({
    name: 'insert venture',
    kind: SpanKind.CLIENT,
    failed: false,
    attributes,
  });
  const failure = { 'error.type': 'MongoServerError', 'db.response.status_code': '11000' };
  expect(shown(bad as ReadableSpan)).toMatchObject({ failed: true, attributes: { ...attributes, ...failure } });
  const [ok, failed] = await telemetry.lines('db_client_operation_duration_count');
  expect([ok, failed]).toEqual([expect.stringMatching(/\} 2$/), expect.stringMatching(/="11000".*\} 1$/)]);
  expect(JSON.stringify(telemetry.spans().map(shown)) + (await telemetry.text())).not.toContain('secret');
});
