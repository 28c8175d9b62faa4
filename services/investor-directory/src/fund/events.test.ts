/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { FundAnnounced } from '@naru/contracts/investor/v1/fund_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import type { Fund, FundEvent } from './fund.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/fund.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Fund;
const TYPES: Record<FundEvent['type'], string> = {
  FundAnnounced: 'naru.investor.fund.announced.v1',
  FundUpdated: 'naru.investor.fund.updated.v1',
  FundRaised: 'naru.investor.fund.raised.v1',
  FundClosed: 'naru.investor.fund.closed.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as FundEvent, state)), snapshot(state)];

const golden = goldenEvents({ published, of: 'naru.investor.fund.', at: import.meta.url });

test('the released bytes decode to the whole fund', () => {
  const { fund: read } = FundAnnounced.decode(golden('naru.investor.fund.announced.v1'));
  expect(read).toEqual(FundAnnounced.fromPartial({ fund: toProto(state) }).fund);
});
