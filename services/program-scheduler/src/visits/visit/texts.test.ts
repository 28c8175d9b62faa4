import { expect, test } from '@jest/globals';
import { refuse } from './texts.ts';

const SPRING = { year: 2016, month: 3, day: 2 };

test.each([
  [true, '방문 기록 기간에 들지 않음', 'outside the entered period'],
  [false, '방문 기록 기간이 등록되지 않음', 'no entered period is recorded'],
])(
  'years that are not whole are named with the days that are entered, if there are any',
  (recorded, korean, english) => {
    const partly = [[{ ...SPRING, month: 1, day: 1 }, SPRING] as const];
    const { ko, en } = refuse('partial_year', { partly, not: [2017], recorded }).said;
    expect(ko).toContain(`2016년(2016년 1월 1일~3월 2일만 입력됨), 2017년(${korean})`);
    expect(en).toContain(`leave out 2016 (entered for 1 January – 2 March 2016 only), 2017 (${english}), or`);
  },
);
