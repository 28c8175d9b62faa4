/** Reads the body of a request, with limits on bytes and on time. */
import type { IncomingMessage } from 'node:http';
import type { Json } from './check/walk.ts';
import { parseJson } from './json-text.ts';
import { CallerGone } from './problem.ts';
import { refuse } from './texts.ts';

export interface BodyLimits {
  bytesMax: number;
  depthMax: number;
  timeoutMs: number;
}

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json *(?:; *charset="?utf-8"? *)?$/i;

/** The JSON of a request. An empty body is an empty object, so that `POST …:publish` needs no body. */
export async function readJson(request: IncomingMessage, limits: BodyLimits): Promise<Json> {
  if (request.headers['content-length'] === '0' || isBodiless(request)) return {};
  const type = request.headers['content-type'] ?? '';
  if (!JSON_TYPE.test(type)) throw refuse('body.unsupported_type');
  if (request.headers['content-encoding'] !== undefined) throw refuse('body.compressed');
  const bytes = unmarked(await collect(request, limits));
  return bytes.length === 0 ? {} : parseJson(bytes, limits.depthMax);
}

// Some programs write this before UTF-8. RFC 8259 lets a reader pass over it.
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const unmarked = (bytes: Buffer): Buffer =>
  bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;

const isBodiless = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;

export const tooLarge = (bytesMax: number) => refuse('body.too_large', { bytesMax });

function collect(request: IncomingMessage, { bytesMax, timeoutMs }: BodyLimits): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw tooLarge(bytesMax);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (error: Error | null) => {
      clearTimeout(timer);
      request.off('data', take).off('end', finish).off('close', abandon);
      if (error) reject(error);
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size));
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > bytesMax) settle(tooLarge(bytesMax));
      else chunks.push(chunk);
    };
    const finish = () => settle(null);
    const abandon = () => settle(new CallerGone());
    const timer = setTimeout(() => settle(refuse('body.timeout')), timeoutMs);
    request.on('data', take).once('end', finish).once('close', abandon);
  });
}
