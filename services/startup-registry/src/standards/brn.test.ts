import { expect, test } from '@jest/globals';
import { requireBrn } from './brn.ts';

test.each(['124-81-00998', '124 81 00998', '1248100998', '１２４－８１－００９９８', '124.81.00998'])(
  '%s is kept as ten digits',
  (written) => {
    expect(requireBrn('brn', written)).toBe('1248100998');
  },
);

test.each([
  ['116-82-00278', 'brn.check_digit', /check digit/],
  ['124 81 0099', 'brn.length', /ten digits.*; it has 9$/],
  ['12481009980', 'brn.length', /ten digits.*; it has 11$/],
  ['124-00-00998', 'brn.range', /never issued/],
  ['124-81-0099A', 'brn.characters', /only digits/],
  ['1248100998\n', 'brn.characters', /only digits/],
])('%j is refused by %s, with the field and the remedy', (written, rule, message) => {
  expect(() => requireBrn('brn', written)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(message),
      faults: [expect.objectContaining({ path: 'brn', rule })],
    }),
  );
});
