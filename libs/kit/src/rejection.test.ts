import type { ServiceError } from '@grpc/grpc-js';
import { expect, test } from '@jest/globals';
import { ERROR_KINDS, type ErrorKind, fromStatus, Rejection, toStatus } from './rejection.ts';
import { log } from './telemetry.ts';

log.level = 'silent';

test('a refusal of any kind crosses the wire whole: kind, code, message and faults', () => {
  const faults = [{ path: 'profile.sectors[2]', rule: 'enum.defined_only', message: '반드시 목록의 값' }];
  for (const kind of Object.keys(ERROR_KINDS) as ErrorKind[]) {
    const back = fromStatus(
      toStatus(
        new Rejection({ kind, code: 'venture.consent_missing', message: '동의가 없습니다', faults }),
      ) as ServiceError,
    );
    expect(back).toMatchObject({ kind, code: 'venture.consent_missing', message: '동의가 없습니다', faults });
  }
});

test('anything else is one opaque line outside', () => {
  const status = toStatus(new Error('password=hunter2'));
  const back = fromStatus(status as ServiceError);
  expect(back).toMatchObject({ kind: 'bug', code: 'internal' });
  expect(`${status.details}${JSON.stringify(status.metadata)}`).not.toContain('hunter2');
});

test('of very many faults the first are told: a trailer that is too large would break the connection', () => {
  const faults = Array.from({ length: 5_000 }, (_, i) => ({
    path: `rows[${i}].id`,
    rule: 'string.min_len',
    message: 'short',
  }));
  const status = toStatus(new Rejection({ kind: 'invalid', code: 'request.invalid', message: 'many faults', faults }));
  expect(fromStatus(status as ServiceError).faults).toEqual(faults.slice(0, 50));
});
