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
  const error = new Rejection({ kind, code: 'deal.closed', said: { ko: 'too late', en: 'too late' } });
  expect(refusalOf(error)).toEqual({ code: 'deal.closed', reason: 'too late', redeliver });
});
test('an unexpected error is retried, and its reason is its message, if it has one', () => {
  expect(refusalOf(new TypeError('no such field'))).toEqual({ code: 'bug', reason: 'no such field', redeliver: true });
  expect(refusalOf('nonsense')).toEqual({ code: 'bug', reason: 'an unknown failure', redeliver: true });
});
