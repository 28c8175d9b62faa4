import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { madeOf } from '@naru/testing/parts';
import { outcomeLedger } from './service.ts';

/** All events except snapshots, which repeat earlier events. */
const HEARD = events.filter(({ type }) => !/\.snapshot\.v\d+$/.test(type)).length;

test('the service contains all its parts', () => {
  expect(madeOf(outcomeLedger)).toEqual({
    answers: ['LedgerService', 'OutcomeService'],
    nouns: ['outcome'],
    snapshots: 1,
    // The journal receives every event.
    hears: { journal: HEARD, report: 5, names: 5 },
    timers: 0,
    operations: {},
    objects: ['outcome', 'outcome_subject'],
    names: ['centre', 'organisation'],
    ready: [],
  });
});
