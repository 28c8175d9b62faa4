/** A stream of raw bytes to the service, in pieces as they arrive, and no faster than the service takes them. */
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ServiceError } from '@grpc/grpc-js';
import { Rejection } from '@naru/kit/rejection';
import { answer } from '../answer.ts';
import { tooLarge } from '../body.ts';
import { connected, rawUpload } from '../client.ts';
import { type Exchange, replyJson } from '../exchange.ts';
import { CallerGone, isStale, refusalOf, staleByHeader } from '../problem.ts';
import { unfit } from '../texts.ts';
import { pieceWriter } from './http-body.ts';

export async function answerUpload(exchange: Exchange): Promise<void> {
  const { request, response, plan, channel, metadata, limits, gone } = exchange;
  const { path, output } = plan.method;
  applyVersion(exchange);
  if (Number(request.headers['content-length'] ?? 0) > limits.uploadBytesMax) throw tooLarge(limits.uploadBytesMax);
  await connected(channel);
  const { call, reply } = rawUpload(channel, path, { deadlineMs: limits.uploadTimeoutMs, metadata, signal: gone });
  const sent = new AbortController();
  // The service may answer or refuse before the end. Then there is no receiver for the rest.
  const answered = reply.finally(() => sent.abort());
  answered.catch(() => undefined);
  try {
    await pipeline(pieces(exchange), call as Writable, { signal: sent.signal });
  } catch (error) {
    if (!sent.signal.aborted) call.cancel();
    if (error instanceof Rejection || error instanceof CallerGone) throw error;
  }
  const bytes = await answered.catch((error: ServiceError) => Promise.reject(refused(error, exchange)));
  answer(request, response, { status: 200, body: JSON.stringify(replyJson(output, bytes)) });
}

/** An upload is sent only once, so it can ask for only one version. */
function applyVersion({ plan, message, versions }: Exchange): void {
  if (!versions || !plan.etagField) return;
  if (versions.length > 1) throw unfit('if-match', 'if_match.single');
  Object.assign(message, { [plan.etagField.localName]: versions[0] });
}

function refused(error: ServiceError, { plan, versions }: Exchange): Error {
  const refusal = refusalOf(error, plan.method.path);
  return versions && isStale(refusal) ? staleByHeader(refusal) : refusal;
}

async function* pieces({ request, plan, message, limits }: Exchange): AsyncGenerator<Uint8Array> {
  const write = pieceWriter(plan.method.input, plan.bodyField);
  const contentType = request.headers['content-type'] ?? '';
  let size = 0;
  let first = true;
  // The connection must outlive a refusal, because the answer uses it too.
  for await (const data of request.iterator({ destroyOnReturn: false })) {
    size += data.length;
    if (size > limits.uploadBytesMax) throw tooLarge(limits.uploadBytesMax);
    yield write({ contentType: first ? contentType : '', data }, first ? message : null);
    first = false;
  }
  // Even an empty file needs a message: the service learns its type and the fields of path and query.
  if (first) yield write({ contentType, data: new Uint8Array() }, message);
}
