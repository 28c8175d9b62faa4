/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { FundAnnounced } from '@naru/contracts/investor/v1/fund_events';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import type { Fund, FundEvent } from './fund.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/fund.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Fund;
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CtYBCh5mbmRfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESBUtSLTI5GgVLUi0yOSJ0CjQKIeyEnOuvvCDsg53tmZwg7LC97KGw6rK97KCcIOq4sOq4iBIPbGl2ZWxpaG9vZCBmdW5kEigKEOyDneqzhO2YlSDssL3sl4USFGxpdmVsaWhvb2Qgc3RhcnQtdXBzGIDIr6AlIgcI3w8QARgbKgMI5A8oAjIVCgkxMDDslrXsm5ASCEtSVyAxMGJuOhcKDGZ1bmQ6Zml4dHVyZRABGgVBMy0wNA==';
const TYPES: Record<FundEvent['type'], string> = {
  FundAnnounced: 'naru.investor.fund.announced.v1',
  FundUpdated: 'naru.investor.fund.updated.v1',
  FundRaised: 'naru.investor.fund.raised.v1',
  FundClosed: 'naru.investor.fund.closed.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as FundEvent, state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.investor.fund.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.investor.fund.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as what they say', () => {
  const { fund: read } = FundAnnounced.decode(Buffer.from(GOLDEN, 'base64'));
  expect(read).toEqual(FundAnnounced.fromPartial({ fund: toProto(state) }).fund);
});
