import { expect, test } from '@jest/globals';
import * as decide from './decide.ts';
import { KINDS, kindOf, type MailAddressDoc, paceOf } from './mail-address.ts';

const now = new Date('2026-05-11T00:00:00Z');
const later = new Date(now.getTime() + decide.CODE_FOR_MS);
const sealed = (text: string) => ({ keyId: 'k', nonce: '', text, tag: '' });
const code = { sealed: sealed('12345678'), until: later, triesLeft: decide.CODE_TRIES };
const wanted = {
  ...{ _id: 'mad_1', subject: 'somebody', sealed: sealed('a'), wishes: {} },
  language: 'ko',
  ...{ recipients: ['subject:somebody'], link: sealed('l'), linkDigest: 'l', code, now, isSame: false },
} as const;
const set = (present: MailAddressDoc | null, more: object = {}) =>
  decide.setAddress(present, { ...wanted, recipients: [...wanted.recipients], ...more });
const fresh = set(null);
const confirmed = decide.confirm(fresh, { isRight: true, now });

test('an address is confirmed by its code, within an hour and a few tries', () => {
  expect([fresh.state, confirmed.state, confirmed.code]).toEqual(['UNCONFIRMED', 'CONFIRMED', null]);
  expect(decide.confirm(confirmed, { isRight: true, now })).toBe(confirmed);
  expect(() => decide.confirm(fresh, { isRight: true, now: later })).toThrow(/expired/);
  let tried = fresh;
  for (let left = decide.CODE_TRIES; left > 0; left -= 1) tried = decide.confirm(tried, { isRight: false, now });
  expect(tried.state).toBe('UNCONFIRMED');
  expect(() => decide.confirm(tried, { isRight: true, now })).toThrow(/too often/);
});

test('the same address keeps its confirmation and its link; another one, or a stopped one, needs a code', () => {
  const again = set(confirmed, { isSame: true, language: 'en', link: sealed('m'), linkDigest: 'm' });
  expect(again).toMatchObject({ state: 'CONFIRMED', language: 'en', linkDigest: 'l', version: confirmed.version + 1 });
  expect(set(confirmed, { linkDigest: 'm' })).toMatchObject({
    state: 'UNCONFIRMED',
    linkDigest: 'm',
    confirmedAt: null,
  });
  const stopped = decide.stop(confirmed, { by: 'LINK', now });
  expect(set(stopped, { isSame: true })).toMatchObject({ state: 'UNCONFIRMED', stoppedBy: 'STOPPED_BY_UNSPECIFIED' });
});

test('the first reason to stop stays', () => {
  const stopped = decide.stop(confirmed, { by: 'BOUNCE', now });
  expect(decide.stop(stopped, { by: 'LINK', now })).toBe(stopped);
  expect(() => decide.confirm(stopped, { isRight: true, now })).toThrow(/expired/);
});

test('what asks comes at once, the rest in a digest, by default', () => {
  expect(KINDS.map((kind) => paceOf({}, kind))).toEqual(['AT_ONCE', ...Array(5).fill('DIGEST')]);
  expect(paceOf({ TASKS: 'OFF' }, 'TASKS')).toBe('OFF');
  expect(kindOf({ eventType: 'naru.matching.match.proposed.v1' })).toBe('MATCHES');
  expect(kindOf({ eventType: 'naru.matching.match.proposed.v1', asked: {} })).toBe('TASKS');
  expect(kindOf({ eventType: 'naru.ledger.outcome.reported.v1' })).toBe('OTHERS');
});
