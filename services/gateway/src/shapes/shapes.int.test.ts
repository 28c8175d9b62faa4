import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { Metadata, type ServerWritableStream } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Rejection, toStatus } from '@naru/kit/rejection';
import { fixtureMessage, fixtureMethods } from '../fixture/contract.ts';
import { type Network, problemIn, startNetwork } from '../fixture/network.ts';

const MIB = 1024 * 1024;
const UPLOAD_BYTES_MAX = 32 * MIB;

let network: Network;
beforeAll(async () => {
  network = await startNetwork({ limits: { uploadBytesMax: UPLOAD_BYTES_MAX } });
});
afterEach(() => {
  network.handlers.down = {};
  network.handlers.up = {};
});
afterAll(() => network.stop());

const tick = (number: number) => encode('Tick', { id: `t${number}`, number });
const encode = (name: string, fields: Record<string, unknown>) => {
  const desc = fixtureMessage(name);
  return Buffer.from(toBinary(desc, create(desc, fields)));
};
const httpBody = (fields: { contentType?: string; data?: Uint8Array }) => {
  const desc = fixtureMethods.find(({ name }) => name === 'DownloadFile')?.output;
  if (!desc) throw new Error('the fixture has no download');
  return Buffer.from(toBinary(desc, create(desc, fields)));
};
const refusal = () =>
  Object.assign(new Error(), toStatus(new Rejection({ kind: 'forbidden', code: 'access.role', message: 'no' })));

/** Reads an answer until its text holds what is waited for. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: string): Promise<string> {
  let text = '';
  while (!text.includes(wanted)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`ended before ${wanted}: ${text}`);
    text += Buffer.from(value).toString();
  }
  return text;
}

const readerOf = (response: Response) => {
  if (!response.body) throw new Error('no body');
  return response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
};

describe('a stream of messages', () => {
  const watch = (headers: Record<string, string> = {}) => network.ask('/v1/ticks:watch', { headers });

  test('is server-sent events, named by the ids of the messages, from where the caller stopped', async () => {
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

  test('is lines of JSON for those who ask', async () => {
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

  test('that is refused at once is a problem with its status', async () => {
    network.handlers.down.WatchTicks = (call) => call.emit('error', refusal());
    const response = await watch();
    expect([response.status, (await problemIn(response)).code]).toEqual([403, 'access.role']);
  });

  test('that is refused on its way ends with an event that says why', async () => {
    network.handlers.down.WatchTicks = (call) => {
      call.write(tick(1));
      call.emit('error', refusal());
    };
    expect(await (await watch()).text()).toMatch(/number":1}\n\nevent: problem\ndata: .*"code":"access.role"/);
  });

  test('opens before the first message, and is kept alive', async () => {
    const own = await startNetwork({ limits: { heartbeatMs: 20 } });
    own.handlers.down.WatchTicks = (call) => call.sendMetadata(new Metadata());
    const reader = readerOf(await own.ask('/v1/ticks:watch'));
    expect(await readUntil(reader, '\n\n')).toBe(': still here\n\n');
    await reader.cancel();
    await own.stop();
  });

  test('opens even where the service says nothing at all', async () => {
    network.handlers.down.WatchTicks = () => undefined;
    const response = await watch();
    expect(response.status).toBe(200);
    await response.body?.cancel();
  });

  test('is cancelled at the service when the caller hangs up', async () => {
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

  test('ends when its token does', async () => {
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

  test('holds back the service while the caller does not read', async () => {
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
    const response = await paused('/v1/ticks:watch');
    await stuck;
    const atRest = await settled(() => written);
    expect(atRest).toBeLessThan(400); // 40 MB would be a gateway that buffers; sockets and windows hold a few.
    response.destroy();
    await cancelled;
  });

  test('ends by itself when the gateway stops', async () => {
    const own = await startNetwork();
    own.handlers.down.WatchTicks = (call) => call.write(tick(1));
    const reader = readerOf(await own.ask('/v1/ticks:watch'));
    await readUntil(reader, 't1');
    const [last] = await Promise.all([readUntil(reader, 'gateway.closing'), own.stop()]);
    expect(last).toContain('event: problem');
  });
});

/** An answer of which nothing is read. */
async function paused(path: string): Promise<IncomingMessage> {
  const token = await network.issuer.token();
  const request = httpRequest(network.gateway.url + path, { headers: { authorization: `Bearer ${token}` } }).end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response.pause();
}

/** The value once it has stayed the same over many turns of the event loop. */
async function settled(read: () => number): Promise<number> {
  let last = read();
  for (let same = 0; same < 2_000; same++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (read() !== last) same = 0;
    last = read();
  }
  return last;
}

