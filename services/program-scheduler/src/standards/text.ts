/** Text in two languages, of which at least one is there. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { invalidField } from '@naru/kit/rejection';

/** @throws Rejection naming the field where neither language has a word */
export function requireText(path: string, text: LocalizedText | undefined): LocalizedText {
  if (text && (text.ko.trim() || text.en.trim())) return text;
  throw invalidField(path, 'text.given', 'must have text in Korean (ko) or English (en)');
}
