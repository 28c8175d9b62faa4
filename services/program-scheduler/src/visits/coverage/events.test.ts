/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { VisitCoverageStated } from '@naru/contracts/program/v1/visit_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import type { Coverage, CoverageEvent } from './coverage.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/coverage.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Coverage;
const TYPES: Record<CoverageEvent['type'], string> = {
  CoverageStated: 'naru.program.visit_coverage.stated.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as CoverageEvent, state)), snapshot(state)];

const golden = goldenEvents({ published, of: 'naru.program.visit_coverage.', at: import.meta.url });

test('the bytes of the first release are read as the right messages', () => {
  const { coverage: read } = VisitCoverageStated.decode(golden('naru.program.visit_coverage.stated.v1'));
  expect(read).toEqual(VisitCoverageStated.fromPartial({ coverage: toProto(state) }).coverage);
});
