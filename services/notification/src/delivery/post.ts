/**
 * One HTTP post to an address that a partner gave. It resolves the name, checks all its addresses, and connects to a
 * checked address, so a name that changes meanwhile does no harm. It does not follow redirects, and uses only the
 * status of the answer, its Retry-After, and shows the beginning of its body to the owner.
 */
import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Ambient } from '@naru/kit/ambient';
import { type Ground, hostOf, mayConnect } from '../standards/address.ts';
import type { Result } from './decide.ts';
import { type LastResult, tell } from './texts.ts';

export interface Letter {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export type Resolve = (host: string) => Promise<LookupAddress[]>;

/** @throws only if the signal ends it: everything else is a result */
export type Post = (letter: Letter, signal: AbortSignal) => Promise<Result>;

const ANSWER_BYTES_MAX = 64 * 1024;
const ANSWER_CHARACTERS_MAX = 1_000;
const HEADER_BYTES_MAX = 16 * 1024;

class AddressRefused extends Error {}

export function poster({
  embedded,
  timeoutMs,
  resolve = (host) => systemLookup(host, { all: true }),
  ambient,
}: Ground & { timeoutMs: number; resolve?: Resolve; ambient: Pick<Ambient, 'after' | 'now'> }): Post {
  return async ({ url: text, headers, body }, signal) => {
    const url = new URL(text);
    const host = hostOf(url);
    const timeout = new AbortController();
    const callOff = ambient.after(timeoutMs, () => timeout.abort());
    const ends = AbortSignal.any([signal, timeout.signal]);
    try {
      // Node connects to a literal address without a look-up.
      if (isIP(host) && !mayConnect(host, { url, embedded })) throw new AddressRefused();
      const lookup = guarded(resolve, (address) => mayConnect(address, { url, embedded }));
      const { status, answer, retryAfter } = await send(url, { headers, body, lookup, signal: ends });
      const waitMs = waitOf(retryAfter, ambient.now());
      return { status, ...(answer && { answer }), ...(waitMs > 0 && { waitMs }) };
    } catch (error) {
      signal.throwIfAborted();
      if (timeout.signal.aborted) return { failure: tell('no_answer', { seconds: timeoutMs / 1_000 }) };
      return { failure: failureOf(error) };
    } finally {
      callOff();
    }
  };
}

/** Resolves a name to addresses. It allows a connection only if all of them are allowed. */
const guarded =
  (resolve: Resolve, may: (address: string) => boolean): LookupFunction =>
  (host, options, done) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => may(address))) done(new AddressRefused(), '', 0);
        else if (options.all) done(null, addresses);
        else done(null, first.address, first.family);
      },
      (error: Error) => done(error, '', 0),
    );
  };

interface Sending {
  headers: Readonly<Record<string, string>>;
  body: string;
  lookup: LookupFunction;
  signal: AbortSignal;
}

function send(url: URL, { headers, body, lookup, signal }: Sending): Promise<Sent> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    // A new connection each time: no connection to an address that was checked long ago is left.
    const options = { method: 'POST', agent: false as const, headers, lookup, signal, maxHeaderSize: HEADER_BYTES_MAX };
    const sending = request(url, options, (answer) => {
      let size = 0;
      const shown: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => {
        if (size < ANSWER_CHARACTERS_MAX * 4) shown.push(chunk);
        size += chunk.length;
        if (size > ANSWER_BYTES_MAX) answer.destroy();
      });
      answer.once('error', () => undefined); // The status is known; an error in the rest does not matter.
      answer.once('close', () =>
        resolve({
          status: answer.statusCode ?? 0,
          answer: shownOf(Buffer.concat(shown)),
          retryAfter: answer.headers['retry-after'] ?? '',
        }),
      );
    });
    sending.once('error', reject);
    sending.end(body);
  });
}

interface Sent {
  status: number;
  answer: string;
  retryAfter: string;
}

// Nobody can see control characters, and a cut may leave half a character.
const UNSEEN = /[\p{Cc}--[\n\t]]+/gv;

const shownOf = (bytes: Buffer): string =>
  bytes.toString('utf8').replace(UNSEEN, '').normalize('NFC').slice(0, ANSWER_CHARACTERS_MAX).toWellFormed();

/** Retry-After: seconds, or a date (RFC 9110). Anything else is no wish. */
export function waitOf(retryAfter: string, now: Date): number {
  if (/^[0-9]{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1_000;
  const until = retryAfter === '' ? Number.NaN : Date.parse(retryAfter);
  return Number.isNaN(until) ? 0 : Math.max(0, until - now.getTime());
}

function failureOf(error: unknown): LastResult {
  if (error instanceof AddressRefused) return tell('not_public');
  return tell('no_connection', { error: (error as NodeJS.ErrnoException).code ?? '' });
}
