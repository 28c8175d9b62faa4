/** Text in two languages. At least one of them must be present. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { kit } from './kit-texts.ts';

// Zero-width joiners, the Hangul filler, the Braille blank and similar characters count as letters, but a reader does not see them.
const UNSEEN = /[\s\p{Cc}\u2800\p{Default_Ignorable_Code_Point}]/gu;
/** True if a reader can see a part of the text. */
export const isSeen = (text: string): boolean => text.replace(UNSEEN, '') !== '';

/** @throws Rejection naming the field if both languages are empty */
export function requireText(path: string, text: LocalizedText | undefined): LocalizedText {
  if (text && (isSeen(text.ko) || isSeen(text.en))) return text;
  throw kit.invalid(path, 'text.given');
}

/** The number of characters as a reader counts them: an emoji is one, whatever its code points. */
export const lengthOf = (text: string): number => [...text].length;

/** @throws Rejection naming the field if a language is longer than that */
export function requireShort(path: string, text: LocalizedText, lengthMax: number): LocalizedText {
  for (const language of ['ko', 'en'] as const)
    if (lengthOf(text[language]) > lengthMax) throw kit.invalid(`${path}.${language}`, 'text.length', { lengthMax });
  return text;
}
