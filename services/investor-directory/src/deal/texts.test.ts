import { expect, test } from '@jest/globals';
import { refuse } from './texts.ts';

test('a confirmed deal is refused with the day of its confirmation, if that is known', () => {
  expect(refuse('confirmed', { confirmedOn: { year: 2016, month: 3, day: 2 } }).said).toEqual({
    ko: '2016년 3월 2일에 확정된 투자 건입니다. 새 투자 건을 등록하십시오',
    en: 'the deal was confirmed on 2 March 2016; open a new one',
  });
  expect(refuse('confirmed', { confirmedOn: undefined }).said).toEqual({
    ko: '확정된 투자 건입니다. 새 투자 건을 등록하십시오',
    en: 'the deal was confirmed; open a new one',
  });
});
