/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { CaseOpened } from '@naru/contracts/program/v1/incubation_events';
import { BSON } from 'mongodb';
import type { Case, CaseEvent } from './case.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/case.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Case;
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CtwBCh5jYXNfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESDzIwMTUtS1ItMjktMDAwNxoedmVuXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxIgVLUi0yOSgDMh5vcmdfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnE4A0ozCgVLUi0yORACGh5vcmdfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnEgAzIGCIDQzqcFWgcI3w8QAxgBYgcI3w8QBBgBchcKDGNhc2U6Zml4dHVyZRABGgVBMy0wNA==';
const TYPES: Record<CaseEvent['type'], string> = {
  CaseOpened: 'naru.program.case.opened.v1',
  CaseStarted: 'naru.program.case.started.v1',
  CaseHandedOff: 'naru.program.case.handed_off.v1',
  CaseResolved: 'naru.program.case.resolved.v1',
  CaseReopened: 'naru.program.case.reopened.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as CaseEvent, state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.case.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.case.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as what they say', () => {
  const { case: read } = CaseOpened.decode(Buffer.from(GOLDEN, 'base64'));
  expect(read).toEqual(
    CaseOpened.fromPartial({
      case: {
        ...toProto(state),
        question: undefined,
        resolution: undefined,
        handOffs: state.handOffs.map((one) => ({ ...one, reason: '' })),
      },
    }).case,
  );
});
