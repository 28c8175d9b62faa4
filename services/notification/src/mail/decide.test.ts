import { expect, test } from '@jest/globals';
import { nextAttempt, nextDigest, resultOf } from './decide.ts';

test.each([
  [550, 'RCPT TO', '5.1.1 no such user', 'bounced'],
  [553, 'RCPT TO', 'not allowed', 'bounced'],
  [550, 'RCPT TO', '5.7.1 relaying denied', 'later'],
  [552, 'RCPT TO', '5.2.2 mailbox full', 'later'],
  [554, 'RCPT TO', '5.3.2 system not accepting mail', 'later'],
  [451, 'RCPT TO', '4.7.1 greylisted', 'later'],
  [554, 'DATA', '5.6.0 content', 'refused'],
  [535, 'AUTH PLAIN', '5.7.8 wrong password', 'later'],
  [550, 'MAIL FROM', 'who are you', 'later'],
  [undefined, 'CONN', '', 'later'],
] as const)('%s to %s (%s) means %s', (code, command, text, wanted) => {
  expect(resultOf({ code, command, text })).toBe(wanted);
});

test('attempts end with the schedule, and are spread by up to a fifth', () => {
  const now = new Date('2026-05-11T00:00:00Z');
  const schedule = { stepsMs: [0, 1_000], chance: 1 };
  expect(nextAttempt(1, { now, schedule })).toEqual(new Date('2026-05-11T00:00:01.200Z'));
  expect(nextAttempt(2, { now, schedule })).toBeNull();
});

test('a digest is due at the next such hour in Korea, never now', () => {
  expect(nextDigest(new Date('2026-05-10T22:59:59Z'), 8)).toEqual(new Date('2026-05-10T23:00:00Z'));
  expect(nextDigest(new Date('2026-05-10T23:00:00Z'), 8)).toEqual(new Date('2026-05-11T23:00:00Z'));
  expect(nextDigest(new Date('2026-12-31T20:00:00Z'), 0)).toEqual(new Date('2027-01-01T15:00:00Z'));
});
