/** The last step of every answer that is one piece of text. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Answer {
  status: number;
  /** application/json where nothing else is said. */
  headers?: Readonly<Record<string, string>>;
  body: string;
}

/**
 * What every answer but the reference page carries. Written out, because the whole set of helmet costs a tenth of a call
 * and most of it is for pages. The policy lets a printable page have its styles, and neither scripts nor requests.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

/** How long the rest of an unwanted body is read and thrown away, so that the caller gets to see the answer. */
const LINGER_MS = 1_000;

/** Answers. Where the caller is still sending, it is heard out for a moment and then cut off. */
export function answer(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  const all = {
    ...SECURITY_HEADERS,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  };
  if (!isSending(request)) {
    response.writeHead(status, all).end(body);
    return;
  }
  // Closing a socket with unread input resets it, and the answer may be lost with it: so answer, drop, then close.
  response.writeHead(status, { ...all, connection: 'close' }).write(body);
  const end = () => response.end();
  const timer = setTimeout(end, LINGER_MS).unref();
  request.once('close', () => clearTimeout(timer)).once('end', end);
  request.resume();
}

const isSending = ({ complete, headers }: IncomingMessage): boolean =>
  !complete && (Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined);
