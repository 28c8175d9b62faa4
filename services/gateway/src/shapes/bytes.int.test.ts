import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { fixtureMessage } from '../fixture/contract.ts';
import { type Network, problemIn, startNetwork } from '../fixture/network.ts';
import { encode, httpBody, refusal, settled } from '../fixture/streams.ts';

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

describe('bytes down', () => {
  test('have the content type of the first piece', async () => {
    network.handlers.down.DownloadFile = (call) => {
      call.write(httpBody({ contentType: 'text/calendar', data: Buffer.from('BEGIN:') }));
      call.write(httpBody({ data: Buffer.from('VCALENDAR') }));
      call.end();
    };
    const response = await network.ask('/v1/files/f1');
    expect(response.headers.get('content-type')).toBe('text/calendar');
    expect(await response.text()).toBe('BEGIN:VCALENDAR');
  });

  test('are a problem if refused at once, and a broken connection later', async () => {
    network.handlers.down.DownloadFile = (call) => call.emit('error', refusal());
    expect((await network.ask('/v1/files/f1')).status).toBe(403);
    network.handlers.down.DownloadFile = (call) => {
      call.write(httpBody({ contentType: 'text/plain', data: Buffer.alloc(2 * MIB) }));
      call.emit('error', refusal());
    };
    const broken = network.ask('/v1/files/f1').then((response) => response.text());
    await expect(broken).rejects.toThrow();
  });

  test('of length 0 are an answer without content', async () => {
    network.handlers.down.DownloadFile = (call) => call.end();
    expect((await network.ask('/v1/files/f1')).status).toBe(204);
  });
});

describe('bytes up', () => {
  interface Piece {
    id?: string;
    file?: { contentType: string; data: Uint8Array };
  }

  /** A service that reports what has arrived. */
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

  test('may be empty', async () => {
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
    // Two fields, with two bytes each for key and length.
    expect(Number(size)).toBe('text/csv'.length + 'abc'.length + 4);
  });

  test('beyond the limit are cut off, and the service learns of it', async () => {
    const { promise: cancelled, resolve } = Promise.withResolvers<unknown>();
    network.handlers.up.UploadFile = (call) => call.once('cancelled', resolve).resume();
    const announced = await upload(new Uint8Array(UPLOAD_BYTES_MAX + 1));
    expect([announced.status, (await problemIn(announced)).code]).toEqual([413, 'body.too_large']);
    const chunked = await unannounced(UPLOAD_BYTES_MAX + 1);
    expect(chunked).toEqual([413, 'body.too_large']);
    await cancelled;
  });

  /** The status and code of an upload without a declared length. */
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

  test('may be answered before all of them have arrived', async () => {
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
    // The content of sockets and windows, not the whole upload.
    expect(await settled(() => sent)).toBeLessThan(20 * MIB);
    startReading();
    const [response] = (await answered) as [IncomingMessage];
    expect([response.resume().statusCode, sent]).toEqual([200, UPLOAD_BYTES_MAX]);
  });
});
