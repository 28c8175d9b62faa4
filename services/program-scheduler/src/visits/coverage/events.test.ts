/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { VisitCoverageStated } from '@naru/contracts/program/v1/visit_events';
import { BSON } from 'mongodb';
import type { Coverage, CoverageEvent } from './coverage.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/coverage.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Coverage;
// All of them carry the same message, so one string holds for all.
const GOLDEN = 'CkAKHnZjb18wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRIFS1ItNDEaBUtSLTQxIgcI4g8QARgBKgcI4w8QCBgf';
const TYPES: Record<CoverageEvent['type'], string> = {
  CoverageStated: 'naru.program.visit_coverage.stated.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as CoverageEvent, state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.visit_coverage.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.visit_coverage.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as what they say', () => {
  const { coverage: read } = VisitCoverageStated.decode(Buffer.from(GOLDEN, 'base64'));
  expect(read).toEqual(VisitCoverageStated.fromPartial({ coverage: toProto(state) }).coverage);
});
