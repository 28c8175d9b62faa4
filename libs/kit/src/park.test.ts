import { expect, test } from '@jest/globals';
import { refusalOf } from './park.ts';
import { type ErrorKind, Rejection } from './rejection.ts';

test.each<[ErrorKind, boolean]>([
  ['invalid', false],
  ['rule', false],
  ['exists', false],
  ['forbidden', false],
  ['anonymous', false],
  ['not_found', true],
  ['conflict', true],
  ['exhausted', true],
  ['unavailable', true],
  ['timeout', true],
  ['bug', true],
])('a handler that refuses with %s is retried: %s', (kind, redeliver) => {
  const error = new Rejection({ kind, code: 'deal.closed', said: { ko: '늦었습니다', en: 'too late' } });
  expect(refusalOf(error)).toEqual({ code: 'deal.closed', reason: { ko: '늦었습니다', en: 'too late' }, redeliver });
});
test('an unexpected error is retried, and its reason holds its message, if it has one', () => {
  expect(refusalOf(new TypeError('no such field'))).toEqual({
    ...{ code: 'bug', redeliver: true },
    reason: { ko: '서비스 안에서 오류가 났습니다: no such field', en: 'an error within the service: no such field' },
  });
  expect(refusalOf('nonsense').reason).toEqual({
    ko: '서비스 안에서 오류가 났습니다',
    en: 'an error within the service',
  });
});
