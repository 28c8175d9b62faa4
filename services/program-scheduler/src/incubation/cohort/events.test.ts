/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CohortCreated } from '@naru/contracts/program/v1/incubation_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import type { Cohort, CohortEvent } from './cohort.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/cohort.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Cohort;
const TYPES: Record<CohortEvent['type'], string> = {
  CohortCreated: 'naru.program.cohort.created.v1',
  CohortUpdated: 'naru.program.cohort.updated.v1',
  CohortStarted: 'naru.program.cohort.started.v1',
  CohortEnded: 'naru.program.cohort.ended.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as CohortEvent, state)), snapshot(state)];

const golden = goldenEvents({ published, of: 'naru.program.cohort.', at: import.meta.url });

test('the bytes of the first release are read as the right messages', () => {
  const { cohort: read } = CohortCreated.decode(golden('naru.program.cohort.created.v1'));
  expect(read).toEqual(CohortCreated.fromPartial({ cohort: toProto(state) }).cohort);
});
