import { expect, test } from '@jest/globals';
import { madeOf } from '@naru/testing/parts';
import { investorDirectory } from './service.ts';

test('the service has all its parts', () => {
  expect(madeOf(investorDirectory)).toEqual({
    answers: ['InvestorService', 'FundService'],
    nouns: ['deal', 'erasure', 'fund', 'investor'],
    snapshots: 3,
    // All events of ventures, centres and organisations in the catalogue.
    hears: { copies: expect.any(Number), introductions: 1, erasures: 1 },
    timers: 0,
    operations: {},
    objects: ['deal', 'fund', 'fund_owner', 'investor', 'venture.deal'],
    lookups: ['centre', 'organisation', 'venture'],
    names: ['centre', 'investor', 'organisation', 'venture'],
    ready: [],
  });
});
