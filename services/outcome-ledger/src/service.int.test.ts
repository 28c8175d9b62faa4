import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { madeOf } from '@naru/testing/parts';
import { outcomeLedger } from './service.ts';

test('nothing that it is made of has been left out', () => {
  expect(madeOf(outcomeLedger)).toEqual({
    answers: ['LedgerService', 'OutcomeService'],
    nouns: ['outcome'],
    snapshots: 1,
    // The journal hears everything.
    hears: { journal: events.length, report: 5 },
    timers: 0,
    operations: {},
    objects: ['outcome', 'outcome_subject'],
    ready: [],
  });
});
