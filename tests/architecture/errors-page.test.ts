import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { rule, texts } from '@naru/words/texts';
import { ERRORS_FILE, errorsPage } from './errors-page.ts';
import { root } from './source.ts';
import { spokenIn, spokenTexts } from './texts.ts';

const spoken = await spokenTexts();

test('the page of codes matches the texts', () => {
  expect(readFileSync(path.join(root, ERRORS_FILE), 'utf8')).toBe(errorsPage(spoken));
});

test('a new, changed or removed text is found; a text that is no refusal stands on no page', () => {
  const odd = rule({
    field: 'heldOn',
    example: { days: 3 },
    ko: ({ days }) => `${days}일`,
    en: ({ days }) => `${days} | days`,
  });
  const page = errorsPage(
    spokenIn('services/thing/src/texts.ts', {
      T: texts('thing', { odd, label: { ko: () => '가', en: () => 'a', example: {} } }),
    }),
  );
  expect(page).toContain('| `thing.odd` | rule | 422 | `heldOn`: 3 \\| days | `heldOn`: 3일 | `days` |');
  expect(page).not.toContain('thing.label');
  const refusals = spoken.filter(({ text }) => text.kind);
  expect(errorsPage(refusals)).toBe(errorsPage(spoken));
  expect(errorsPage(refusals.slice(1))).not.toBe(errorsPage(spoken));
});
