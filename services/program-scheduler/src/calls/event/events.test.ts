/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { EventPlanned } from '@naru/contracts/program/v1/events';
import { goldenEvents } from '@naru/testing/golden';
import type { Event, EventEvent } from './event.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';

const event: Event = {
  id: 'evt_01h455vb4pex5vsknk084sn02q',
  programmeId: 'prg_01h455vb4pex5vsknk084sn02q',
  name: { ko: 'MWC 상하이(데모)', en: 'MWC Shanghai (demo)' },
  type: 'EXHIBITION',
  edition: 2,
  place: { ko: '상하이', en: 'Shanghai' },
  country: 'CN',
  startDate: { year: 2015, month: 7, day: 15 },
  endDate: { year: 2015, month: 7, day: 0 },
  timeZone: 'Asia/Shanghai',
  state: 'CANCELLED',
  cancelReason: '전시회 취소',
  parentEventId: '',
  brand: undefined,
  source: { externalId: 'exhibition:mwc-shanghai-demo', fictional: true, refs: ['A0-06'] },
};
const TYPES: Record<EventEvent['type'], string> = {
  EventPlanned: 'naru.program.event.planned.v1',
  EventUpdated: 'naru.program.event.updated.v1',
  EventOpened: 'naru.program.event.opened.v1',
  EventSelected: 'naru.program.event.selected.v1',
  EventHeld: 'naru.program.event.held.v1',
  EventCancelled: 'naru.program.event.cancelled.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as EventEvent, event)), snapshot(event)];

const golden = goldenEvents({ published, of: 'naru.program.event.', at: import.meta.url });

test('the bytes of the first release are read as the whole event', () => {
  expect(EventPlanned.decode(golden('naru.program.event.planned.v1')).event).toEqual(toProto(event));
});
