import { create, fromJson, toJson } from '@bufbuild/protobuf';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fixtureMessage } from '../fixture/contract.ts';
import { checkMessage } from './message.ts';
import { type Json, Walk } from './walk.ts';

const everything = fixtureMessage('Everything');
const check = checkMessage(everything);

/** The result of the walk over a body, and its faults as `path rule`. */
function walkOver(body: Json) {
  const walk = new Walk();
  const clean = check(body, walk);
  return { clean, faults: walk.faults.map(({ path, rule }) => `${path} ${rule}`), messages: walk.faults };
}

const accepted = (body: Json) => {
  const { clean, faults } = walkOver(body);
  expect(faults).toEqual([]);
  return toJson(everything, fromJson(everything, clean));
};

describe('each kind of fault', () => {
  const cases: [string, Json, string[]][] = [
    ['a body that is a list', [], [' object']],
    ['a body that is null', null, [' object']],
    ['an unknown field', { nope: 1 }, ['nope unknown_field']],
    ['a key with a dollar sign', { $where: '1' }, ['["$where"] unknown_field']],
    ['a key with a dot', { 'child.text': '1' }, ['["child.text"] unknown_field']],
    ['__proto__', JSON.parse('{"__proto__":{"text":"x"}}'), ['["__proto__"] unknown_field']],
    ['a key that is half a surrogate pair', JSON.parse('{"\\ud800":1}'), ['["\ufffd"] unknown_field']],
    ['a number for text', { text: 5 }, ['text string']],
    ['half a surrogate pair', { text: 'a\ud800b' }, ['text unicode']],
    ['text for a truth value', { flag: 'true' }, ['flag bool']],
    ['a fraction for a whole number', { small: 1.5 }, ['small int32']],
    ['2^31', { small: 2 ** 31 }, ['small int32']],
    ['-1 for a natural number', { smallNatural: -1 }, ['smallNatural uint32']],
    ['text for a whole number', { small: 'seven' }, ['small int32']],
    ['an empty string for a number', { small: '', real: '' }, ['small int32', 'real double']],
    ['2^53+1, unquoted', JSON.parse('{"large":9007199254740993}'), ['large int64']],
    ['2^53, quoted', { large: '9007199254740992' }, ['large int64']],
    ['a number of a thousand digits', { large: '9'.repeat(1000) }, ['large int64']],
    ['-1 for a large natural number', { largeNatural: '-1' }, ['largeNatural uint64']],
    ['infinity', { real: 'Infinity' }, ['real double']],
    ['a number beyond the doubles', JSON.parse('{"real":1e999}'), ['real double']],
    ['a number beyond the floats', { shortReal: 1e39 }, ['shortReal float']],
    ['broken base64', { blob: 'a=b=' }, ['blob base64']],
    ['an unknown name of an enum', { colour: 'GREEN' }, ['colour enum']],
    ['an unknown number of an enum', { colour: 7 }, ['colour enum']],
    ['one value for a list', { words: 'a' }, ['words list']],
    ['null in a list', { words: ['a', null] }, ['words[1] string']],
    ['a wrong item of a list', { colours: ['RED', 'GREEN', 'BLUE', 3] }, ['colours[1] enum', 'colours[3] enum']],
    ['a list for a map', { counts: [] }, ['counts object']],
    ['a wrong value of a map', { counts: { a: 1, b: 'x' } }, ['counts.b int32']],
    [
      'keys that are commands',
      { counts: { $set: 1, 'a.b': 2, '': 3 } },
      ['counts["$set"] key', 'counts["a.b"] key', 'counts[""] key'],
    ],
    ['__proto__ as a key of a map', JSON.parse('{"counts":{"__proto__":1}}'), ['counts["__proto__"] key']],
    ['faults below', { children: [{}, { child: { small: true } }] }, ['children[1].child.small int32']],
    ['both of two alternatives', { leftChoice: 'a', rightChoice: 1 }, ['rightChoice oneof']],
    [
      'two alternatives, one of them unreadable',
      { leftChoice: 5, rightChoice: 1 },
      ['leftChoice string', 'rightChoice oneof'],
    ],
    [
      'both names of a field, one of them unreadable',
      { smallNatural: 'x', small_natural: 1 },
      ['smallNatural uint32', 'smallNatural duplicate'],
    ],
    ['a field by both of its names', { smallNatural: 1, small_natural: 1 }, ['smallNatural duplicate']],
    ['a date that does not exist', { at: '2015-02-30T00:00:00Z' }, ['at timestamp']],
    ['an instant without its zone', { at: '2015-05-11T09:00:00' }, ['at timestamp']],
    ['a number for an instant', { at: 1431302400 }, ['at timestamp']],
    ['a duration in minutes', { lasting: '5m' }, ['lasting duration']],
    ['a mask of proto names', { mask: 'short_real' }, ['mask field_mask']],
    ['a boxed number that is too large', { boxed: 2 ** 53 }, ['boxed int64']],
    ['a list for free JSON', { free: [] }, ['free object']],
    ['commands in free JSON', { free: { a: [{ $ne: 1 }] } }, ['free.a[0]["$ne"] key']],
    ['half a surrogate in any value', { anyValue: ['\udc00'] }, ['anyValue[0] unicode']],
    ['a civil date that does not exist', { on: '2015-02-30' }, ['on date']],
    ['a wrong part of a date', { on: { year: 2015, month: 'May' } }, ['on.month int32']],
  ];
  test.each(cases)('%s', (_, body, faults) => {
    expect(walkOver(body).faults).toEqual(faults);
  });
});

