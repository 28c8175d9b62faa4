import { expect, test } from '@jest/globals';
import { refuse } from './texts.ts';

test('a confirmed deal is refused with the day of its confirmation, if that is known', () => {
  expect(refuse('confirmed', { confirmedOn: { year: 2016, month: 3, day: 2 } }).said).toEqual({
    ko: '2016년 3월 2일에 확정된 투자 건이라 바꿀 수 없습니다. 금액이나 날짜가 틀렸으면 센터에 정정을, 실제로 없었던 투자라면 무효 처리를 요청하고, 다른 투자라면 새 투자 건을 등록하십시오',
    en: 'the deal was confirmed on 2 March 2016 and can no longer change; if its sum or day is wrong, ask the centre to correct it, or to void it if the investment was never made; for another investment open a new one',
  });
  expect(refuse('confirmed', { confirmedOn: undefined }).said).toEqual({
    ko: '확정된 투자 건이라 바꿀 수 없습니다. 금액이나 날짜가 틀렸으면 센터에 정정을, 실제로 없었던 투자라면 무효 처리를 요청하고, 다른 투자라면 새 투자 건을 등록하십시오',
    en: 'the deal was confirmed and can no longer change; if its sum or day is wrong, ask the centre to correct it, or to void it if the investment was never made; for another investment open a new one',
  });
});
