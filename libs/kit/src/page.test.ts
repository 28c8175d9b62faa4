import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCount, pageToken, readPageToken } from './page.ts';

const isText = (value: unknown): value is string => typeof value === 'string';
const isAny = (_value: unknown): _value is unknown => true;

test('a page token gives its position back to the same question', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (position, question) => {
      expect(readPageToken(pageToken(position, question), question, isText)).toBe(position);
    }),
  );
});

test('a page token of another question is refused by its field', () => {
  const token = pageToken('ven_9', { sectors: ['IOT'] });
  expect(() => readPageToken(token, { sectors: ['GAME'] }, isText)).toThrow(
    expect.objectContaining({ kind: 'invalid', faults: [expect.objectContaining({ path: 'pageToken' })] }),
  );
});

test('a page token with any changed character is refused', () => {
  const token = pageToken({ key: '나루', id: 'ven_9' }, 'ventures');
  for (let place = 0; place < token.length; place += 1) {
    const other = token[place] === 'A' ? 'B' : 'A';
    expect(() => readPageToken(token.slice(0, place) + other + token.slice(place + 1), 'ventures', isAny)).toThrow(
      'pageToken',
    );
  }
});

/** A caller can make the digest of any position. */
function forged(text: string): string {
  const digest = createHash('sha256').update(`"ventures"\n${text}`).digest().subarray(0, 12);
  return Buffer.concat([digest, Buffer.from(text)]).toString('base64url');
}

test.each(['', '{', '[', 'undefined', '"', 'nul', '\u0000'])(
  'a token of %j, which is not JSON, is refused like any other',
  (text) => {
    expect(() => readPageToken(forged(text), 'ventures', isAny)).toThrow(
      expect.objectContaining({ kind: 'invalid', faults: [expect.objectContaining({ rule: 'page_token.unknown' })] }),
    );
  },
);

test.each(['{"$gt":0}', '"7"', '-1', '1.5', '1e400', 'null', '[7]', 'true'])('%s is no number of a row', (text) => {
  expect(() => readPageToken(forged(text), 'ventures', isCount)).toThrow('pageToken');
  expect(readPageToken(forged('7'), 'ventures', isCount)).toBe(7);
});
