import { expect, test } from '@jest/globals';
import { disposition } from './disposition.ts';

test.each([
  ['naru.ics', 'attachment; filename="naru.ics"'],
  ['', 'attachment'],
  ['사업 계획.pdf', `attachment; filename="__ __.pdf"; filename*=UTF-8''%EC%82%AC%EC%97%85%20%EA%B3%84%ED%9A%8D.pdf`],
  ['a"b\\c/d\r\ne.txt', 'attachment; filename="a_b_c_d__e.txt"'],
  ["50%25 (it's).txt", `attachment; filename="50_25 (it's).txt"; filename*=UTF-8''50%2525%20%28it%27s%29.txt`],
  ['\ud800.txt', `attachment; filename="_.txt"; filename*=UTF-8''%EF%BF%BD.txt`],
])('%j', (name, header) => {
  expect(disposition(name)).toBe(header);
});
