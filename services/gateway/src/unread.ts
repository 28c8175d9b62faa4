/** Answers a request that cannot be read as HTTP, or only in part: its address or its headers are too long, late or wrong. */
import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { languageOf } from '@naru/words/language';
import { Problem, problemBody } from './problem.ts';
import { refuse } from './texts.ts';

/** All headers of a request, with its address. Each replica holds them in memory before it knows who asks. */
export const HEADER_BYTES_MAX = 16 * 1024;

/** The header that would say another one was not read. */
const LANGUAGE = languageOf(undefined);

/** How long it reads on after its answer: with what is unread the system would throw the answer away (RFC 9112, 9.6). */
const LINGER_MS = 2_000;

const refusals: Readonly<Record<string, () => Problem>> = {
  HPE_HEADER_OVERFLOW: () => new Problem(refuse('headers.too_large', { bytesMax: HEADER_BYTES_MAX })),
  ERR_HTTP_REQUEST_TIMEOUT: () => new Problem(refuse('headers.timeout')),
};

/** @param newId makes the id of the request, which the caller may name to the operators */
export function answerUnread(server: Server, newId: () => string): void {
  const answering = new WeakSet<Socket>();
  const answered = new WeakSet<Socket>();
  server.on('request', ({ socket }, response) => {
    answering.add(socket);
    response.once('close', () => answering.delete(socket));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket;
    // What is still being read after the answer.
    if (answered.has(socket)) return;
    // Nobody is there any more, or the answer to the request before this one is under way.
    if (!socket.writable || answering.has(socket)) {
      socket.destroy();
      return;
    }
    answered.add(socket);
    const problem = refusals[error.code ?? '']?.() ?? new Problem(refuse('request.unreadable'));
    socket.end(messageOf(problem, newId()));
    const late = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(late));
  });
}

function messageOf(problem: Problem, requestId: string): string {
  const body = JSON.stringify(problemBody(problem, requestId, LANGUAGE));
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json',
    `content-language: ${LANGUAGE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
