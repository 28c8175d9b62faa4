import { create, toBinary } from '@bufbuild/protobuf';
import { StructSchema } from '@bufbuild/protobuf/wkt';
import { describe, expect, test } from '@jest/globals';
import { registry } from '@naru/contracts';
import { ListRoundsRequest } from '@naru/contracts/program/v1/round';
import { RegisterVentureRequest } from '@naru/contracts/registry/v1/venture';
import type { Rejection } from './rejection.ts';
import { checkMessage } from './validate.ts';

const desc = registry.getMessage('naru.registry.v1.RegisterVentureRequest');
const given = (request: Parameters<typeof RegisterVentureRequest.fromPartial>[0]) =>
  RegisterVentureRequest.encode(RegisterVentureRequest.fromPartial(request)).finish();
const name = (ko: string) =>
  given({ centreId: 'KR-27', brn: '1248100998', profile: { name: { ko, en: '' }, sectors: ['IOT'] } });

function refusal(bytes: Uint8Array, of = desc): Rejection | null {
  if (!of) throw new Error('the contract has no such message');
  try {
    checkMessage(of, bytes);
    return null;
  } catch (error) {
    return error as Rejection;
  }
}
const rules = (bytes: Uint8Array) => refusal(bytes)?.faults.map(({ path, rule }) => [path, rule]) ?? [];

test('a message that keeps every rule passes, with tabs and line ends', () => {
  expect(refusal(name('나루\t센서\r\n대구'))).toBeNull();
});

test('every broken rule is reported with the path of its field, and the message names the first', () => {
  const found = refusal(given({ centreId: '', brn: '1'.repeat(1_000), profile: { name: { ko: '나루', en: '' } } }));
  expect(found).toMatchObject({ kind: 'invalid', code: 'request.invalid' });
  const paths = found?.faults.map(({ path }) => path) ?? [];
  expect(paths).toEqual(expect.arrayContaining(['centreId', 'brn']));
  expect(found?.message).toBe(`centreId: ${found?.faults[0]?.said.en}`);
});

test.each([
  ['decomposed Hangul', '나루'.normalize('NFD'), 'text.nfc'],
  ['a null', '나\u0000루', 'text.unseen'],
  ['an escape', '나\u001b[31m루', 'text.unseen'],
  ['a mark that turns the direction', '나\u202e루', 'text.unseen'],
  ['an isolate', '나\u2066루', 'text.unseen'],
])('text with %s is refused by its field', (_, text, rule) => {
  expect(rules(name(text))).toEqual([['profile.name.ko', rule]]);
});

test('a fault in a list names the index of the item', () => {
  const products = [{ name: { ko: '센서', en: '' } }, { name: { ko: '나\u0000루', en: '' } }];
  const profile = { name: { ko: '나루', en: '' }, sectors: ['IOT' as const], products };
  expect(rules(given({ centreId: 'KR-27', brn: '1248100998', profile }))).toEqual([
    ['profile.products[1].name.ko', 'text.unseen'],
  ]);
});

test('the keys of a map and of a JSON object are names: a character that nobody sees is refused by its path', () => {
  const struct = (fields: Record<string, unknown>) => {
    const wrapped = (value: unknown): object =>
      typeof value === 'string'
        ? { kind: { case: 'stringValue', value } }
        : { kind: { case: 'structValue', value: { fields: fieldsOf(value as object) } } };
    const fieldsOf = (of: object) => Object.fromEntries(Object.entries(of).map(([key, one]) => [key, wrapped(one)]));
    return toBinary(StructSchema, create(StructSchema, { fields: fieldsOf(fields) as never }));
  };
  const found = (fields: Record<string, unknown>) =>
    refusal(struct(fields), StructSchema)?.faults.map(({ path, rule }) => [path, rule]) ?? [];
  expect(found({ 이름: '나루', $kept: 'x' })).toEqual([]);
  expect(found({ '이\u200b름': '나루' })).toEqual([[expect.stringContaining('이\u200b름'), 'text.unseen']]);
  expect(found({ '$\u2800': 'x' })).toHaveLength(1);
  expect(found({ outer: { 'in\u202ener': 'x' } })).toHaveLength(1);
  expect(found({ ['나루'.normalize('NFD')]: 'x' })).toEqual([[expect.any(String), 'text.nfc']]);
});

