import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseBrn, requireBrn } from './brn.ts';

test.each(['124-81-00998', '116-82-00276', '123-45-67891', '1248100998'])('%s exists', (written) => {
  expect(parseBrn(written)).toBe(written.replaceAll('-', ''));
});

test.each([
  ['a wrong check digit', '116-82-00278'],
  ['a wrong check digit', '123-45-67890'],
  ['a prefix below 101', '100-81-00002'],
  ['a type of 00', '124-00-00998'],
  ['a serial of 0000', '124-81-00005'],
  // Implementations elsewhere let these through: a loop over eight digits, ten weights, `$` before a newline.
  ['a changed ninth digit', '124-81-00988'],
  ['a trailing newline', '1248100998\n'],
  ['eleven digits', '12481009980'],
  ['full-width digits', '１２４８１００９９８'],
  ['nothing', ''],
])('%s is refused: %j', (_, written) => {
  expect(parseBrn(written)).toBeNull();
});

test('of the ten last digits exactly one is right', () => {
  const head = fc.tuple(
    fc.integer({ min: 101, max: 999 }),
    fc.integer({ min: 1, max: 99 }),
    fc.integer({ min: 1, max: 9999 }),
  );
  fc.assert(
    fc.property(head, ([prefix, type, serial]) => {
      const nine = `${prefix}${String(type).padStart(2, '0')}${String(serial).padStart(4, '0')}`;
      expect(Array.from({ length: 10 }, (__, digit) => parseBrn(nine + digit)).filter(Boolean)).toHaveLength(1);
    }),
  );
});

test('the refusal names the field and the way out', () => {
  expect(() => requireBrn('brn', '116-82-00278')).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ path: 'brn', rule: 'brn.check_digit' })] }),
  );
});
