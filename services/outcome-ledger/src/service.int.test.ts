import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { madeOf } from '@naru/testing/parts';
import { outcomeLedger } from './service.ts';

/** All events except snapshots, which repeat earlier events, and the journal's own heads. */
const HEARD = events.filter(({ type }) => !/\.(snapshot|journal_head\.signed)\.v\d+$/.test(type)).length;

test('the service contains all its parts', () => {
  expect(madeOf(outcomeLedger)).toEqual({
    answers: ['LedgerService', 'OutcomeService'],
    nouns: ['erasure', 'journal_head', 'outcome'],
    snapshots: 1,
    // The journal receives every event but its own.
    hears: { journal: HEARD, report: 8, names: 5, erasures: 1 },
    timers: 0,
    operations: {},
    objects: ['outcome', 'outcome_subject'],
    lookups: ['centre', 'organisation'],
    names: ['centre', 'organisation'],
    ready: [],
  });
});
