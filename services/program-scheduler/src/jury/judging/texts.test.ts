import { expect, test } from '@jest/globals';
import { refuse } from './texts.ts';

test.each([
  [undefined, '진행 중이 아닙니다', 'is not open;'],
  [true, '심사가 끝나', 'is closed:'],
  [false, '아직 시작되지 않았습니다', 'has not begun;'],
])('the text of a judging that is not open: over is %s', (over, ko, en) =>
  expect(refuse('not_open', { over }).said).toEqual({
    ko: expect.stringContaining(ko),
    en: expect.stringContaining(en),
  }),
);
