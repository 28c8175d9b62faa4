import { expect, test } from '@jest/globals';
import { refuse } from './texts.ts';

test('years that are not whole are named with the last day that is entered, if one is stated', () => {
  const entered = [
    { year: 2016, month: 3, day: 1 },
    { year: 2017, month: 0, day: 0 },
  ];
  const { ko, en } = refuse('partial_year', { entered }).said;
  expect(ko).toMatch(/: 2016년\(첫날부터가 아니거나 2016년 3월 1일까지만 입력됨\), 2017년\(입력되지 않음\)$/);
  expect(en).toMatch(/2016 \(entered to 1 March 2016 only, [^)]*\), 2017 \(not recorded as entered\)$/);
});
