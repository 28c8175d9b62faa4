import { expect, test } from '@jest/globals';
import { refuse } from './texts.ts';

test('a refusal is about one application, or about all that were given', () => {
  expect(refuse('not_standing', { applications: 1 }).said).toEqual({
    ko: expect.stringMatching(/^제출되지 않았거나 철회되었거나/),
    en: expect.stringMatching(/^the application was not submitted,/),
  });
  expect(refuse('not_standing', { applications: 2 }).said).toEqual({
    ko: expect.stringMatching(/^두 신청서 모두/),
    en: expect.stringMatching(/^both must be/),
  });
});
