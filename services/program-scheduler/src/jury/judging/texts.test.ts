import { expect, test } from '@jest/globals';
import { refuse } from './texts.ts';

test.each([
  [undefined, '방금 다시 열렸습니다', 'opened again at the same moment;'],
  [true, '심사가 끝나', 'is closed:'],
  [false, '아직 시작되지 않았습니다', 'has not begun;'],
])('the text of a judging that is not open: over is %s', (over, ko, en) =>
  expect(refuse('not_open', { over }).said).toEqual({
    ko: expect.stringContaining(ko),
    en: expect.stringContaining(en),
  }),
);
