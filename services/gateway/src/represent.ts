/** The answer to a read. It has an ETag, so a caller that already has it gets only a 304. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, SECURITY_HEADERS, withVary } from './answer.ts';
import { isKnown, isMatch, readCondition } from './tags.ts';
import { refuse } from './texts.ts';

export interface Representation {
  body: string | Buffer;
  tag: string;
  headers?: Readonly<Record<string, string>>;
}

/** Only the caller may cache it, and must revalidate it: the content depends on the caller's rights and language. */
export const PRIVATE: Readonly<Record<string, string>> = {
  'cache-control': 'private, no-cache',
  vary: 'Authorization, Accept-Language, Accept-Encoding',
};

/** Cache rules of content that anyone with the address may read, without a token. */
export const BY_ADDRESS: Readonly<Record<string, string>> = {
  'cache-control': 'private, no-cache',
  vary: 'Accept-Encoding',
};

/** A page of a service behind a link: it is shown, and its form may be sent. It has no scripts, and asks for nothing else. */
export const LINK_PAGE: Readonly<Record<string, string>> = {
  'content-disposition': 'inline',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox allow-forms",
};

/** Cache rules of content that everybody may read. */
export const PUBLIC: Readonly<Record<string, string>> = { 'cache-control': 'no-cache', vary: 'Accept-Encoding' };

/** @throws Rejection where If-Match names other versions (412), or a condition cannot be read (400) */
export function represent(
  request: IncomingMessage,
  response: ServerResponse,
  { body, tag, headers = PRIVATE }: Representation,
): void {
  if (isUnchanged(request, tag)) unchanged(response, { ...headers, etag: tag });
  else answer(request, response, { status: 200, body, headers: { ...headers, etag: tag } });
}

/** True if the caller has the content with this tag. @throws Rejection as `represent` does */
export function isUnchanged({ headers }: IncomingMessage, tag: string): boolean {
  const wanted = readCondition('if-match', headers['if-match']);
  if (wanted && !isMatch(wanted, tag)) throw refuse('etag.other');
  const known = readCondition('if-none-match', headers['if-none-match']);
  return known !== undefined && isKnown(known, tag);
}

/** 304, with the headers that the caller's copy is to be renewed with. */
export function unchanged(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  const { 'content-type': _type, 'content-disposition': _disposition, ...kept } = headers;
  response.writeHead(304, withVary(response, { ...SECURITY_HEADERS, ...kept })).end();
}