test('an order that a list does not name is refused with the list of allowed orders', () => {
  const list = registry.getMessage(ListRoundsRequest.$type);
  const asked = (orderBy: string) => ListRoundsRequest.encode(ListRoundsRequest.fromPartial({ orderBy })).finish();
  const faults = (orderBy: string) => refusal(asked(orderBy), list)?.faults ?? [];
  for (const orderBy of ['', 'closes_at', 'closes_at desc', 'update_time desc']) expect(faults(orderBy)).toEqual([]);
  for (const orderBy of ['year', 'closes_at asc', 'closes_at,year', ' desc', 'closesAt'])
    expect(faults(orderBy)).toMatchObject([
      {
        path: 'orderBy',
        rule: 'order_by.unknown',
        said: {
          en: 'must be one of create_time, create_time desc, update_time, update_time desc, closes_at, closes_at desc',
        },
      },
    ]);
});

test('bytes that are no valid message are refused as such', () => {
  expect(refusal(Uint8Array.of(0xff, 0xff, 0xff))).toMatchObject({ kind: 'invalid', code: 'request.undecodable' });
});

describe('a fault says what would be right', () => {
  const asked = (request: Parameters<typeof ListRoundsRequest.fromPartial>[0]) =>
    refusal(
      ListRoundsRequest.encode(ListRoundsRequest.fromPartial(request)).finish(),
      registry.getMessage('naru.program.v1.ListRoundsRequest'),
    );
  const venture = (more: object) => refusal(given({ centreId: 'KR-27', brn: '1248100998', ...more }));
  const said = (found: Rejection | null, path: string) => found?.faults.find((fault) => fault.path === path)?.said;
  const named = { name: { ko: '나루', en: '' } };

  test('the fault of a range names both ends, whichever end is passed', () => {
    for (const pageSize of [-1, 201])
      expect(said(asked({ pageSize }), 'pageSize')).toEqual({
        ko: '0부터 200까지의 수여야 합니다',
        en: 'must be a number from 0 to 200',
      });
  });

  test('the fault of an enum lists the allowed values', () => {
    const found = venture({ profile: { ...named, sectors: ['SECTOR_UNSPECIFIED'] } });
    const { ko = '', en = '' } = said(found, 'profile.sectors[0]') ?? {};
    expect(en).toMatch(/^must be one of IOT, GAME, /);
    expect(ko).toMatch(/^다음 가운데 하나여야 합니다: IOT\(사물인터넷\), GAME\(게임\), /);
    expect(en).not.toContain('UNSPECIFIED');
  });

  test('faults of length, count and repetition name their limits', () => {
    const long = venture({ requestId: 'x'.repeat(121), profile: { ...named, sectors: ['IOT', 'IOT'] } });
    expect(said(long, 'profile.sectors')).toEqual({
      ko: '같은 값을 두 번 적을 수 없습니다',
      en: 'must not have the same value twice',
    });
    expect(said(long, 'requestId')).toEqual({
      ko: '120자 이하여야 합니다',
      en: 'must have at most 120 characters',
    });
  });

  test('the parameters are sent beside the text', () => {
    expect(asked({ pageSize: 201 })?.faults[0]).toMatchObject({
      rule: 'int32.gte_lte',
      params: { least: 0, most: 200 },
    });
  });
});

test('days and instants lie in the years from 1900 to 2199, wherever they stand', () => {
  const list = registry.getMessage(ListRoundsRequest.$type);
  const closes = (closesAfter: string) =>
    refusal(
      ListRoundsRequest.encode(ListRoundsRequest.fromPartial({ closesAfter: new Date(closesAfter) })).finish(),
      list,
    );
  const founded = (year: number) =>
    rules(
      given({
        ...{ centreId: 'KR-27', brn: '1248100998' },
        profile: { name: { ko: '나루', en: '' }, sectors: ['IOT'], foundedOn: { year, month: 1, day: 1 } },
      }),
    );
  for (const year of [1900, 2199]) expect(founded(year)).toEqual([]);
  for (const year of [1, 1899, 2200, 9999, -1]) expect(founded(year)).toEqual([['profile.foundedOn', 'date.range']]);
  for (const good of ['1900-01-01T00:00:00Z', '2199-12-31T23:59:59Z']) expect(closes(good)).toBeNull();
  for (const bad of ['1899-12-31T23:59:59Z', '2200-01-01T00:00:00Z', '9999-12-31T00:00:00Z'])
    expect(closes(bad)?.faults).toMatchObject([{ path: 'closesAfter', rule: 'date.range' }]);
});
