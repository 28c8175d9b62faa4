/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { ResidencyApplied } from '@naru/contracts/program/v1/incubation_events';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { Residency, ResidencyEvent } from './residency.ts';

const fixture = readFileSync(new URL('fixture/residency.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Residency;
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CqMBCh5yZXNfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHmNvaF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRoedmVuXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxIgVLUi0yNygDMAM6BgiA3+6jBUIHCN4PEAwYFkoHCN8PEAYYFlocChFyZXNpZGVuY3k6Zml4dHVyZRABGgVBMy0wNA==';
const TYPES: Record<ResidencyEvent['type'], string> = {
  ResidencyApplied: 'naru.program.residency.applied.v1',
  ResidencyStarted: 'naru.program.residency.started.v1',
  ResidencyGraduated: 'naru.program.residency.graduated.v1',
  ResidencyLeft: 'naru.program.residency.left.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as ResidencyEvent, state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.residency.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.residency.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as what they say', () => {
  const { residency: read } = ResidencyApplied.decode(Buffer.from(GOLDEN, 'base64'));
  expect(read).toEqual(ResidencyApplied.fromPartial({ residency: toProto(state) }).residency);
});
