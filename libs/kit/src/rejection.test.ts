import { status as grpc, Metadata, type ServiceError } from '@grpc/grpc-js';
import { expect, test } from '@jest/globals';
import { log } from '@naru/telemetry/log';
import { exists, invalid, refusing, rule, texts } from '@naru/words/texts';
import { broken, ERROR_KINDS, type ErrorKind, fromStatus, notFound, Rejection, toStatus } from './rejection.ts';

log.level = 'silent';

const faultOf = (path: string, rule: string, words: string) => ({ path, rule, said: { ko: words, en: words } });

test('a refusal of any kind crosses the wire complete: kind, code, message and faults', () => {
  const faults = [faultOf('profile.sectors[2]', 'enum.defined_only', '반드시 목록의 값')];
  for (const kind of Object.keys(ERROR_KINDS) as ErrorKind[]) {
    const back = fromStatus(
      toStatus(
        new Rejection({
          kind,
          code: 'venture.consent_missing',
          said: { ko: '동의가 없습니다', en: '동의가 없습니다' },
          faults,
        }),
      ) as ServiceError,
    );
    expect(back).toMatchObject({ kind, code: 'venture.consent_missing', message: '동의가 없습니다', faults });
  }
});

test('any other error becomes one opaque line outside', () => {
  const status = toStatus(new Error('password=hunter2'));
  const back = fromStatus(status as ServiceError);
  expect(back).toMatchObject({ kind: 'bug', code: 'internal' });
  expect(`${status.details}${JSON.stringify(status.metadata)}`).not.toContain('hunter2');
});

test('of too many faults, as many as fit the trailer are sent, with the number of the rest', () => {
  const faults = Array.from({ length: 5_000 }, (_, i) => faultOf(`rows[${i}].id`, 'string.min_len', 'short'));
  const status = toStatus(
    new Rejection({ kind: 'invalid', code: 'request.invalid', said: { ko: 'many faults', en: 'many faults' }, faults }),
  );
  const { faults: told, faultsLeft } = fromStatus(status as ServiceError);
  expect(told).toEqual(faults.slice(0, told.length));
  expect(told.length).toBeGreaterThan(50);
  expect(faultsLeft).toBe(5_000 - told.length);
  expect((status.metadata.get('grpc-status-details-bin')[0] as Buffer).length).toBeLessThan(8 * 1024);
  const long = [faultOf('name', 'x', '긴'.repeat(5_000)), faultOf('city', 'x', 'short')];
  expect(
    fromStatus(
      toStatus(new Rejection({ kind: 'rule', code: 'x', said: { ko: 'x', en: 'x' }, faults: long })) as ServiceError,
    ),
  ).toMatchObject({
    faults: [{ path: 'name' }],
    faultsLeft: 1,
  });
});

test('callers get the text in their language, with the parameters beside the code', () => {
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

test('a gRPC error without our details is reported by its status code only', () => {
  const bare = (code: number) =>
    fromStatus({ code, details: 'the wire says', metadata: new Metadata() } as unknown as ServiceError);
  expect(bare(grpc.UNAVAILABLE)).toMatchObject({ kind: 'unavailable', code: 'unavailable', message: 'the wire says' });
  expect(bare(grpc.CANCELLED)).toMatchObject({ kind: 'timeout', code: 'timeout' });
  expect(bare(grpc.DATA_LOSS)).toMatchObject({ kind: 'bug', code: 'internal', faults: [] });
});
test('each kind has its own HTTP status, on which callers rely', () => {
  expect(Object.fromEntries(Object.entries(ERROR_KINDS).map(([kind, { http }]) => [kind, http]))).toEqual({
    ...{ invalid: 400, anonymous: 401, forbidden: 403, not_found: 404, exists: 409, rule: 422 },
    ...{ conflict: 409, gone: 410, exhausted: 429, unavailable: 503, timeout: 504, bug: 500 },
  });
});
test('a wrong field and a missing thing are named, with the remedy', () => {
  const said = { ko: '날짜여야 합니다', en: 'must be a day' };
  expect(broken([{ path: 'held_on', rule: 'date.exists', said }])).toMatchObject({
    ...{ kind: 'invalid', code: 'request.invalid', message: 'heldOn: must be a day' },
    faults: [{ path: 'heldOn', rule: 'date.exists', said }],
  });
  expect(notFound('deal', 'deal_1')).toMatchObject({ kind: 'not_found', code: 'deal.not_found' });
  expect(notFound('deal', 'deal_1').message).toContain('deal_1');
});

const LAMP = texts('lamp', {
  off: rule({ ko: '꺼져 있습니다', en: 'the lamp is off' }),
  taken: exists({
    field: 'socketId',
    example: { socket: 3 },
    ko: ({ socket }) => `${socket}번은 쓰이고 있습니다`,
    en: ({ socket }) => `socket ${socket} is taken`,
  }),
  watts: invalid({ ko: '와트여야 합니다', en: 'must be watts' }),
});

test('the refusals of a noun carry its name, the parameters and the field', () => {
  const lamp = refusing(LAMP);
  expect(lamp.refuse('off')).toMatchObject({ kind: 'rule', code: 'lamp.off', message: 'the lamp is off', faults: [] });
  expect(lamp.refuse('taken', { socket: 4 })).toMatchObject({
    ...{ kind: 'exists', code: 'lamp.taken', params: { socket: 4 } },
    said: { ko: 'socketId: 4번은 쓰이고 있습니다', en: 'socketId: socket 4 is taken' },
    faults: [{ path: 'socketId', rule: 'lamp.taken', said: { en: 'socket 4 is taken' } }],
  });
  expect(lamp.invalid('power', 'watts')).toMatchObject({
    kind: 'invalid',
    faults: [{ path: 'power', rule: 'lamp.watts' }],
  });
  expect(lamp.known({ id: 'lmp_1' })).toEqual({ id: 'lmp_1' });
  expect(() => lamp.known(null)).toThrow('there is no such lamp');
  expect(lamp.unknown('lmp_1')).toMatchObject({ kind: 'not_found', code: 'lamp.not_found' });
});
