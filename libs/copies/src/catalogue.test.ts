import { expect, test } from '@jest/globals';
import * as investor from '@naru/contracts/investor/v1/events';
import * as matching from '@naru/contracts/matching/v1/events';
import { newsOf } from './catalogue.ts';

test('all events below a root are found, with their codecs', () => {
  const types = newsOf({ of: ['naru.investor.deal'], by: 'deal', from: [matching, investor] }).map(
    ({ $type }) => $type,
  );
  expect(types).toContain('naru.investor.v1.DealConfirmed');
  expect(types).toContain('naru.investor.v1.DealSnapshot');
  expect(types.every((type) => type.startsWith('naru.investor.v1.Deal'))).toBe(true);
});

test('an event in a module that is not read stops the service at boot, and the error names it', () => {
  expect(() => newsOf({ of: ['naru.investor.deal'], by: 'deal', from: [matching] })).toThrow(
    /naru\.investor\.deal\.\w+\.v1 is declared in a module that its copies do not read/,
  );
});

test('an event without the field that names its entity does the same', () => {
  expect(() => newsOf({ of: ['naru.investor.deal'], by: 'match', from: [investor] })).toThrow(/has no field match/);
});
