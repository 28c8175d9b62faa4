/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { CohortCreated } from '@naru/contracts/program/v1/incubation_events';
import { BSON } from 'mongodb';
import type { Cohort, CohortEvent } from './cohort.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

const fixture = readFileSync(new URL('fixture/cohort.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as Cohort;
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'Cr8BCh5jb2hfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHnByZ18wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRoFS1ItMjciWQoUCglD656pIDHquLASB0MtTGFiIDEQEhoFCN8PEAEoBjIHCN4PEAwYFjgBOAJCFAgSGgcI3w8QBRgLIAEqBUEzLTA0ShMIiB0aBwjfDxAFGAsgAioDUzIwKAIyGQoOY29ob3J0OmZpeHR1cmUQARoFQTMtMDQ=';
const TYPES: Record<CohortEvent['type'], string> = {
  CohortCreated: 'naru.program.cohort.created.v1',
  CohortUpdated: 'naru.program.cohort.updated.v1',
  CohortStarted: 'naru.program.cohort.started.v1',
  CohortEnded: 'naru.program.cohort.ended.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as CohortEvent, state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.cohort.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.cohort.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as what they say', () => {
  const { cohort: read } = CohortCreated.decode(Buffer.from(GOLDEN, 'base64'));
  expect(read).toEqual(CohortCreated.fromPartial({ cohort: toProto(state) }).cohort);
});
