/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { EventPlanned } from '@naru/contracts/program/v1/events';
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
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CukBCh5ldnRfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHnByZ18wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRosChVNV0Mg7IOB7ZWY7J20KOuNsOuqqCkSE01XQyBTaGFuZ2hhaSAoZGVtbykgASgCMhUKCeyDge2VmOydtBIIU2hhbmdoYWk6AkNOQgcI3w8QBxgPSgUI3w8QB1INQXNpYS9TaGFuZ2hhaVgFYicKHGV4aGliaXRpb246bXdjLXNoYW5naGFpLWRlbW8QARoFQTAtMDZyEOyghOyLnO2ajCDst6jshow=';
const TYPES: Record<EventEvent['type'], string> = {
  EventPlanned: 'naru.program.event.planned.v1',
  EventUpdated: 'naru.program.event.updated.v1',
  EventOpened: 'naru.program.event.opened.v1',
  EventSelected: 'naru.program.event.selected.v1',
  EventHeld: 'naru.program.event.held.v1',
  EventCancelled: 'naru.program.event.cancelled.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as EventEvent, event)), snapshot(event)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.event.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.event.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the whole event', () => {
  expect(EventPlanned.decode(Buffer.from(GOLDEN, 'base64')).event).toEqual(toProto(event));
});
