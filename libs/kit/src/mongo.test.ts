import { expect, test } from '@jest/globals';
import { handAmbient } from '@naru/testing/hand-ambient';
import {
  MongoAPIError,
  MongoBulkWriteError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
} from 'mongodb';
import { backoffMs, databaseAway, duplicateKey, isDatabaseAway, isTransient, patiently } from './mongo.ts';
import { Rejection } from './rejection.ts';

const broken = new MongoNetworkError('connection 3 to 127.0.0.1:27017 closed');
const duplicate = { message: 'E11000 duplicate key error', code: 11000 };

test('a broken connection can be retried, also when a bulk write reports it', () => {
  expect(isTransient(broken)).toBe(true);
  expect(isTransient(new MongoBulkWriteError(broken, {} as never))).toBe(true);
});

test('a refusal of the server cannot be retried', () => {
  expect(isTransient(new MongoServerError(duplicate))).toBe(false);
  expect(isTransient(new MongoBulkWriteError({ ...duplicate, writeErrors: [] } as never, {} as never))).toBe(false);
  expect(isTransient(new Error('no error of the database'))).toBe(false);
});

test('an error of the driver itself is a programming error, except that the client is not connected', () => {
  expect(isTransient(new MongoAPIError('no such option'))).toBe(false);
  expect(isTransient(new MongoNotConnectedError('not now'))).toBe(true);
});

test.each(['RetryableWriteError', 'TransientTransactionError'])(
  'an error of the server with the label %s can be retried',
  (label) => {
    const error = new MongoServerError({ message: 'not the primary any more', code: 10107 });
    expect(isTransient(error)).toBe(false);
    error.addErrorLabel(label);
    expect(isTransient(error)).toBe(true);
  },
);

test('the index that refused a write is named by its first field', () => {
  const refused = (more: object) => new MongoServerError({ ...duplicate, ...more });
  expect(duplicateKey(refused({ keyPattern: { 'keys.brn': 1, other: 1 } }))).toBe('keys.brn');
  expect(duplicateKey(refused({}))).toBe('_id');
  expect(duplicateKey(new MongoServerError({ message: 'no space left', code: 14031 }))).toBeNull();
  expect(duplicateKey(Object.assign(new Error('no error of the database'), { code: 11000 }))).toBeNull();
});

test('the database counts as away if the driver says so, or if the retries have ended', () => {
  expect([broken, databaseAway()].map(isDatabaseAway)).toEqual([true, true]);
  const other = new Rejection({
    kind: 'unavailable',
    code: 'issuer.unavailable',
    said: { ko: 'another is away', en: 'another is away' },
  });
  expect([other, new MongoServerError(duplicate), null].map(isDatabaseAway)).toEqual([false, false, false]);
});

test('a pause doubles up to its limit, and is between half and all of that', () => {
  const bounds = { firstMs: 100, maxMs: 500 };
  for (const [attempt, all] of [100, 200, 400, 500, 500].entries())
    for (let time = 0; time < 50; time += 1) {
      expect(backoffMs(attempt, bounds)).toBeGreaterThanOrEqual(all / 2);
      expect(backoffMs(attempt, bounds)).toBeLessThanOrEqual(all);
    }
});

/** Work that fails a number of times, and the count of its tries. */
function failing(times: number, error: unknown = broken) {
  const state = { tries: 0 };
  const work = async () => {
    state.tries += 1;
    if (state.tries <= times) throw error;
    return 'done';
  };
  return { state, work };
}

test('an absent database is retried, a refusal is not', async () => {
  const ambient = handAmbient();
  const { state, work } = failing(2);
  const answer = patiently(work, { ambient });
  for (const tries of [1, 2]) {
    await ambient.resting();
    expect(state.tries).toBe(tries);
    ambient.advance(500);
  }
  expect(await answer).toBe('done');
  const refusal = new MongoServerError(duplicate);
  const refused = failing(1, refusal);
  await expect(patiently(refused.work, { ambient })).rejects.toBe(refusal);
  expect(refused.state.tries).toBe(1);
});

test('the retries end after a second and a half, and not before', async () => {
  const ambient = handAmbient();
  const { state, work } = failing(100);
  const answer = patiently(work, { ambient });
  answer.catch(() => {});
  await ambient.resting();
  ambient.advance(1_500);
  await ambient.resting();
  expect(state.tries).toBe(2);
  ambient.advance(500);
  await expect(answer).rejects.toMatchObject({ kind: 'unavailable', code: 'database.unavailable' });
  expect(state.tries).toBe(3);
});

test('the retries end at once when the caller leaves', async () => {
  const ambient = handAmbient();
  const caller = new AbortController();
  const { state, work } = failing(100);
  const answer = patiently(work, { ambient, signal: caller.signal });
  answer.catch(() => {});
  await ambient.resting();
  caller.abort();
  await expect(answer).rejects.toMatchObject({ code: 'database.unavailable' });
  expect(state.tries).toBe(2);
});
