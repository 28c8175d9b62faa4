/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { OutcomeReported } from '@naru/contracts/ledger/v1/outcome_events';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { Outcome, OutcomeEvent } from './outcome.ts';

const fixture = readFileSync(new URL('fixture/outcome.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Outcome;
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CpQBCh5vdXRfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHm9yZ18wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRgCIgcI4w8QARgBKgcI4w8QCBgfMOQDOAJAAUgBUANaEwjgAxIGCICUrOsFGgbsmKTtg4BiBgiAt7HrBWoWCgtvYnM6Zml4dHVyZRABGgVBMy0wNA==';
const TYPES: Record<OutcomeEvent['type'], string> = {
  OutcomeReported: 'naru.ledger.outcome.reported.v1',
  OutcomeVerified: 'naru.ledger.outcome.verified.v1',
  OutcomeCorrected: 'naru.ledger.outcome.corrected.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as OutcomeEvent, state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.ledger.outcome.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.ledger.outcome.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as what they say', () => {
  const { outcome: read } = OutcomeReported.decode(Buffer.from(GOLDEN, 'base64'));
  expect(read).toEqual(OutcomeReported.fromPartial({ outcome: toProto(state) }).outcome);
});
