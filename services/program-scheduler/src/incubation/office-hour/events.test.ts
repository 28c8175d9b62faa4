/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { OfficeHourOffered } from '@naru/contracts/program/v1/incubation_events';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { OfficeHour, OfficeHourEvent } from './office-hour.ts';

const fixture = readFileSync(new URL('fixture/office-hour.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as OfficeHour;
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'Ct0BCh5vZmhfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHm1udF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRoeY29oXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxIgVLUi0yNyoGCJC7wKYFMgYImMnApgU4AkIedmVuXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxSh5vaHJfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnFSIgoL64yA6rWsIDLsuLUSE0RhZWd1LCBzZWNvbmQgZmxvb3I=';
const TYPES: Record<OfficeHourEvent['type'], string> = {
  OfficeHourOffered: 'naru.program.office_hour.offered.v1',
  OfficeHourBooked: 'naru.program.office_hour.booked.v1',
  OfficeHourReleased: 'naru.program.office_hour.released.v1',
  OfficeHourCancelled: 'naru.program.office_hour.cancelled.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as OfficeHourEvent, state)), snapshot(state)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.office_hour.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.office_hour.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as what they say', () => {
  const { officeHour: read } = OfficeHourOffered.decode(Buffer.from(GOLDEN, 'base64'));
  expect(read).toEqual(OfficeHourOffered.fromPartial({ officeHour: toProto(state) }).officeHour);
});
