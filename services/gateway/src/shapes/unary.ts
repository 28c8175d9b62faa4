/** One request, one reply, both JSON. */
import { type Message, toBinary } from '@bufbuild/protobuf';
import type { ServiceError } from '@grpc/grpc-js';
import type { MethodKind } from '@naru/contracts';
import type { Rejection } from '@naru/kit/rejection';
import { answer } from '../answer.ts';
import { rawUnary } from '../client.ts';
import { type Exchange, replyJson } from '../exchange.ts';
import type { Plan } from '../plan.ts';
import { isStale, refusalOf, staleByHeader } from '../problem.ts';
import { represent } from '../represent.ts';
import { tagOf } from '../tags.ts';

/** By the kind of the method: an object was created, or an operation has started. */
const STATUS: Partial<Record<MethodKind, number>> = { create: 201, operation: 202 };

export async function answerUnary(exchange: Exchange): Promise<void> {
  const { request, response, plan } = exchange;
  const json = replyJson(plan.method.output, await replyTo(exchange));
  const body = JSON.stringify(json);
  if (plan.httpMethod !== 'GET') {
    const location = exchange.locate(json, exchange.context);
    answer(request, response, {
      status: STATUS[plan.method.kind] ?? 200,
      body,
      headers: location === undefined ? {} : { location },
    });
    return;
  }
  const { etag } = json as { etag?: unknown };
  represent(request, response, { body, tag: tagOf(typeof etag === 'string' ? etag : '', body) });
}

/** A service answers the same to every request with one key. */
const isKeyed = ({ keyField }: Plan, message: Message): boolean =>
  keyField !== undefined && Reflect.get(message, keyField.localName) !== '';

/** Calls the service once, or once for each version that If-Match allows, until one is the present version. */
async function replyTo(exchange: Exchange): Promise<Buffer> {
  const { plan, message, versions } = exchange;
  if (!versions || !plan.etagField) return call(exchange);
  let stale: Rejection | undefined;
  for (const version of versions) {
    Object.assign(message, { [plan.etagField.localName]: version });
    try {
      return await call(exchange);
    } catch (error) {
      if (!isStale(error)) throw error;
      stale = error;
    }
  }
  throw stale && staleByHeader(stale);
}

async function call({ plan, channel, message, metadata, deadlineMs, gone }: Exchange): Promise<Buffer> {
  const { path, input } = plan.method;
  const repeats = plan.httpMethod === 'GET' || isKeyed(plan, message) ? 'lost' : 'unsent';
  const options = { deadlineMs, metadata, signal: gone, repeats } as const;
  try {
    return await rawUnary(channel, path, toBinary(input, message), options);
  } catch (error) {
    throw refusalOf(error as ServiceError, path);
  }
}
