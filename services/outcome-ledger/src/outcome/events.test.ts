/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { OutcomeReported } from '@naru/contracts/ledger/v1/outcome_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { Outcome, OutcomeEvent } from './outcome.ts';

const fixture = readFileSync(new URL('fixture/outcome.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Outcome;
const TYPES: Record<OutcomeEvent['type'], string> = {
  OutcomeReported: 'naru.ledger.outcome.reported.v1',
  OutcomeVerified: 'naru.ledger.outcome.verified.v1',
  OutcomeCorrected: 'naru.ledger.outcome.corrected.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as OutcomeEvent, state)), snapshot(state)];

const golden = goldenEvents({ published, of: 'naru.ledger.outcome.', at: import.meta.url });

test('the bytes of the first release are read as the right messages', () => {
  const { outcome: read } = OutcomeReported.decode(golden('naru.ledger.outcome.reported.v1'));
  expect(read).toEqual(OutcomeReported.fromPartial({ outcome: toProto(state) }).outcome);
});
