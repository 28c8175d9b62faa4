import { fromBinary } from '@bufbuild/protobuf';
import { Metadata, type ServerWritableStream } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { fixtureMessage } from '../fixture/contract.ts';
import { type Network, problemIn, startNetwork } from '../fixture/network.ts';
import { encode, paused, readerOf, readUntil, refusal, settled, tick } from '../fixture/streams.ts';

let network: Network;
beforeAll(async () => {
  network = await startNetwork();
});
afterEach(() => {
  network.handlers.down = {};
});
afterAll(() => network.stop());

const watch = (headers: Record<string, string> = {}) => network.ask('/v1/ticks:watch', { headers });

test('a stream is server-sent events with the ids of the messages, and continues where the caller stopped', async () => {
  let from = '';
  network.handlers.down.WatchTicks = (call) => {
    from = (fromBinary(fixtureMessage('WatchTicksRequest'), call.request) as unknown as { lastEventId: string })
      .lastEventId;
    call.write(tick(8));
    call.write(tick(9));
    call.end();
  };
  const response = await watch({ 'last-event-id': 't7' });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(await response.text()).toBe(
    'id: t8\ndata: {"id":"t8","number":8}\n\nid: t9\ndata: {"id":"t9","number":9}\n\n',
  );
  expect(from).toBe('t7');
});

test('a stream is lines of JSON if the caller asks for them', async () => {
  network.handlers.down.WatchTicks = (call) => {
    call.write(tick(1));
    call.write(tick(2));
    call.emit('error', refusal());
  };
  const response = await watch({ accept: 'application/x-ndjson' });
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    { id: 't1', number: 1 },
    { id: 't2', number: 2 },
    { problem: expect.objectContaining({ code: 'access.role' }) },
  ]);
});

test('a stream that is refused at once is a problem with its status', async () => {
  network.handlers.down.WatchTicks = (call) => call.emit('error', refusal());
  const response = await watch();
  expect([response.status, (await problemIn(response)).code]).toEqual([403, 'access.role']);
});

test('a stream that is refused later ends with an event that gives the reason', async () => {
  network.handlers.down.WatchTicks = (call) => {
    call.write(tick(1));
    call.emit('error', refusal());
  };
  expect(await (await watch()).text()).toMatch(/number":1}\n\nevent: problem\ndata: .*"code":"access.role"/);
});

test('a stream opens before the first message, and is kept alive', async () => {
  const own = await startNetwork({ limits: { heartbeatMs: 20 } });
  own.handlers.down.WatchTicks = (call) => call.sendMetadata(new Metadata());
  const reader = readerOf(await own.ask('/v1/ticks:watch'));
  expect(await readUntil(reader, '\n\n')).toBe(': still here\n\n');
  await reader.cancel();
  await own.stop();
});

test('a stream opens even if the service sends nothing', async () => {
  network.handlers.down.WatchTicks = () => undefined;
  const response = await watch();
  expect(response.status).toBe(200);
  await response.body?.cancel();
});

test('a stream is cancelled at the service when the caller hangs up', async () => {
  const { promise: cancelled, resolve } = Promise.withResolvers<unknown>();
  network.handlers.down.WatchTicks = (call) => {
    call.once('cancelled', resolve);
    call.write(tick(1));
  };
  const reader = readerOf(await watch());
  await readUntil(reader, 't1');
  await reader.cancel();
  await cancelled;
});

test('a stream ends when its token does', async () => {
  const { promise: cancelled, resolve } = Promise.withResolvers<unknown>();
  network.handlers.down.WatchTicks = (call) => {
    call.once('cancelled', resolve);
    call.write(tick(1));
  };
  const token = await network.issuer.token({ expiresAt: new Date(Date.now() + 2_000) });
  const response = await watch({ authorization: `Bearer ${token}` });
  expect(await response.text()).toContain('"code":"token.expired"');
  await cancelled;
});

test('a stream slows the service down while the caller does not read', async () => {
  const big = encode('Tick', { id: 'x'.repeat(100_000), number: 1 });
  let written = 0;
  const { promise: stuck, resolve: onStuck } = Promise.withResolvers<void>();
  const { promise: cancelled, resolve: onCancelled } = Promise.withResolvers<unknown>();
  const fill = (call: ServerWritableStream<Buffer, Buffer>) => {
    while (call.write(big)) written++;
    onStuck();
    call.once('drain', () => fill(call));
  };
  network.handlers.down.WatchTicks = (call) => {
    call.once('cancelled', onCancelled);
    fill(call);
  };
  const response = await paused(network, '/v1/ticks:watch');
  await stuck;
  const atRest = await settled(() => written);
  expect(atRest).toBeLessThan(400); // 40 MB would mean that the gateway buffers; sockets and windows hold a few.
  response.destroy();
  await cancelled;
});

test('a stream ends when the gateway stops', async () => {
  const own = await startNetwork();
  own.handlers.down.WatchTicks = (call) => call.write(tick(1));
  const reader = readerOf(await own.ask('/v1/ticks:watch'));
  await readUntil(reader, 't1');
  const [last] = await Promise.all([readUntil(reader, 'gateway.closing'), own.stop()]);
  expect(last).toContain('event: problem');
});
