/** A stream of raw bytes to the caller: files, calendars, printable pages. The first piece describes them. */
import type { ServerResponse } from 'node:http';
import { toBinary } from '@bufbuild/protobuf';
import type { ServiceError } from '@grpc/grpc-js';
import { isByLink } from '@naru/kit/access';
import { Rejection } from '@naru/kit/rejection';
import { SECURITY_HEADERS, withVary } from '../answer.ts';
import { connected, isLost, rawStream } from '../client.ts';
import { drained, type Exchange } from '../exchange.ts';
import type { Plan } from '../plan.ts';
import { CallerGone, refusalOf } from '../problem.ts';
import { BY_ADDRESS, isUnchanged, LINK_PAGE, PRIVATE, represent, unchanged } from '../represent.ts';
import { tagOf } from '../tags.ts';
import { disposition } from './disposition.ts';
import { type HttpBody, readPiece } from './http-body.ts';
import { type Life, lifeOf } from './life.ts';

const UNKNOWN_TYPE = 'application/octet-stream';
/** This much is held back before the answer begins, so that it can still be tagged, compressed or refused. */
const HELD_BYTES_MAX = 1024 * 1024;

type Headers = Readonly<Record<string, string>>;

/** A file that breaks off before its answer has begun is asked for once more: most of them are held back whole. */
export async function answerDownload(exchange: Exchange): Promise<void> {
  const { response, channel } = exchange;
  await connected(channel);
  try {
    await answerOnce(exchange);
  } catch (error) {
    if (response.headersSent || !isLost(error as ServiceError)) throw refused(error, exchange);
    await connected(channel);
    await answerOnce(exchange).catch((again: unknown) => Promise.reject(refused(again, exchange)));
  }
}

const refused = (error: unknown, { plan }: Exchange): unknown =>
  // After the first bytes, only a broken connection shows the caller that the rest is missing.
  error instanceof Rejection || error instanceof CallerGone
    ? error
    : refusalOf(error as ServiceError, plan.method.path);

async function answerOnce(exchange: Exchange): Promise<void> {
  const { plan, channel, message, metadata } = exchange;
  const { path, input } = plan.method;
  const life = lifeOf(exchange);
  const call = rawStream(channel, path, toBinary(input, message), { metadata });
  life.onEnd((reason) => call.destroy(reason));
  try {
    await pass(call, exchange, life);
  } finally {
    life.done();
    call.cancel();
  }
}

/**
 * Holds the first bytes. If they are all, the answer is one piece; otherwise the rest streams as fast as it is read.
 */
async function pass(call: AsyncIterable<Buffer>, { request, response, plan }: Exchange, life: Life): Promise<void> {
  const held: Uint8Array[] = [];
  let size = 0;
  let headers: Headers | null = null;
  for await (const bytes of call) {
    const piece = readPiece(plan.method.output, bytes);
    if (headers === null) {
      headers = headersOf(piece, plan);
      // The service's own tag makes the rest of the stream unnecessary.
      if (headers.etag && isUnchanged(request, headers.etag)) return unchanged(response, headers);
    }
    size += piece.data.length;
    if (response.headersSent) await write(response, piece.data, life);
    else held.push(piece.data);
    if (size <= HELD_BYTES_MAX || response.headersSent) continue;
    response.writeHead(200, withVary(response, { ...SECURITY_HEADERS, ...headers }));
    if (request.method === 'HEAD') break;
    await write(response, Buffer.concat(held), life);
  }
  if (response.headersSent) response.end();
  else if (headers === null) response.writeHead(204, { ...SECURITY_HEADERS }).end();
  else {
    const body = Buffer.concat(held);
    represent(request, response, { body, headers, tag: headers.etag ?? tagOf('', body) });
  }
}

async function write(response: ServerResponse, data: Uint8Array, { ended }: Life): Promise<void> {
  if (data.length > 0 && !response.write(data)) await drained(response, ended);
}

const TAG_TEXT = /^[\x21\x23-\x7e]+$/;

function headersOf({ contentType, facts: { name, etag } }: HttpBody, { method }: Pick<Plan, 'method'>): Headers {
  const byLink = isByLink(method.access);
  return {
    ...(byLink ? BY_ADDRESS : PRIVATE),
    'content-type': contentType || UNKNOWN_TYPE,
    'content-disposition': disposition(name),
    ...(byLink && contentType.startsWith('text/html') ? LINK_PAGE : {}),
    ...(TAG_TEXT.test(etag) ? { etag: `"-${etag}"` } : {}),
  };
}
