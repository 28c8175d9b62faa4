/** The last step of every answer in one piece: security headers, gzip, and the rest of the caller's body. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, gzip } from 'node:zlib';
import { zippedTag } from './tags.ts';

export interface Answer {
  status: number;
  /** application/json by default. */
  headers?: Readonly<Record<string, string>>;
  body: string | Buffer;
}

/**
 * The headers of every answer except the reference page. They are written out, because helmet's full set costs a tenth
 * of a call, and most of it is for pages. The policy allows a printable page its styles, but no scripts and no
 * requests.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

/** How long the rest of an unwanted body is read and discarded, so that the caller receives the answer. */
const LINGER_MS = 1_000;

const GZIP_BYTES_MIN = 1_024;
const GZIP_OPTIONS = { level: constants.Z_BEST_SPEED };
const COMPRESSIBLE = /^(?:text\/|image\/svg|application\/(?:[\w.+-]+\+)?(?:json|xml)\b)/;

/** Sends the answer, in gzip if the caller accepts it and it saves enough. */
export function answer(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  const all = { ...SECURITY_HEADERS, 'content-type': 'application/json', ...headers };
  const size = Buffer.byteLength(body);
  const sendPlain = () =>
    send(request, response, { status, headers: { ...all, 'content-length': String(size) }, body });
  if (size < GZIP_BYTES_MIN || !COMPRESSIBLE.test(all['content-type']) || !takesGzip(request)) {
    sendPlain();
    return;
  }
  gzip(body, GZIP_OPTIONS, (error, zipped) => {
    if (error) return sendPlain(); // For example, no memory: the answer is right without gzip.
    const inGzip = { ...all, 'content-encoding': 'gzip', 'content-length': String(zipped.length) };
    if (headers?.etag) Object.assign(inGzip, { etag: zippedTag(headers.etag) });
    send(request, response, { status, headers: inGzip, body: zipped });
  });
}

/** True if Accept-Encoding names gzip, or everything, and does not exclude it. */
function takesGzip({ headers }: IncomingMessage): boolean {
  const wishes = (headers['accept-encoding'] as string | undefined)?.toLowerCase().split(',') ?? [];
  const weightOf = (coding: string): number | undefined => {
    const wish = wishes.map((one) => one.split(';')).find(([name = '']) => name.trim() === coding);
    return wish && Number(/^ *q=([\d.]+) *$/.exec(wish[1] ?? '')?.[1] ?? 1);
  };
  return (weightOf('gzip') ?? weightOf('*') ?? 0) > 0;
}

/** Writes the answer. If the caller is still sending, its body is read for a moment and then cut off. */
function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed || response.headersSent) return; // The caller left during compression.
  const all = withVary(response, headers ?? {});
  if (!isSending(request)) {
    response.writeHead(status, all).end(body);
    return;
  }
  // Closing a socket with unread input resets it, and the answer may be lost. So answer, discard the input, then close.
  response.writeHead(status, { ...all, connection: 'close' }).write(body);
  const end = () => response.end();
  const timer = setTimeout(end, LINGER_MS).unref();
  request.once('close', () => clearTimeout(timer)).once('end', end);
  request.resume();
}

/** The `Vary` that is already set (CORS adds the origin), joined with the headers on which the answer depends. */
export function withVary(response: ServerResponse, headers: Readonly<Record<string, string>>): Record<string, string> {
  const set = response.getHeader('vary');
  return headers.vary && set ? { ...headers, vary: `${set}, ${headers.vary}` } : headers;
}

const isSending = ({ complete, headers }: IncomingMessage): boolean =>
  !complete && (Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined);
