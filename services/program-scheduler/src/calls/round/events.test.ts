/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { RoundOpened } from '@naru/contracts/program/v1/events';
import { Form } from '@naru/contracts/program/v1/form';
import { goldenEvents } from '@naru/testing/golden';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { Round, RoundEvent } from './round.ts';

const round: Round = {
  id: 'rnd_01h455vb4pex5vsknk084sn02q',
  programmeId: 'prg_01h455vb4pex5vsknk084sn02q',
  eventId: 'evt_01h455vb4pex5vsknk084sn02q',
  name: { ko: '2016년 상반기 모집', en: 'call for the first half of 2016' },
  year: 2016,
  half: 'H1',
  phase: 1,
  state: 'CLOSED',
  opensAt: new Date(Date.UTC(2016, 1, 1)),
  closesAt: new Date(Date.UTC(2016, 2, 31, 14, 59, 59)),
  place: 2,
  form: undefined,
  eligibility: undefined,
  graceMinutes: 0,
  source: { externalId: 'briefing:2016H1', fictional: true, refs: ['A0-07'] },
};
const TYPES: Record<RoundEvent['type'], string> = {
  RoundOpened: 'naru.program.round.opened.v1',
  RoundClosed: 'naru.program.round.closed.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as RoundEvent, round)), snapshot(round)];

const golden = goldenEvents({ published, of: 'naru.program.round.', at: import.meta.url });

test('the bytes of the first release are read as the whole round', () => {
  expect(RoundOpened.decode(golden('naru.program.round.opened.v1')).round).toEqual(toProto(round));
});

test('an event does not carry the form, which may be longer than an event may be', () => {
  const label = { ko: '질문', en: 'a question' };
  const form = Form.fromPartial({ fields: [{ id: 'plan', label, kind: 'TEXT' }] });
  const { data } = publish({ type: 'RoundOpened' } as RoundEvent, { ...round, form });
  expect(RoundOpened.decode(data).round?.form).toBeUndefined();
});
