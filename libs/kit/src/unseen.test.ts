import { describe, expect, test } from '@jest/globals';
import { registry } from '@naru/contracts';
import { textKindOf } from '@naru/contracts/prose';
import { RegisterVentureRequest } from '@naru/contracts/registry/v1/venture';
import { isSeen } from './text.ts';
import { unseenIn } from './unseen.ts';
import { checkMessage } from './validate.ts';

const BLANK = [
  '200B',
  '2060',
  'FEFF',
  '00AD',
  '034F',
  '115F',
  '1160',
  '17B4',
  '180E',
  '2028',
  '2800',
  '3164',
  'FFA0',
  '2062',
  'FFF9',
  '200C',
  '200D',
  'FE0F',
  'E0101',
];
const TURNING = ['061C', '200E', '200F', '202A', '202B', '202D', '202E', '2066', '2067', '2069', '206A'];
const TAGS = ['E0001', 'E0020', 'E0067', 'E007F'];
const CONTROL = ['0000', '0008', '001B', '007F', '0085'];
const char = (code: string) => String.fromCodePoint(Number.parseInt(code, 16));

test.each([...BLANK, ...TURNING, ...TAGS, ...CONTROL])('U+%s in a name is found, and its place is told', (code) => {
  expect(unseenIn(`라온${char(code)}링크`, 'name')).toEqual({ sign: `U+${code}`, place: 3 });
  expect(unseenIn(`😀a${char(code)}`, 'name')?.place).toBe(3);
});

test.each([...TURNING, ...TAGS, ...CONTROL, '200C', '200D', 'FE0F', 'E0101'])('U+%s in prose is found', (code) => {
  expect(unseenIn(`우리는${char(code)} 만든다`, 'prose')).toEqual({ sign: `U+${code}`, place: 4 });
});

test.each(['200B', '2060', '00AD', 'FEFF', '3164', '2800', '000A', '0009'])('U+%s in prose stays', (code) => {
  expect(unseenIn(`우리는${char(code)} 만든다`, 'prose')).toBeNull();
});

describe.each(['name', 'prose'] as const)('in a %s', (kind) => {
  test.each([
    ['Persian', 'می\u200cخواهم'],
    ['Sinhala', 'ශ්\u200dරී ලංකා'],
    ['Hindi', 'क्\u200dष'],
    ['Bengali', 'র\u200d্যাব'],
    ['a family', '👨\u200d👩\u200d👧'],
    ['a flag of colours', '🏳\ufe0f\u200d🌈'],
    ['a programmer', '👩🏽\u200d💻'],
    ['a heart', '❤\ufe0f 나루'],
    ['a key', '1\ufe0f\u20e3'],
    ['a form of a Japanese name', '葛\u{e0100}城'],
    ['Korean', '㈜라온링크 (주) 라온·링크, 사물인터넷\t'],
  ])('%s is written with what it needs', (_, text) => {
    expect(unseenIn(text, kind)).toBeNull();
  });

  test.each([
    ['a joiner between Latin letters', 'na\u200dru'],
    ['a joiner at the end', '나루\u200d'],
    ['a non-joiner at the end of Persian', 'می\u200c'],
    ['two joiners in a family', '👨\u200d\u200d👩'],
    ['a selector after a digit', '1\ufe0f2'],
    ['a selector after a Latin letter', 'a\ufe0f'],
    ['a flag of England, which is made of tags', '🏴\u{e0067}\u{e0062}\u{e007f}'],
  ])('%s is refused', (_, text) => {
    expect(unseenIn(text, kind)).not.toBeNull();
  });
});

test('a long text is read once, whatever is in it', () => {
  for (const part of ['\u200d', '👨\u200d', 'ی\u200c', '\u0300\u200c', '\u200b'])
    expect(() => unseenIn(part.repeat(100_000), 'prose')).not.toThrow();
});

test('every string of a message is checked by its kind, and the fault says which character and where', () => {
  const desc = registry.getMessage(RegisterVentureRequest.$type);
  if (!desc) throw new Error('the contract has no such message');
  const profile = {
    sectors: ['IOT' as const],
    name: { ko: '라온\u200b', en: 'a\u200bb' },
    summary: { ko: '태국\u200b어', en: 'x\u200f' },
  };
  const products = [{ name: { ko: '센\u3164서' }, description: { ko: '\u{e0041}' } }];
  const request = { centreId: 'KR-27', brn: '1248100998', requestId: 'a\ufeff', profile: { ...profile, products } };
  const bytes = RegisterVentureRequest.encode(RegisterVentureRequest.fromPartial(request)).finish();
  const faults: unknown[] = [];
  try {
    checkMessage(desc, bytes);
  } catch (error) {
    for (const { path, rule, said } of (error as { faults: { path: string; rule: string; said: { en: string } }[] })
      .faults)
      faults.push([path, rule, said.en.match(/U\+\w+|character \d+/g)?.join(' ')]);
  }
  expect(faults).toEqual(
    expect.arrayContaining([
      ['requestId', 'text.unseen', 'character 2 U+FEFF'],
      ['profile.name.ko', 'text.unseen', 'character 3 U+200B'],
      ['profile.name.en', 'text.unseen', 'character 2 U+200B'],
      ['profile.summary.en', 'text.unseen', 'character 2 U+200F'],
      ['profile.products[0].name.ko', 'text.unseen', 'character 2 U+3164'],
      ['profile.products[0].description.ko', 'text.unseen', 'character 1 U+E0041'],
    ]),
  );
  expect(faults).toHaveLength(6);
});

test('a text of blanks alone is not seen', () => {
  for (const code of ['2800', '3164', '200B', '115F', '00A0', '3000']) expect(isSeen(char(code).repeat(3))).toBe(false);
  expect(isSeen('나')).toBe(true);
});

test('names, ids and places are names; what people write at length is prose', () => {
  const kindOf = (message: string, field: string) =>
    textKindOf({ name: field, parent: { typeName: `naru.program.v1.${message}` } });
  expect(kindOf('PlanEventRequest', 'place')).toBe('name');
  expect(kindOf('Mentor', 'name')).toBe('name');
  expect(kindOf('CancelEventRequest', 'reason')).toBe('prose');
  expect(kindOf('UploadApplicationFileRequest', 'name')).toBe('cleaned');
});
