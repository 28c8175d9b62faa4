/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ResidencyApplied } from '@naru/contracts/program/v1/incubation_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { Residency, ResidencyEvent } from './residency.ts';

const fixture = readFileSync(new URL('fixture/residency.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Residency;
const TYPES: Record<ResidencyEvent['type'], string> = {
  ResidencyApplied: 'naru.program.residency.applied.v1',
  ResidencyStarted: 'naru.program.residency.started.v1',
  ResidencyGraduated: 'naru.program.residency.graduated.v1',
  ResidencyLeft: 'naru.program.residency.left.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as ResidencyEvent, state)), snapshot(state)];

const golden = goldenEvents({ published, of: 'naru.program.residency.', at: import.meta.url });

test('the bytes of the first release are read as the right messages', () => {
  const { residency: read } = ResidencyApplied.decode(golden('naru.program.residency.applied.v1'));
  expect(read).toEqual(ResidencyApplied.fromPartial({ residency: toProto(state) }).residency);
});
