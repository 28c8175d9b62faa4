import { expect, test } from '@jest/globals';
import { telling } from '@naru/words/texts';
import { RESULT } from './texts.ts';

test('a lost connection is told with its error, if it has one', () => {
  const said = (error: string) => telling(RESULT)('no_connection', { error });
  expect(said('ECONNREFUSED')).toEqual({
    ko: '연결하지 못했습니다: ECONNREFUSED',
    en: 'no connection: ECONNREFUSED',
  });
  expect(said('')).toEqual({ ko: '연결하지 못했습니다', en: 'no connection' });
});
