import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pageToken, readPageToken } from './page.ts';

test('a page token gives its position back to the same question', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (position, question) => {
      expect(readPageToken(pageToken(position, question), question)).toBe(position);
    }),
  );
});

test('a page token of another question is refused by its field', () => {
  const token = pageToken('ven_9', { sectors: ['IOT'] });
  expect(() => readPageToken(token, { sectors: ['GAME'] })).toThrow(
    expect.objectContaining({ kind: 'invalid', faults: [expect.objectContaining({ path: 'pageToken' })] }),
  );
});

test('a page token with any changed character is refused', () => {
  const token = pageToken({ key: '나루', id: 'ven_9' }, 'ventures');
  for (let place = 0; place < token.length; place += 1) {
    const other = token[place] === 'A' ? 'B' : 'A';
    expect(() => readPageToken(token.slice(0, place) + other + token.slice(place + 1), 'ventures')).toThrow(
      'pageToken',
    );
  }
});
