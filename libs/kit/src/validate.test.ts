import { expect, test } from '@jest/globals';
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

test('what keeps every rule passes, with tabs and line ends', () => {
  expect(refusal(name('나루\t센서\r\n대구'))).toBeNull();
});

test('every rule that is broken is told, with the path of its field, and the message names the first', () => {
  const found = refusal(given({ centreId: '', brn: 'x', profile: { name: { ko: '나루', en: '' } } }));
  expect(found).toMatchObject({ kind: 'invalid', code: 'request.invalid' });
  const paths = found?.faults.map(({ path }) => path) ?? [];
  expect(paths).toEqual(expect.arrayContaining(['centre_id', 'brn']));
  expect(found?.message).toBe(`${found?.faults[0]?.path}: ${found?.faults[0]?.message}`);
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

test('text inside a list is named by its place', () => {
  const products = [{ name: { ko: '센서', en: '' } }, { name: { ko: '나\u0000루', en: '' } }];
  const profile = { name: { ko: '나루', en: '' }, sectors: ['IOT' as const], products };
  expect(rules(given({ centreId: 'KR-27', brn: '1248100998', profile }))).toEqual([
    ['profile.products[1].name.ko', 'text.unseen'],
  ]);
});

test('an order that a list does not name is refused with those that it takes', () => {
  const list = registry.getMessage(ListRoundsRequest.$type);
  const asked = (orderBy: string) => ListRoundsRequest.encode(ListRoundsRequest.fromPartial({ orderBy })).finish();
  const faults = (orderBy: string) => refusal(asked(orderBy), list)?.faults ?? [];
  for (const orderBy of ['', 'closes_at', 'closes_at desc', 'update_time desc']) expect(faults(orderBy)).toEqual([]);
  for (const orderBy of ['year', 'closes_at asc', 'closes_at,year', ' desc', 'closesAt'])
    expect(faults(orderBy)).toEqual([
      {
        path: 'order_by',
        rule: 'order_by.unknown',
        message:
          'must be one of create_time, create_time desc, update_time, update_time desc, closes_at, closes_at desc',
      },
    ]);
});

test('bytes that are no such message are refused as that', () => {
  expect(refusal(Uint8Array.of(0xff, 0xff, 0xff))).toMatchObject({ kind: 'invalid', code: 'request.undecodable' });
});
