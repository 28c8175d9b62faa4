import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { printBusinessNumber, readBusinessNumber } from './business-number.ts';
import { printCorporateNumber, readCorporateNumber } from './corporate-number.ts';
import { printPhoneNumber, readPhoneNumber } from './phone-number.ts';

test.each([
  '124-81-00998',
  '124 81 00998',
  '1248100998',
  '１２４－８１－００９９８',
  '124.81.00998',
  ' 124 – 81 − 00998\u00a0',
  '124‐81　00998',
])('a business number in any grouping: %s', (text) => {
  expect(readBusinessNumber(text)).toEqual({ value: '1248100998' });
});

test.each(['116-82-00276', '123-45-67891', '214-87-98889', '617-86-11575', '220-87-57205', '129-81-16573'])(
  'an existing business number: %s',
  (text) => {
    expect(readBusinessNumber(text)).toEqual({ value: text.replaceAll('-', '') });
  },
);

test.each([
  ['116-82-00278', 'check_digit'],
  ['123-45-67890', 'check_digit'],
  ['124-81-00988', 'check_digit'], // Validators that sum eight digits, or use ten weights, accept it.
  ['124 81 0099', 'length'],
  ['12481009980', 'length'],
  ['', 'length'],
  ['100-81-00002', 'range'],
  ['124-00-00998', 'range'],
  ['124-81-00005', 'range'],
  ['124-81-0099A', 'characters'],
  ['124-81-0099²', 'characters'],
  ['1248100998\n', 'characters'],
  ['124/81/00998', 'characters'],
])('a business number %j is refused for its %s', (text, fault) => {
  expect(readBusinessNumber(text)).toEqual({ fault });
});

test.each([
  ['130111-0006246', { value: '1301110006246' }],
  ['１３０１１１ ０００６２４６', { value: '1301110006246' }],
  ['110111-0062432', { value: '1101110062432' }], // The example in the rule itself.
  ['130111-0006247', { fault: 'check_digit' }],
  ['130111-000624', { fault: 'length' }],
  ['130111-000624x', { fault: 'characters' }],
])('a corporate number %s', (text, reading) => {
  expect(readCorporateNumber(text)).toEqual(reading);
});

test.each([
  ['02-312-3456', '+8223123456', '02-312-3456', '+82 2 312 3456'],
  ['０２　３１２　３４５６', '+8223123456', '02-312-3456', '+82 2 312 3456'],
  ['010.1234.5678', '+821012345678', '010-1234-5678', '+82 10 1234 5678'],
  ['+82 (0)10-1234-5678', '+821012345678', '010-1234-5678', '+82 10 1234 5678'],
  ['031) 123-4567', '+82311234567', '031-123-4567', '+82 31 123 4567'],
  ['070-1234-5678', '+827012345678', '070-1234-5678', '+82 70 1234 5678'],
  ['1588-1234', '+8215881234', '1588-1234', '+82 1588 1234'],
  ['+49 30 123456', '+4930123456', '+49 30 123456', '+49 30 123456'],
])('a telephone number %s', (text, value, ko, en) => {
  expect(readPhoneNumber(text)).toEqual({ value });
  expect([printPhoneNumber(value, 'ko'), printPhoneNumber(value, 'en')]).toEqual([ko, en]);
});

test.each([
  ['010-123', 'number'],
  ['02-3123-45678', 'number'],
  ['02-312-3456 ext 12', 'characters'],
  ['call 02-312-3456', 'characters'],
  ['', 'characters'],
])('a telephone number %j is refused for its %s', (text, fault) => {
  expect(readPhoneNumber(text)).toEqual({ fault });
});

const digits = (count: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count });

test('exactly one of the ten last digits is right; a number, printed and read again, is the same', () => {
  fc.assert(
    fc.property(digits(9), digits(12), (nine, twelve) => {
      const right = (read: (text: string) => { value?: string | undefined }, head: number[]) =>
        Array.from({ length: 10 }, (_, last) => [...head, last].join('')).filter((text) => read(text).value === text);
      const business = right(readBusinessNumber, nine);
      const corporate = right(readCorporateNumber, twelve);
      expect(business).toHaveLength(readBusinessNumber([...nine, 0].join('')).fault === 'range' ? 0 : 1);
      expect(corporate).toHaveLength(1);
      for (const value of business) expect(readBusinessNumber(printBusinessNumber(value))).toEqual({ value });
      for (const value of corporate) expect(readCorporateNumber(printCorporateNumber(value))).toEqual({ value });
    }),
  );
  expect([printBusinessNumber('1248100998'), printCorporateNumber('1301110006246')]).toEqual([
    '124-81-00998',
    '130111-0006246',
  ]);
});

test('a mistyped digit is found at any place', () => {
  const mistyped = fc.tuple(fc.nat({ max: 9 }), fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(mistyped, ([place, by]) => {
      const typed = [...'1248100998'].map((digit, at) => (at === place ? (Number(digit) + by) % 10 : digit)).join('');
      expect(readBusinessNumber(typed).fault).toMatch(/check_digit|range/);
    }),
  );
});

test('a telephone number, printed and read again, is the same, in both languages', () => {
  const prefix = fc.constantFrom('2', '31', '51', '64', '10', '70', '80');
  fc.assert(
    fc.property(prefix, digits(8), (before, number) => {
      const { value } = readPhoneNumber(`+82${before}${number.join('')}`);
      fc.pre(value !== undefined);
      for (const language of ['ko', 'en'] as const)
        expect(readPhoneNumber(printPhoneNumber(value as string, language))).toEqual({ value });
    }),
  );
});
