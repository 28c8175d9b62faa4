/** Hangul in Latin letters, by the Revised Romanization of Korean (2000). */
import { romanize } from 'es-hangul';
import { folded } from './folding.ts';
import { withoutLegalForm } from './legal-form.ts';

const HANGUL = /[가-힣]+/gu;
const known = new Map<string, string>();

/** Syllable by syllable, as names are romanised: 한국벤처 is `hangukbencheo`. All but Hangul stays. */
export const romanised = (text: string): string =>
  text.normalize('NFC').replace(HANGUL, (run) => [...run].map(syllable).join(''));

/** As it is spoken: 독립문 is `dongnimmun`. All but Hangul stays. */
export const romanisedAsSpoken = (text: string): string =>
  text.normalize('NFC').replace(HANGUL, (run) => romanize(run));

/** There are 11,172 syllables, and a name has few of them. */
function syllable(one: string): string {
  const kept = known.get(one);
  if (kept !== undefined) return kept;
  const letters = romanize(one);
  known.set(one, letters);
  return letters;
}

/** A name for a file that every system takes, legal form left out: `raon-ringkeu-2026`; `naru` where nothing is left. */
export const fileName = (text: string): string =>
  folded(romanised(withoutLegalForm(text)))
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '') || 'naru';
