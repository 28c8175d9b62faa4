/** One request on its way through the gateway: the results of the middleware, and the needs of the four shapes. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DescMessage, fromBinary, type JsonValue, type Message, toJson } from '@bufbuild/protobuf';
import { type Client, Metadata } from '@grpc/grpc-js';
import { registry } from '@naru/contracts';
import type { Caller } from '@naru/kit/identity';
import type { Shares } from '@naru/kit/share';
import type { Language } from '@naru/words/language';
import type { Admitted } from './admission.ts';
import type { Limits } from './config.ts';
import type { Locate } from './location.ts';
import type { OpenStreams } from './open-streams.ts';
import type { Plan } from './plan.ts';

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  plan: Plan;
  caller: Caller;
  channel: Client;
  /** The service that answers, by its context. */
  context: string;
  /** The address at which the created object, or the operation, can be read. */
  locate: Locate;
  message: Message;
  /** Token, request id and language, for the service. */
  metadata: Metadata;
  language: Language;
  /** The versions at which If-Match allows a change; undefined if it is absent or an asterisk. */
  versions: readonly string[] | undefined;
  deadlineMs: number;
  limits: Limits;
  /** The streams that each caller has open. */
  streams: Shares;
  /** The streams of the whole gateway, for the metrics. */
  open: OpenStreams;
  /** Aborts when the caller hangs up before the end of the answer. */
  gone: AbortSignal;
  /** Aborts with a Rejection as its reason when the gateway stops. Then streams end. */
  closing: AbortSignal;
}

export function metadataFor(
  caller: Caller,
  { requestId, language }: Pick<Admitted, 'requestId' | 'language'>,
): Metadata {
  const metadata = new Metadata();
  if (caller.token) metadata.set('authorization', `Bearer ${caller.token}`);
  metadata.set('x-request-id', requestId);
  metadata.set('accept-language', language);
  return metadata;
}

export function goneSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

const WRITE = { alwaysEmitImplicit: true, registry };

/** A reply as JSON. Zeros and empty lists are written, so that a caller need not know the defaults of proto3. */
export const replyJson = (desc: DescMessage, bytes: Uint8Array): JsonValue =>
  toJson(desc, fromBinary(desc, bytes), WRITE);

/** Resolves when the caller has read what was written; rejects with the signal's reason if that will not happen. */
export function drained(response: ServerResponse, ended: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      response.off('drain', settle);
      ended.removeEventListener('abort', settle);
      if (ended.aborted) reject(ended.reason);
      else resolve();
    };
    response.once('drain', settle);
    ended.addEventListener('abort', settle);
    if (ended.aborted) settle();
  });
}
