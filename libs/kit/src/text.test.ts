import { expect, test } from '@jest/globals';
import { requireText } from './text.ts';

test.each([' ', '\u200b', '\u3164', '\ufeff\t', '\u0000'])('invisible text counts as no text: %j', (ko) => {
  expect(() => requireText('name', { ko, en: '' })).toThrow('Korean (ko) or English (en)');
  expect(() => requireText('name', { ko, en: 'Naru' })).not.toThrow();
});
