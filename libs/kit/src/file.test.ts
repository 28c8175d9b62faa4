import { expect, test } from '@jest/globals';
import { FileFacts } from '@naru/contracts/common/v1/file';
import { filePieces } from './file.ts';

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
