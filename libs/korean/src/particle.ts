/** Particles (조사). Their form depends on the last spoken syllable of the word before. */
import { josa as hangul } from 'es-hangul';
import { lastSound } from './sound.ts';

/** The pairs of es-hangul: `이/가`, `은/는`, `을/를`, `와/과`, `으로/로`, `이나/나`, `이라/라`, `이에요/예요` and similar. */
export type Particle = Parameters<typeof hangul>[1];

/**
 * The word with its particle: 라온링크가, 3이, KT는, 서울로. Signs and brackets after the word are skipped: `라온(주)` gets 이. Both
 * forms stand if the ending is unknown: 東京이(가).
 */
export const josa = (word: string, pair: Particle): string => word + particleOf(word, pair);

/** The particle alone, for a word with something between it and the particle, such as the end of a link. */
export function particleOf(word: string, pair: Particle): string {
  const sound = lastSound(word);
  return sound ? hangul.pick(sound, pair) : both(pair);
}

/** Both forms, as printed forms have them: 이(가), 와(과), (으)로. */
function both(pair: Particle): string {
  const [long = '', short = ''] = pair.split('/');
  return long.endsWith(short) ? `(${long.slice(0, -short.length)})${short}` : `${long}(${short})`;
}
