/** Text in two languages, of which at least one is there. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { invalidField } from '@naru/kit/rejection';

// Zero-width joiners, the Hangul filler and their like are letters to a program and nothing to a reader.
const UNSEEN = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
const isSeen = (text: string) => text.replace(UNSEEN, '') !== '';

/** @throws Rejection naming the field where neither language has a word */
export function requireText(path: string, text: LocalizedText | undefined): LocalizedText {
  if (text && (isSeen(text.ko) || isSeen(text.en))) return text;
  throw invalidField(path, 'text.given', 'must have text in Korean (ko) or English (en)');
}
