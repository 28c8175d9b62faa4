/** Bytes to JSON, with the limits that must hold before any recursion over the value. */
import { isUtf8 } from 'node:buffer';
import type { Json } from './check/walk.ts';
import { brokenAt, repeatedKeys } from './json-tokens.ts';
import { refuse, refusedFor } from './texts.ts';

const QUOTE = 0x22;
const COLON = 0x3a;
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
  const value = parsed(text);
  // JSON.parse keeps the last of two members with one name, so that a key is missing afterwards.
  if (membersIn(value) !== colonsIn(bytes)) throw refusedFor([], repeatedKeys(text));
  return value;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw refuse('body.not_json', placeOf(text, brokenAt(text)));
  }
}

/** The depth is limited before. */
function membersIn(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts = Array.isArray(value) ? value : Object.values(value);
  let count = Array.isArray(value) ? 0 : parts.length;
  for (const part of parts) count += membersIn(part);
  return count;
}

/** In a sound text each member has one colon outside of strings. */
function colonsIn(bytes: Buffer): number {
  let count = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (byte === QUOTE) index = endOfString(bytes, index);
    else if (byte === COLON) count += 1;
  }
  return count;
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

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
