import { expect, test } from '@jest/globals';
import { madeOf } from '@naru/testing/parts';
import { matchingEngine } from './service.ts';

test('the service contains all its parts', () => {
  expect(madeOf(matchingEngine)).toEqual({
    answers: ['MatchingService'],
    nouns: ['erasure', 'match'],
    snapshots: 1,
    // All events of ventures, investors and centres in the catalogue.
    hears: { copies: expect.any(Number), matches: 6, erasures: 1 },
    timers: 1,
    operations: { 'matching.run': 'long' },
    objects: ['introduction', 'match', 'party', 'side'],
    lookups: ['investor', 'venture'],
    names: ['centre', 'investor', 'venture'],
    ready: ['index'],
  });
});
