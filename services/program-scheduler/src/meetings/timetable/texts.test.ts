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
    ko: '슬롯 s1에는 쓸 수 있는 테이블이 없습니다',
    en: 'the slot s1 has no table that can be used',
  });
  expect(said(1)).toEqual({
    ko: '슬롯 s1에는 테이블 7이 없습니다. 다음 가운데 하나여야 합니다: 1',
    en: 'the slot s1 has no table 7; it must be one of 1',
  });
});
