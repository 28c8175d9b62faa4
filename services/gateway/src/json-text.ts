/** Bytes to JSON, with the limits that must hold before any recursion over the value. */
import { isUtf8 } from 'node:buffer';
import type { Json } from './check/walk.ts';
import { refuse } from './texts.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;
const CLOSE_LIST = 0x5d;
const CLOSE_OBJECT = 0x7d;

/** @throws Rejection `invalid`: not UTF-8, too deep, or not JSON, with the place of the fault */
export function parseJson(bytes: Buffer, depthMax: number): Json {
  if (!isUtf8(bytes)) throw refuse('body.not_utf8');
  if (bytes.length > depthMax && isDeeper(bytes, depthMax)) throw refuse('body.too_deep', { depthMax });
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw refuse('body.not_json', placeOf(text, brokenAt(text)));
  }
}

/** Counts brackets outside of strings. Without recursion, because the input chooses the depth. */
function isDeeper(bytes: Buffer, depthMax: number): boolean {
  let depth = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (byte === QUOTE) index = endOfString(bytes, index);
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth += 1;
      if (depth > depthMax) return true;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth -= 1;
  }
  return false;
}

/** The end of the string that begins at `start`. */
function endOfString(bytes: Buffer, start: number): number {
  let index = start + 1;
  while (index < bytes.length && bytes[index] !== QUOTE) index += bytes[index] === BACKSLASH ? 2 : 1;
  return index;
}

const SPACE = /[ \t\n\r]*/y;
// A sign, a string, or another literal. The ranges of a string's characters exclude the quote and the backslash.
const TOKEN =
  /([[\]{},:])|("(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/uy;

/** The next expected token: a value, a key, a colon, or the token after a value. */
type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'after';

/** The offset of the fault in a broken text. JSON.parse reports it only sometimes, so the text is read again. */
function brokenAt(text: string): number {
  const open: string[] = [];
  let wanted: Wanted = 'value';
  for (let at = 0; ; at = TOKEN.lastIndex) {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    TOKEN.lastIndex = SPACE.lastIndex;
    const token = TOKEN.exec(text);
    const step: Wanted | null = token && advance(wanted, token[1] ?? (token[2] ? 'string' : 'literal'), open);
    if (!step) return SPACE.lastIndex;
    wanted = step;
  }
}

/** The state after a token; null if the token is not allowed here. */
function advance(wanted: Wanted, token: string, open: string[]): Wanted | null {
  if (wanted === ':') return token === ':' ? 'value' : null;
  if (token === 'string' && wanted.startsWith('key')) return ':';
  if (token === '}' && (wanted === 'key or }' || (wanted === 'after' && open.at(-1) === '{'))) return close(open);
  if (token === ']' && (wanted === 'value or ]' || (wanted === 'after' && open.at(-1) === '['))) return close(open);
  if (wanted === 'after') return token === ',' && open.length > 0 ? (open.at(-1) === '{' ? 'key' : 'value') : null;
  if (wanted.startsWith('key')) return null;
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'key or }' : 'value or ]';
  }
  return token === 'string' || token === 'literal' ? 'after' : null;
}

function close(open: string[]): Wanted {
  open.pop();
  return 'after';
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
