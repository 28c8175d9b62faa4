import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pageById, pageToken, readPageToken } from './page.ts';

test('a token gives its position back to the same question', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (position, question) => {
      expect(readPageToken(pageToken(position, question), question)).toBe(position);
    }),
  );
});

test('a token of another question is refused by its field', () => {
  const token = pageToken('ven_9', { sectors: ['IOT'] });
  expect(() => readPageToken(token, { sectors: ['GAME'] })).toThrow(
    expect.objectContaining({ kind: 'invalid', faults: [expect.objectContaining({ path: 'page_token' })] }),
  );
});

test('any one changed character is refused', () => {
  const token = pageToken({ key: '나루', id: 'ven_9' }, 'ventures');
  for (let place = 0; place < token.length; place += 1) {
    const other = token[place] === 'A' ? 'B' : 'A';
    expect(() => readPageToken(token.slice(0, place) + other + token.slice(place + 1), 'ventures')).toThrow(
      'page_token',
    );
  }
});

test('pages by id meet every item once, whatever the size', async () => {
  const all = Array.from({ length: 23 }, (_, index) => ({ _id: String(index).padStart(3, '0') }));
  const query = async (after: string | null, limit: number) =>
    all.filter(({ _id }) => !after || _id > after).slice(0, limit);
  for (const size of [1, 7, 22, 23, 24]) {
    const seen: string[] = [];
    for (let token = ''; ; ) {
      const page = await pageById({ size, token, question: 'all' }, query);
      seen.push(...page.items.map(({ _id }) => _id));
      token = page.nextPageToken;
      if (!token) break;
    }
    expect(seen).toEqual(all.map(({ _id }) => _id));
  }
});
