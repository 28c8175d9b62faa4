import { expect, test } from '@jest/globals';
import { MongoNetworkError } from 'mongodb';
import { kit } from './kit-texts.ts';
import { databaseAway } from './mongo.ts';
import { nobodyHears, refusalOf } from './park.ts';
import { type ErrorKind, type Heals, Rejection } from './rejection.ts';

test.each<[ErrorKind, Heals]>([
  ['invalid', 'never'],
  ['rule', 'never'],
  ['exists', 'never'],
  ['forbidden', 'never'],
  ['anonymous', 'never'],
  ['not_found', 'late'],
  ['conflict', 'soon'],
  ['exhausted', 'soon'],
  ['unavailable', 'soon'],
  ['timeout', 'soon'],
  ['bug', 'soon'],
])('a handler that refuses with %s may heal: %s', (kind, heals) => {
  const error = new Rejection({ kind, code: 'deal.closed', said: { ko: '늦었습니다', en: 'too late' } });
  expect(refusalOf(error)).toEqual({ code: 'deal.closed', reason: { ko: '늦었습니다', en: 'too late' }, heals });
});
test('an unexpected error is retried, and its reason holds its message, if it has one', () => {
  expect(refusalOf(new TypeError('no such field'))).toEqual({
    ...{ code: 'bug', heals: 'soon' },
    reason: { ko: '서비스 안에서 오류가 났습니다: no such field', en: 'an error within the service: no such field' },
  });
  expect(refusalOf('nonsense').reason).toEqual({
    ko: '서비스 안에서 오류가 났습니다',
    en: 'an error within the service',
  });
});
test.each([
  ['a document of a newer version', kit.refuse('schema.newer', { noun: 'venture', id: 'ven_1' }), 'late'],
  [
    'a type that only a newer version hears',
    kit.refuse('parked_event.no_handler', { type: 'naru.x.y.done.v1' }),
    'late',
  ],
  ['our own refusal for an absent database', databaseAway(), 'outage'],
  ['a database that does not answer', new MongoNetworkError('away'), 'outage'],
])('%s heals by its cause, not by its kind', (_, error, heals) => expect(refusalOf(error).heals).toBe(heals));
test('an event that no handler takes is told by its type, and one without a type to whoever sent it', () => {
  expect(nobodyHears('naru.x.y.done.v1').said.en).toMatch(
    /^this subscription does not handle .* naru\.x\.y\.done\.v1; /,
  );
  expect(nobodyHears('').said).toEqual({
    ko: '이벤트에 유형이 없어 처리할 수 없습니다. 보낸 시스템을 확인하십시오',
    en: 'the event has no type, so it cannot be handled; check the system that sent it',
  });
});
