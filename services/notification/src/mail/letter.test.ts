import { expect, test } from '@jest/globals';
import { codeLetter, digestLetter, NAMED_MAX, noticeLetter } from './letter.ts';
import { oneLine } from './mail.ts';

const given = { to: 'a@example.org', stopUrl: 'https://naru.example.org/v1/mail-links/t:stop', id: 'mal_1' };
const notice = (title: string, until?: Date) => ({
  title: { ko: `${title} 제목`, en: title },
  body: { ko: '본문', en: 'body' },
  task: until && { until, endedBy: [], endedAt: undefined },
});

test.each(['a\r\nBcc: b@example.org', 'a\u2028Bcc: b', 'a\u0085b', 'a\u0000b\u202eb'])('%j is one line', (title) => {
  const { subject } = noticeLetter({ ...given, language: 'en' }, notice(title));
  expect(subject).toMatch(/^\[Naru\] a [\x20-\x7e]*$/);
});

test('a header is short, and holds no half of a character', () => {
  expect(oneLine('가'.repeat(500))).toHaveLength(200);
  expect(oneLine(`${'a'.repeat(199)}😀`).isWellFormed()).toBe(true);
});

test('every mail has the link that stops it, in the language of the person', () => {
  const letters = (language: 'ko' | 'en') => [
    noticeLetter({ ...given, language }, notice('Title', new Date('2026-12-01T05:00:00Z'))),
    digestLetter({ ...given, language }, [notice('One'), notice('Two')]),
    codeLetter({ ...given, language }, '12345678'),
  ];
  for (const { text } of [...letters('ko'), ...letters('en')]) expect(text).toContain(given.stopUrl);
  expect(letters('ko').map(({ subject }) => subject)).toEqual([
    '[나루] Title 제목',
    '[나루] 알림 2건',
    '[나루] 메일 주소 확인 코드',
  ]);
  expect(letters('en').map(({ subject }) => subject)).toEqual([
    '[Naru] Title',
    '[Naru] 2 notices',
    '[Naru] The code for your address',
  ]);
  expect(letters('en')[0]?.text).toContain('Until: ');
  expect(letters('en')[2]?.text).toContain('12345678');
});

test('a digest names so many notices, and counts the others', () => {
  const all = Array.from({ length: NAMED_MAX + 2 }, (_, index) => notice(`n-${index}.`));
  const { subject, text } = digestLetter({ ...given, language: 'en' }, all);
  expect(subject).toBe('[Naru] 52 notices');
  expect(text).toContain(`n-${NAMED_MAX - 1}.`);
  expect(text).not.toContain(`n-${NAMED_MAX}.`);
  expect(text).toContain('2 more are in your inbox.');
});