test('all faults of a body are reported together, each with what would be right', () => {
  const { messages } = walkOver({ small: 'x', colours: ['GREEN'], child: { nope: 1, at: 'now' } });
  expect(messages).toMatchObject([
    { path: 'small', rule: 'int32', said: { en: 'must be a whole number from -2,147,483,648 to 2,147,483,647' } },
    { path: 'colours[0]', rule: 'enum', said: { en: 'must be one of RED, BLUE' } },
    { path: 'child.nope', rule: 'unknown_field', said: { en: expect.stringContaining('valid fields: text, flag,') } },
    { path: 'child.at', rule: 'timestamp', said: { en: expect.stringContaining('RFC 3339') } },
  ]);
});

test('a body with very many faults gets an answer of limited size', () => {
  expect(walkOver({ words: Array(100_000).fill(1) }).faults).toHaveLength(100);
});

test('text is normalised to NFC everywhere', () => {
  const [apart, whole] = ['강'.normalize('NFD'), '강'];
  expect(accepted({ text: apart, words: [apart], children: [{ text: apart }], free: { k: [apart] } })).toEqual({
    text: whole,
    words: [whole],
    children: [{ text: whole }],
    free: { k: [whole] },
  });
});

test('lenient forms of the proto3 JSON mapping pass', () => {
  expect(
    accepted({ large: 7, small: '8', small_natural: 9, text: null, child: null, on: '2015-05-11', colour: 1 }),
  ).toEqual({
    large: '7',
    small: 8,
    smallNatural: 9,
    on: { year: 2015, month: 5, day: 11 },
    colour: 'RED',
  });
});

test('any valid message round-trips', () => {
  const text = fc.string({ unit: 'grapheme' }).map((value) => value.normalize('NFC'));
  const safe = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
  const key = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,8}$/);
  const leaf = fc.record(
    {
      text,
      flag: fc.boolean(),
      small: fc.integer(),
      smallNatural: fc.nat(),
      large: safe.map(BigInt),
      largeNatural: fc.maxSafeNat().map(BigInt),
      real: fc.double({ noDefaultInfinity: true, noNaN: true }),
      shortReal: fc.float({ noDefaultInfinity: true, noNaN: true }),
      blob: fc.uint8Array(),
      colour: fc.constantFrom(0, 1, 2),
      words: fc.array(text),
      counts: fc.dictionary(key, fc.integer()),
      known: fc.integer(),
      choice: fc.oneof(
        fc.record({ case: fc.constant('leftChoice'), value: text }),
        fc.record({ case: fc.constant('rightChoice'), value: fc.integer() }),
      ),
      boxed: safe.map(BigInt),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(leaf, fc.array(leaf, { maxLength: 3 }), (outer, inner) => {
      const message = create(everything, { ...outer, children: inner.map((one) => create(everything, one)) });
      const json = toJson(everything, message);
      expect(accepted(structuredClone(json) as Json)).toEqual(json);
    }),
  );
});
