import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { madeOf } from '@naru/testing/parts';
import { outcomeLedger } from './service.ts';

/** All that happens; snapshots say nothing new. */
const HEARD = events.filter(({ type }) => !/\.snapshot\.v\d+$/.test(type)).length;

test('nothing that it is made of has been left out', () => {
  expect(madeOf(outcomeLedger)).toEqual({
    answers: ['LedgerService', 'OutcomeService'],
    nouns: ['outcome'],
    snapshots: 1,
    // The journal hears everything.
    hears: { journal: HEARD, report: 5, names: 5 },
    timers: 0,
    operations: {},
    objects: ['outcome', 'outcome_subject'],
    names: ['centre', 'organisation'],
    ready: [],
  });
});
