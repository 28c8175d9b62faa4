import { expect, test } from '@jest/globals';
import { telling } from '@naru/words/texts';
import { CONTENT } from './texts.ts';

const slotIds = (count: number) => Array.from({ length: count }, (_, i) => `s${i + 1}`);
const TWELVE = slotIds(12).join(', ');

test('an unknown slot is answered with the first twelve slots', () => {
  const said = (count: number) => telling(CONTENT)('slot.unknown', { id: 's99', slotIds: slotIds(count) });
  expect(said(12).ko).toMatch(new RegExp(`: ${TWELVE}$`));
  expect(said(12).en).toMatch(new RegExp(`one of ${TWELVE}$`));
  expect(said(13).ko).toMatch(new RegExp(`: ${TWELVE}, …$`));
});
test('an unknown table is answered with the tables of the slot, if it has any', () => {
  const said = (...tables: number[]) => telling(CONTENT)('table.unknown', { table: 7, slotId: 's1', tables });
  expect(said()).toEqual({
    ko: '슬롯 s1에는 쓸 수 있는 테이블이 없습니다. 다른 슬롯을 고르십시오',
    en: 'the slot s1 has no table that can be used; choose another slot',
  });
  expect(said(1)).toEqual({
    ko: '슬롯 s1에는 테이블 7이 없습니다. 다음 가운데 하나여야 합니다: 1',
    en: 'the slot s1 has no table 7; the table must be one of 1',
  });
});
test('an event of one day is told with one date', () => {
  const day = { year: 2026, month: 11, day: 30 };
  const first = { ...day, day: 27 };
  const said = (last: typeof day) => telling(CONTENT)('slot.outside_event', { day, first, last, zone: 'Asia/Seoul' });
  expect(said(first).ko).toContain('행사는 2026년 11월 27일입니다. ');
  expect(said(first).en).toContain('the event is on 27 November 2026; ');
  expect(said({ ...day, day: 28 }).ko).toContain('행사는 2026년 11월 27일부터 2026년 11월 28일까지입니다. ');
  expect(said({ ...day, day: 28 }).en).toContain('the event is from 27 November 2026 to 28 November 2026; ');
});
