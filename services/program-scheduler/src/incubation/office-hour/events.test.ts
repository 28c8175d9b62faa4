/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { OfficeHourOffered } from '@naru/contracts/program/v1/incubation_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { OfficeHour, OfficeHourEvent } from './office-hour.ts';

const fixture = readFileSync(new URL('fixture/office-hour.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as OfficeHour;
const TYPES: Record<OfficeHourEvent['type'], string> = {
  OfficeHourOffered: 'naru.program.office_hour.offered.v1',
  OfficeHourBooked: 'naru.program.office_hour.booked.v1',
  OfficeHourReleased: 'naru.program.office_hour.released.v1',
  OfficeHourCancelled: 'naru.program.office_hour.cancelled.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as OfficeHourEvent, state)), snapshot(state)];

const golden = goldenEvents({ published, of: 'naru.program.office_hour.', at: import.meta.url });

test('the bytes of the first release are read as the right messages', () => {
  const { officeHour: read } = OfficeHourOffered.decode(golden('naru.program.office_hour.offered.v1'));
  expect(read).toEqual(OfficeHourOffered.fromPartial({ officeHour: toProto(state) }).officeHour);
});
