import { expect, test } from '@jest/globals';
import { refuse } from './texts.ts';

test('a refusal is about one application, or about all that were given', () => {
  expect(refuse('not_standing', { applications: 1 }).said).toEqual({
    ko: expect.stringMatching(/^철회되었거나/),
    en: expect.stringMatching(/^the application was/),
  });
  expect(refuse('not_standing', { applications: 2 }).said).toEqual({
    ko: expect.stringMatching(/^모두/),
    en: expect.stringMatching(/^all must be/),
  });
});
