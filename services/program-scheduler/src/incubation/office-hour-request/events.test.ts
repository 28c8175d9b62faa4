/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { OfficeHourRequestAsked } from '@naru/contracts/program/v1/incubation_events';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { OfficeHourRequest, OfficeHourRequestEvent } from './office-hour-request.ts';

const fixture = readFileSync(new URL('fixture/office-hour-request.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as OfficeHourRequest;
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CrQBCh5vaHJfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHmNvaF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRoedmVuXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxIgVLUi0yNyoebW50XzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxMgECOAJCBgiQ9bWmBUoeb2ZoXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJx';
const TYPES: Record<OfficeHourRequestEvent['type'], string> = {
  OfficeHourAsked: 'naru.program.office_hour_request.asked.v1',
  OfficeHourGranted: 'naru.program.office_hour_request.granted.v1',
  OfficeHourWaiting: 'naru.program.office_hour_request.queued.v1',
  OfficeHourRequestWithdrawn: 'naru.program.office_hour_request.withdrawn.v1',
};
const published = [
  ...Object.keys(TYPES).map((type) => publish({ type } as OfficeHourRequestEvent, state)),
  snapshot(state),
];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.office_hour_request.snapshot.v1']);
  const catalogue = events
    .map(({ type }) => type)
    .filter((type) => type.startsWith('naru.program.office_hour_request.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as what they say', () => {
  const { request: read } = OfficeHourRequestAsked.decode(Buffer.from(GOLDEN, 'base64'));
  expect(read).toEqual(OfficeHourRequestAsked.fromPartial({ request: toProto(state) }).request);
});
