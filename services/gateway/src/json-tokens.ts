/** Reads JSON again, token by token, where JSON.parse does not say what is wrong with it. */
import type { Fault } from '@naru/kit/rejection';
import { Walk } from './check/walk.ts';

const SPACE = /[ \t\n\r]*/y;
// A sign, a string, or another literal. The ranges of a string's characters exclude the quote and the backslash.
const TOKEN =
  /([[\]{},:])|("(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/uy;

/** The next expected token: a value, a key, a colon, or the token after a value. */
type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'after';

/** The offset of the fault in a broken text. JSON.parse reports it only sometimes, so the text is read again. */
export function brokenAt(text: string): number {
  const open: string[] = [];
  let wanted: Wanted = 'value';
  for (let at = 0; ; at = TOKEN.lastIndex) {
    const token = tokenAt(text, at);
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

/** The token behind the space at an offset. The two patterns hold where they ended. */
function tokenAt(text: string, at: number): RegExpExecArray | null {
  SPACE.lastIndex = at;
  SPACE.exec(text);
  TOKEN.lastIndex = SPACE.lastIndex;
  return TOKEN.exec(text);
}

/** A list or an object that the reading is in: the keys of the object so far, and the present key or index. */
interface Level {
  keys: Set<string> | null;
  step: string | number;
}

/** The members of a sound text that stand there twice, by their paths. */
export function repeatedKeys(text: string): readonly Fault[] {
  const walk = new Walk();
  const levels: Level[] = [];
  let isKey = false;
  for (let found = tokenAt(text, 0); found; found = tokenAt(text, TOKEN.lastIndex)) {
    const [token, sign, string] = found;
    const level = levels.at(-1);
    if (sign === '{' || sign === '[') {
      levels.push({ keys: sign === '{' ? new Set() : null, step: 0 });
      isKey = sign === '{';
    } else if (sign === '}' || sign === ']') levels.pop();
    else if (sign === ':') isKey = false;
    else if (sign === ',' && level) {
      isKey = level.keys !== null;
      if (typeof level.step === 'number') level.step += 1;
    } else if (string && isKey && level?.keys) takeKey(JSON.parse(token) as string, { level, levels, walk });
  }
  return walk.faults;
}

function takeKey(key: string, { level, levels, walk }: { level: Level; levels: readonly Level[]; walk: Walk }): void {
  level.step = key;
  if (level.keys?.has(key)) {
    for (const { step } of levels) walk.enter(step);
    walk.fault('duplicate_key');
    for (const _ of levels) walk.leave();
  }
  level.keys?.add(key);
}
