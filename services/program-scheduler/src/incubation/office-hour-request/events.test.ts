/** The bytes of every event at its first release, and their content. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { OfficeHourRequestAsked } from '@naru/contracts/program/v1/incubation_events';
import { goldenEvents } from '@naru/testing/golden';
import { BSON } from 'mongodb';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { OfficeHourRequest, OfficeHourRequestEvent } from './office-hour-request.ts';

const fixture = readFileSync(new URL('fixture/office-hour-request.schema-1.json', import.meta.url), 'utf8');
const state = BSON.EJSON.parse(fixture).state as OfficeHourRequest;
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

const golden = goldenEvents({ published, of: 'naru.program.office_hour_request.', at: import.meta.url });

test('the bytes of the first release are read as the right messages', () => {
  const { request: read } = OfficeHourRequestAsked.decode(golden('naru.program.office_hour_request.asked.v1'));
  expect(read).toEqual(OfficeHourRequestAsked.fromPartial({ request: toProto(state) }).request);
});
