import { expect, test } from '@jest/globals';
import { GUIDES, guideText, pageOf } from './guides.ts';

test('a page has its title, anchors, tables and links between guides, and no links to other files', () => {
  const page = pageOf(
    '# For partners\n\n## Who you are: `GET /v1/me`\n\n| a | b |\n| --- | --- |\n| 1 | <2 |\n\n[codes](errors.md#kit) [more](operations.md) [here](#x) [up](/docs/)',
  );
  expect(page).toContain('<title>For partners</title>');
  expect(page).toContain('<h2 id="who-you-are-get-v1me">');
  expect(page).toContain('<td>&lt;2</td>');
  expect(page).toContain('<a href="errors.md#kit">codes</a> more <a href="#x">here</a> <a href="/docs/">up</a>');
});

test('every guide is a page of the repository', () => {
  for (const name of GUIDES) expect(pageOf(guideText(name))).toContain('<h1 id=');
});
