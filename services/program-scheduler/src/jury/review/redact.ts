/** Removes from a text what would show a judge which venture or centre it comes from. */
import { lettersOf } from '@naru/korean/letters';
import { type Effort, type Found, nameSearch } from '@naru/korean/name-search';
import { type Alias, aliasesOf, type Identity } from './aliases.ts';
import { contactsIn, type Stretch } from './contacts.ts';
import { fits, isStrangeWord, isWritten, type Reading, readingOf } from './fits.ts';

export const REDACTED = '▇▇▇';

/** Names that are hidden inside each other come to light when one is removed. More than this is no text for a judge. */
const PASSES_MAX = 3;

export type Redactor = (text: string) => string;

/** Made once for a team, and used for all its texts. */
export function redactorOf(identity: Identity, effort: Effort = { steps: 0 }): Redactor {
  const plain = searchIn(identity, { signs: false, effort });
  const signs = searchIn(identity, { signs: true, effort });
  const pass: Redactor = (text) => without(text, [...contactsIn(text), ...plain(text), ...signs(text)]);
  return (text) => {
    let left = text;
    for (let passes = 0; passes < PASSES_MAX; passes += 1) {
      effort.steps += left.length;
      const less = pass(left);
      if (less === left) return left;
      left = less;
    }
    return pass(left) === left ? left : REDACTED;
  };
}

interface Searching {
  /** Digits and signs may stand for letters. */
  signs: boolean;
  effort: Effort;
}

/** Finds the names of a team in a text. */
function searchIn(identity: Identity, { signs, effort }: Searching): (text: string) => Stretch[] {
  const aliases = aliasesOf(identity, { signs });
  const search = nameSearch(
    aliases.map((alias) => alias.signs),
    effort,
  );
  return (text) => {
    const letters = lettersOf(text, { signs });
    const reading = readingOf(text, letters);
    const words: Found[] = [];
    const found = search(letters, (one) => {
      const alias = aliases[one.name] as Alias;
      if (!fits(alias, one, reading) || (signs && !isDisguised(alias, one, reading))) return false;
      if (alias.sort === 'word') words.push(one);
      return alias.sort === 'written' ? isWritten(alias, one, reading) : alias.sort !== 'word';
    });
    const tails = found.map((one) => ({ ...one, tail: (aliases[one.name] as Alias).tail }));
    return [...tails, ...besides(words, found, reading)].map((one) => stretchOf(one, reading));
  };
}

/**
 * At least half of its letters are letters: a number is no name. With no sign among them an `l` stands for an `i`; then it
 * must be a word that nobody uses for something else.
 */
function isDisguised({ sort }: Alias, found: Found, reading: Reading): boolean {
  const { first, last } = found;
  const [length, signs] = [last - first + 1, (reading.disguised[last + 1] ?? 0) - (reading.disguised[first] ?? 0)];
  if (sort !== 'name' && sort !== 'stem') return false;
  return signs > 0 ? length - signs >= Math.max(2, length / 2) : length >= LETTERS_MIN && isStrangeWord(found, reading);
}

const LETTERS_MIN = 5;

/** Words of the name that stand beside a part of it that was found, or beside another such word. */
function besides(words: readonly Found[], found: readonly Found[], { letters, joins }: Reading): Found[] {
  const gone = new Uint8Array(letters.length);
  let end = 0;
  for (const { first, last } of [...found].sort((a, b) => a.first - b.first)) {
    for (let index = Math.max(first, end); index <= last; index += 1) gone[index] = 1;
    end = Math.max(end, last + 1);
  }
  const all: Found[] = [];
  const take = (one: Found, isBeside: boolean) => {
    if (!isBeside || gone[one.first]) return;
    gone.fill(1, one.first, one.last + 1);
    all.push(one);
  };
  for (const one of words) take(one, gone[one.first - 1] === 1 && joins(one.first));
  for (const one of words.toReversed()) take(one, gone[one.last + 1] === 1 && joins(one.last + 1));
  return all;
}

/** To the end of its word, where a name goes on in an ending, and with the signs that belong to it. */
function stretchOf({ first, last, tail = '' }: Found & { tail?: string }, { letters, ends, text }: Reading): Stretch {
  const from = letters[first]?.from ?? 0;
  const to = letters[letters[last]?.kind === 'hangul' ? last : (ends[last] ?? last)]?.to ?? 0;
  return { from, to: text.startsWith(tail, to) ? to + tail.length : to };
}

/** The text with one mark for each stretch. Overlapping stretches are joined. */
function without(text: string, found: Stretch[]): string {
  let [left, end] = ['', 0];
  for (const { from, to } of joined(found)) {
    left += text.slice(end, from) + REDACTED;
    end = to;
  }
  return left + text.slice(end);
}

function joined(stretches: Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const one of stretches.sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && one.from < last.to) last.to = Math.max(last.to, one.to);
    else all.push({ ...one });
  }
  return all;
}
