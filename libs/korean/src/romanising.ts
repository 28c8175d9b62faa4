/** Hangul in Latin letters, by the Revised Romanization of Korean (2000). */
import { romanize } from 'es-hangul';
import { folded } from './folding.ts';
import { withoutLegalForm } from './legal-form.ts';

const HANGUL = /[가-힣]+/gu;

/** Syllable by syllable, as for names: 한국벤처 becomes `hangukbencheo`. Other text stays. */
export const romanised = (text: string): string =>
  text.normalize('NFC').replace(HANGUL, (run) => [...run].map(latinOf).join(''));

/** By pronunciation: 독립문 becomes `dongnimmun`. Other text stays. */
export const romanisedAsSpoken = (text: string): string =>
  text.normalize('NFC').replace(HANGUL, (run) => apart(run).map(latinOf).join(''));

// A cache of at most a hundred thousand short pieces, such as 독립: a look-up takes a twentieth of the time.
const KNOWN_MAX = 100_000;
const known = new Map<string, string>();

function latinOf(piece: string): string {
  const kept = known.get(piece);
  if (kept !== undefined) return kept;
  const letters = romanize(piece);
  if (known.size < KNOWN_MAX) known.set(piece, letters);
  return letters;
}

/** Splits between syllables whose sounds do not change each other. */
function apart(run: string): string[] {
  const pieces: string[] = [];
  for (const syllable of run) {
    const last = pieces.at(-1);
    if (last !== undefined && mayChange(last.charCodeAt(last.length - 1), syllable.charCodeAt(0)))
      pieces[pieces.length - 1] = last + syllable;
    else pieces.push(syllable);
  }
  return pieces;
}

const FIRST = '가'.charCodeAt(0);
// By their positions in Unicode: final consonants ㄴ ㅁ ㅇ and ㄹ, initial ㄴ ㄹ ㅇ.
const NASALS = new Set([4, 16, 21]);
const [FINAL_L, INITIAL_N, INITIAL_L, INITIAL_NONE] = [8, 2, 5, 11];

/** After a vowel nothing changes. After ㄴ, ㅁ, ㅇ, ㄹ only some initial consonants change; after other finals all may. */
function mayChange(before: number, after: number): boolean {
  const final = (before - FIRST) % 28;
  const initial = Math.floor((after - FIRST) / 588);
  if (final === 0) return false;
  if (initial === INITIAL_L || initial === INITIAL_NONE) return true;
  return final === FINAL_L ? initial === INITIAL_N : !NASALS.has(final);
}

/** A file name for every system, without the legal form: `raon-ringkeu-2026`; `naru` if nothing is left. */
export const fileName = (text: string): string =>
  folded(romanised(withoutLegalForm(text)))
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '') || 'naru';
