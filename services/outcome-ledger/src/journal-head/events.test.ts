/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { JournalHeadSigned } from '@naru/contracts/ledger/v1/journal_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import { publish } from './events.ts';
import { headId, type JournalHead } from './journal-head.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/journal-head.schema-1.json', import.meta.url), 'utf8');
const { _id, state } = BSON.EJSON.parse(fixture) as { _id: string; state: JournalHead };

const golden = goldenEvents({
  published: [publish({ type: 'JournalHeadSigned', head: state }, state)],
  of: 'naru.ledger.journal_head.',
  at: import.meta.url,
});

test('the bytes of the first release are read as the right message', () => {
  const { head } = JournalHeadSigned.decode(golden('naru.ledger.journal_head.signed.v1'));
  expect(head).toEqual(toProto(state));
});

test('a stored head has the id of its chain and number', () => {
  expect(headId(state)).toBe(_id);
});
