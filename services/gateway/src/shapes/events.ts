/** A stream of messages as server-sent events or, if the caller asks for it, one line of JSON for each. */
import type { ServerResponse } from 'node:http';
import { type JsonValue, toBinary } from '@bufbuild/protobuf';
import type { ClientReadableStream, ServiceError } from '@grpc/grpc-js';
import { Rejection } from '@naru/kit/rejection';
import { isCounted } from '@naru/kit/share';
import type { Language } from '@naru/words/language';
import { SECURITY_HEADERS, withVary } from '../answer.ts';
import { connected, rawStream } from '../client.ts';
import { drained, type Exchange, replyJson } from '../exchange.ts';
import { CallerGone, problemBody, problemOf, refusalOf, requestIdOf } from '../problem.ts';
import { PRIVATE } from '../represent.ts';
import { lifeOf } from './life.ts';

interface Format {
  contentType: string;
  message(json: JsonValue): string;
  problem(text: string): string;
  /** Keeps proxies from closing a quiet connection; empty if the format has no such text. */
  heartbeat: string;
}

const SSE: Format = {
  contentType: 'text/event-stream',
  message: sseOf,
  problem: (text) => `event: problem\ndata: ${text}\n\n`,
  heartbeat: ': still here\n\n',
};

const NDJSON: Format = {
  contentType: 'application/x-ndjson',
  message: (json) => `${JSON.stringify(json)}\n`,
  problem: (text) => `{"problem":${text}}\n`,
  heartbeat: '',
};

/** How long a service may take to refuse before the stream opens anyway. A quiet stream is the normal case. */
const REFUSAL_WAIT_MS = 1_000;

export async function answerEvents(exchange: Exchange): Promise<void> {
  const { plan, streams, open: openNow, caller } = exchange;
  const giveBack = isCounted(plan.method) ? streams.take(caller.subject) : () => undefined;
  const ended = openNow.begin(plan.method.http?.path ?? '');
  try {
    await streamEvents(exchange);
  } finally {
    ended();
    giveBack();
  }
}

async function streamEvents(exchange: Exchange): Promise<void> {
  const { request, response, plan, channel, message, metadata, language, limits } = exchange;
  const { path, input } = plan.method;
  const format = (request.headers.accept ?? '').includes(NDJSON.contentType) ? NDJSON : SSE;
  const life = lifeOf(exchange);
  await connected(channel);
  const call = rawStream(channel, path, toBinary(input, message), { metadata });
  const opening = setTimeout(() => open(response, format), REFUSAL_WAIT_MS);
  const heartbeat = setInterval(() => beat(response, format), limits.heartbeatMs);
  life.onEnd((reason) => call.destroy(reason));
  call.once('metadata', () => open(response, format));
  response.once('finish', () => call.cancel());
  try {
    await pump(call, exchange, { format, ended: life.ended });
    open(response, format);
    response.end();
  } catch (error) {
    // HEAD ends after the headers, whatever would follow in the stream.
    if (!response.writableEnded) endWith(error, { response, format, language, path });
  } finally {
    clearTimeout(opening);
    clearInterval(heartbeat);
    life.done();
    call.cancel();
  }
}

/** A message that says that its stream begins anew is an event of its own type, without an id to go on from. */
export function sseOf(json: JsonValue): string {
  const { reset } = json as { reset?: JsonValue };
  if (reset) return `event: reset\ndata: ${JSON.stringify(reset)}\n\n`;
  return `${idLine(json)}data: ${JSON.stringify(json)}\n\n`;
}

/** Gives the event an id, so that a caller that lost the connection can continue with Last-Event-ID. */
function idLine(json: JsonValue): string {
  const { id, etag } = json as { id?: JsonValue; etag?: JsonValue };
  const name = id || etag;
  return typeof name === 'string' && !/[\r\n\0]/.test(name) ? `id: ${name}\n` : '';
}

function open(response: ServerResponse, { contentType }: Format): void {
  if (response.headersSent) return;
  const headers = { ...SECURITY_HEADERS, ...PRIVATE, 'content-type': contentType, 'x-accel-buffering': 'no' };
  response.writeHead(200, withVary(response, { ...headers, 'cache-control': 'no-store' }));
  if (response.req.method === 'HEAD') response.end();
  else response.flushHeaders();
}

function beat(response: ServerResponse, { heartbeat }: Format): void {
  if (heartbeat && response.headersSent && !response.writableNeedDrain) response.write(heartbeat);
}

/** Passes messages on as fast as the caller reads them. A slow caller slows the service, and needs no memory here. */
async function pump(
  call: ClientReadableStream<Buffer>,
  { response, plan }: Exchange,
  { format, ended }: { format: Format; ended: AbortSignal },
): Promise<void> {
  for await (const bytes of call) {
    open(response, format);
    if (response.writableEnded) return;
    if (!response.write(format.message(replyJson(plan.method.output, bytes)))) await drained(response, ended);
  }
}

interface Ending {
  response: ServerResponse;
  format: Format;
  language: Language;
  path: string;
}

/** A refusal is a problem while nothing has been sent, and after that the last event. */
function endWith(error: unknown, { response, format, language, path }: Ending): void {
  const known = error instanceof Rejection || error instanceof CallerGone;
  const refusal = known ? error : refusalOf(error as ServiceError, path);
  if (!response.headersSent || refusal instanceof CallerGone) throw refusal;
  // A caller that does not read never drains the stream: waiting for that would keep the connection for ever.
  if (response.writableNeedDrain) response.destroy();
  else response.end(format.problem(JSON.stringify(problemBody(problemOf(refusal), requestIdOf(response), language))));
}