describe('bytes down', () => {
  test('come with the content type of the first piece', async () => {
    network.handlers.down.DownloadFile = (call) => {
      call.write(httpBody({ contentType: 'text/calendar', data: Buffer.from('BEGIN:') }));
      call.write(httpBody({ data: Buffer.from('VCALENDAR') }));
      call.end();
    };
    const response = await network.ask('/v1/files/f1');
    expect(response.headers.get('content-type')).toBe('text/calendar');
    expect(await response.text()).toBe('BEGIN:VCALENDAR');
  });

  test('are a problem when refused at once, and a broken connection later', async () => {
    network.handlers.down.DownloadFile = (call) => call.emit('error', refusal());
    expect((await network.ask('/v1/files/f1')).status).toBe(403);
    network.handlers.down.DownloadFile = (call) => {
      call.write(httpBody({ contentType: 'text/plain', data: Buffer.from('half') }));
      call.emit('error', refusal());
    };
    const broken = network.ask('/v1/files/f1').then((response) => response.text());
    await expect(broken).rejects.toThrow();
  });

  test('that are none at all are no content', async () => {
    network.handlers.down.DownloadFile = (call) => call.end();
    expect((await network.ask('/v1/files/f1')).status).toBe(204);
  });
});

describe('bytes up', () => {
  interface Piece {
    id?: string;
    file?: { contentType: string; data: Uint8Array };
  }

  /** A service that reports what arrived. */
  const counting = () => {
    network.handlers.up.UploadFile = async (call, reply) => {
      const report = { id: '', contentType: '', size: 0, pieces: 0 };
      for await (const bytes of call) {
        const { id, file } = fromBinary(fixtureMessage('UploadFileRequest'), bytes) as unknown as Piece;
        report.id ||= id ?? '';
        report.contentType ||= file?.contentType ?? '';
        report.size += file?.data.length ?? 0;
        report.pieces++;
      }
      reply(null, encode('Upload', { ...report, size: BigInt(report.size) }));
    };
  };
  const upload = (body: string | Uint8Array<ArrayBuffer>, path = '/v1/files/f1') =>
    network.ask(path, { method: 'POST', body, headers: { 'content-type': 'text/csv' } });

  test('arrive in pieces, with the type and the fields of the path', async () => {
    counting();
    const response = await upload(new Uint8Array(3 * MIB));
    expect(await response.json()).toEqual({
      id: 'f1',
      contentType: 'text/csv',
      size: '3145728',
      pieces: expect.any(Number),
    });
  });

  test('may be none', async () => {
    counting();
    expect(await (await upload('')).json()).toEqual({ id: 'f1', contentType: 'text/csv', size: '0', pieces: 1 });
  });

  test('may be the whole request', async () => {
    network.handlers.up.UploadRaw = async (call, reply) => {
      let size = 0;
      for await (const bytes of call) size += bytes.length;
      reply(null, encode('Upload', { size: BigInt(size) }));
    };
    const { size } = (await (await upload('abc', '/v1/raw')).json()) as { size: string };
    expect(Number(size)).toBe('text/csv'.length + 'abc'.length + 4); // Two fields, two bytes of key and length each.
  });

  test('beyond the limit are cut off, and the service hears of it', async () => {
    const { promise: cancelled, resolve } = Promise.withResolvers<unknown>();
    network.handlers.up.UploadFile = (call) => call.once('cancelled', resolve).resume();
    const announced = await upload(new Uint8Array(UPLOAD_BYTES_MAX + 1));
    expect([announced.status, (await problemIn(announced)).code]).toEqual([413, 'body.too_large']);
    const chunked = await unannounced(UPLOAD_BYTES_MAX + 1);
    expect(chunked).toEqual([413, 'body.too_large']);
    await cancelled;
  });

  /** The status and code of an upload that does not say how long it will be. */
  async function unannounced(size: number): Promise<[number | undefined, string]> {
    const token = await network.issuer.token();
    const request = httpRequest(`${network.gateway.url}/v1/files/f1`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    for (let sent = 0; sent < size; sent += MIB) request.write(Buffer.alloc(MIB));
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response) text += chunk;
    return [response.statusCode, JSON.parse(text).code];
  }

  test('that the service refuses before it has read them are refused', async () => {
    network.handlers.up.UploadFile = (_call, reply) => reply(refusal());
    const response = await upload(new Uint8Array(3 * MIB));
    expect([response.status, (await problemIn(response)).code]).toEqual([403, 'access.role']);
  });

  test('may be answered before they are all there', async () => {
    network.handlers.up.UploadFile = (_call, reply) => reply(null, encode('Upload', { id: 'known' }));
    expect(await (await upload(new Uint8Array(20 * MIB))).json()).toMatchObject({ id: 'known' });
  });

  test('wait for a service that does not read', async () => {
    const { promise: reading, resolve: startReading } = Promise.withResolvers<void>();
    network.handlers.up.UploadFile = (call, reply) => {
      void reading.then(() => call.resume().once('end', () => reply(null, encode('Upload', {}))));
    };
    const token = await network.issuer.token();
    const headers = { authorization: `Bearer ${token}` };
    const request = httpRequest(`${network.gateway.url}/v1/files/f1`, { method: 'POST', headers });
    const answered = once(request, 'response');
    let sent = 0;
    const send = () => {
      let room = true;
      for (; room && sent < UPLOAD_BYTES_MAX; sent += MIB / 16) room = request.write(Buffer.alloc(MIB / 16));
      if (sent < UPLOAD_BYTES_MAX) request.once('drain', send);
      else request.end();
    };
    send();
    expect(await settled(() => sent)).toBeLessThan(20 * MIB); // What sockets and windows hold, not what is sent.
    startReading();
    const [response] = (await answered) as [IncomingMessage];
    expect([response.resume().statusCode, sent]).toEqual([200, UPLOAD_BYTES_MAX]);
  });
});
