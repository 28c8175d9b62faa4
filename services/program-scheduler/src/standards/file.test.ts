import { expect, test } from '@jest/globals';
import { FileFacts } from '@naru/contracts/common/v1/file';
import { fileNameOf, filePieces } from './file.ts';

const PIECE = 64 * 1024;
const pieces = (size: number, etag?: string) => [
  ...filePieces({
    contentType: 'text/calendar',
    bytes: Buffer.alloc(size, 7),
    name: 'feed.ics',
    ...(etag && { etag }),
  }),
];

test.each([
  [0, [0]],
  [1, [1]],
  [PIECE, [PIECE]],
  [PIECE + 1, [PIECE, 1]],
  [2 * PIECE, [PIECE, PIECE]],
])('%i bytes arrive whole, in pieces of at most 64 KiB, and an empty file has one piece', (size, sizes) => {
  const all = pieces(size);
  expect(all.map(({ data }) => data.length)).toEqual(sizes);
  expect(Buffer.concat(all.map(({ data }) => data)).equals(Buffer.alloc(size, 7))).toBe(true);
  expect(all.every(({ contentType }) => contentType === 'text/calendar')).toBe(true);
});

test('only the first piece has the name and the tag, and a file without a tag has none', () => {
  const [first, second] = pieces(PIECE + 1, '"7"');
  expect(second?.extensions).toEqual([]);
  const [facts] = first?.extensions ?? [];
  expect(facts?.typeUrl).toBe('type.googleapis.com/naru.common.v1.FileFacts');
  expect(FileFacts.decode(facts?.value ?? Buffer.alloc(0))).toEqual({ name: 'feed.ics', etag: '"7"' });
  const [plain] = pieces(1);
  expect(FileFacts.decode(plain?.extensions[0]?.value ?? Buffer.alloc(0))).toEqual({ name: 'feed.ics', etag: '' });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\win.ini', 'win.ini'],
  ['D:\\계획\\계획.pdf', '계획.pdf'],
  ['a\r\nContent-Type: text/html\r\n\r\nb.pdf', 'htmlb.pdf'],
  ['deck\u0000.pdf', 'deck.pdf'],
  ['\u202efdp.exe', 'fdp.exe'],
  ['de\u200bck.pdf', 'deck.pdf'],
  ['deck.pdf. . .', 'deck.pdf'],
  ['..', 'file'],
  ['/', 'file'],
  ['.htaccess', 'htaccess'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['console.txt', 'console.txt'],
  ['a"b<c>.txt', 'a_b_c_.txt'],
  ['사업 계획서 (최종).pdf', '사업 계획서 (최종).pdf'],
])('the file %j is called %j', (given, name) => {
  expect(fileNameOf(given)).toBe(name);
});
