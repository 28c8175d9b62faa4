/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CaseOpened } from '@naru/contracts/program/v1/incubation_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import type { Case, CaseEvent } from './case.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/case.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Case;
const TYPES: Record<CaseEvent['type'], string> = {
  CaseOpened: 'naru.program.case.opened.v1',
  CaseStarted: 'naru.program.case.started.v1',
  CaseHandedOff: 'naru.program.case.handed_off.v1',
  CaseResolved: 'naru.program.case.resolved.v1',
  CaseReopened: 'naru.program.case.reopened.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as CaseEvent, state)), snapshot(state)];

const golden = goldenEvents({ published, of: 'naru.program.case.', at: import.meta.url });

test('the bytes of the first release are read as the right messages', () => {
  const { case: read } = CaseOpened.decode(golden('naru.program.case.opened.v1'));
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
