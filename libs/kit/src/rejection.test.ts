import { status as grpc, Metadata, type ServiceError } from '@grpc/grpc-js';
import { expect, test } from '@jest/globals';
import {
  ERROR_KINDS,
  type ErrorKind,
  fromStatus,
  invalidField,
  notFound,
  Rejection,
  refusals,
  toStatus,
} from './rejection.ts';
import { log } from './telemetry.ts';

log.level = 'silent';

const faultOf = (path: string, rule: string, words: string) => ({ path, rule, said: { ko: words, en: words } });

test('a refusal of any kind crosses the wire whole: kind, code, message and faults', () => {
  const faults = [faultOf('profile.sectors[2]', 'enum.defined_only', '반드시 목록의 값')];
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

test('of very many faults as many are told as the trailer has room for, and how many are left', () => {
  const faults = Array.from({ length: 5_000 }, (_, i) => faultOf(`rows[${i}].id`, 'string.min_len', 'short'));
  const status = toStatus(new Rejection({ kind: 'invalid', code: 'request.invalid', message: 'many faults', faults }));
  const { faults: told, faultsLeft } = fromStatus(status as ServiceError);
  expect(told).toEqual(faults.slice(0, told.length));
  expect(told.length).toBeGreaterThan(50);
  expect(faultsLeft).toBe(5_000 - told.length);
  expect((status.metadata.get('grpc-status-details-bin')[0] as Buffer).length).toBeLessThan(8 * 1024);
  const long = [faultOf('name', 'x', '긴'.repeat(5_000)), faultOf('city', 'x', 'short')];
  expect(
    fromStatus(toStatus(new Rejection({ kind: 'rule', code: 'x', message: 'x', faults: long })) as ServiceError),
  ).toMatchObject({
    faults: [{ path: 'name' }],
    faultsLeft: 1,
  });
});

test('a caller is told in the language it reads, with the parameters beside the code', () => {
  const said = { ko: '센터 KR-27: 없습니다', en: 'no centre KR-27' };
  const rejection = new Rejection({
    kind: 'rule',
    code: 'centre.closed',
    said,
    params: {
      id: 'KR-27',
      places: 3,
      at: new Date(0),
      ids: ['a', 'b'],
      name: { ko: '대구', en: 'Daegu' },
      none: undefined,
    },
    faults: [{ path: 'heldOn', rule: 'centre.closed', said }],
  });
  const told = (language?: 'ko' | 'en') => fromStatus(toStatus(rejection, language) as ServiceError);
  expect([told('ko').message, told('en').message, told().message]).toEqual([said.ko, said.en, said.en]);
  expect(told('ko').faults).toMatchObject([{ path: 'heldOn', said: { ko: said.ko } }]);
  expect(told('ko').params).toEqual({
    ...{ id: 'KR-27', places: '3', at: '1970-01-01T00:00:00.000Z', ids: 'a,b' },
    ...{ 'name.ko': '대구', 'name.en': 'Daegu' },
  });
});

test('what came without our details is told by its code alone', () => {
  const bare = (code: number) =>
    fromStatus({ code, details: 'the wire says', metadata: new Metadata() } as unknown as ServiceError);
  expect(bare(grpc.UNAVAILABLE)).toMatchObject({ kind: 'unavailable', code: 'unavailable', message: 'the wire says' });
  expect(bare(grpc.CANCELLED)).toMatchObject({ kind: 'timeout', code: 'timeout' });
  expect(bare(grpc.DATA_LOSS)).toMatchObject({ kind: 'bug', code: 'internal', faults: [] });
});
test('each kind has its own HTTP status, which callers build on', () => {
  expect(Object.fromEntries(Object.entries(ERROR_KINDS).map(([kind, { http }]) => [kind, http]))).toEqual({
    ...{ invalid: 400, anonymous: 401, forbidden: 403, not_found: 404, exists: 409, rule: 422 },
    ...{ conflict: 409, exhausted: 429, unavailable: 503, timeout: 504, bug: 500 },
  });
});
test('a broken field and a missing thing are named, with the way out', () => {
  expect(invalidField('on', 'date.exists', 'must be a day')).toMatchObject({
    ...{ kind: 'invalid', code: 'request.invalid', message: 'on: must be a day' },
    faults: [{ path: 'on', rule: 'date.exists', said: { en: 'must be a day' } }],
  });
  expect(notFound('deal', 'deal_1')).toMatchObject({ kind: 'not_found', code: 'deal.not_found' });
  expect(notFound('deal', 'deal_1').message).toContain('deal_1');
});

test('the refusals of a noun bear its name, and whole codes of others stay as they are', () => {
  const { rule, exists, invalid, known, unknown } = refusals('round');
  expect(rule('limit', 'x')).toMatchObject({ kind: 'rule', code: 'round.limit', message: 'x' });
  expect(exists('half_taken', 'x')).toMatchObject({ kind: 'exists', code: 'round.half_taken' });
  expect(rule('cohort.ended', 'x')).toMatchObject({ code: 'cohort.ended' });
  expect(invalid('places', 'places', 'x')).toMatchObject({ faults: [{ path: 'places', rule: 'round.places' }] });
  expect(invalid('on', 'date.order', 'x')).toMatchObject({ kind: 'invalid', faults: [{ rule: 'date.order' }] });
  expect(known({ id: 'rnd_1' })).toEqual({ id: 'rnd_1' });
  expect(() => known(null)).toThrow('there is no such round');
  expect(unknown('rnd_1')).toMatchObject({ kind: 'not_found', code: 'round.not_found' });
});
