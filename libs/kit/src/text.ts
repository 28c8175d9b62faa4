/** Text in two languages, of which at least one is there. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { kit } from './kit-texts.ts';

// Zero-width joiners, the Hangul filler and their like are letters to a program and nothing to a reader.
const UNSEEN = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
/** Whether a reader sees anything of it. */
export const isSeen = (text: string): boolean => text.replace(UNSEEN, '') !== '';

/** @throws Rejection naming the field where neither language has a word */
export function requireText(path: string, text: LocalizedText | undefined): LocalizedText {
  if (text && (isSeen(text.ko) || isSeen(text.en))) return text;
  throw kit.invalid(path, 'text.given');
}

/** How many characters a reader counts on: an emoji is one, whatever it is made of in the memory of a program. */
export const lengthOf = (text: string): number => [...text].length;

/** @throws Rejection naming the field where one of the languages says more than that */
export function requireShort(path: string, text: LocalizedText, lengthMax: number): LocalizedText {
  for (const language of ['ko', 'en'] as const)
    if (lengthOf(text[language]) > lengthMax) throw kit.invalid(`${path}.${language}`, 'text.length', { lengthMax });
  return text;
}
