import { expect, test } from '@jest/globals';
import { madeOf } from '@naru/testing/parts';
import { matchingEngine } from './service.ts';

test('nothing that it is made of has been left out', () => {
  expect(madeOf(matchingEngine)).toEqual({
    answers: ['MatchingService'],
    nouns: ['match'],
    snapshots: 1,
    // All events of ventures and of investors in the catalogue.
    hears: { ventures: expect.any(Number), investors: expect.any(Number), matches: 4 },
    timers: 1,
    operations: { 'matching.run': 'long' },
    objects: ['introduction', 'match', 'party', 'side'],
    ready: ['index'],
  });
});
