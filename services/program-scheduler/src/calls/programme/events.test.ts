/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { ProgrammeCreated } from '@naru/contracts/program/v1/events';
import { Form } from '@naru/contracts/program/v1/form';
import { goldenEvents } from '@naru/testing/golden';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { Programme, ProgrammeEvent } from './programme.ts';

const programme: Programme = {
  id: 'prg_01h455vb4pex5vsknk084sn02q',
  name: { ko: '해외 현지 기업 설명회', en: 'corporate briefings held abroad' },
  ownerId: 'org_01h455vb4pex5vsknk084sn02q',
  kind: 'BRIEFING',
  phases: [
    {
      number: 1,
      from: { year: 2015, month: 7, day: 1 },
      to: { year: 2016, month: 6, day: 30 },
      sectors: ['IOT', 'GAME'],
      teamsMax: 0,
      teamsMin: 0,
      putForward: false,
    },
    {
      number: 2,
      from: { year: 2016, month: 7, day: 1 },
      to: undefined,
      sectors: [],
      teamsMax: 0,
      teamsMin: 0,
      putForward: false,
    },
  ],
  quota: { teamsMax: 19, teamsMin: 10, roundsPerYear: 2, shortfallNeedsReason: false },
  exposure: undefined,
  form: undefined,
  templateId: '',
  source: { externalId: 'programme:corporate-briefing', fictional: false, refs: ['A0-07', 'A0-08'] },
};
const published = [
  ...['ProgrammeCreated', 'ProgrammeUpdated'].map((type) => publish({ type } as ProgrammeEvent, programme)),
  snapshot(programme),
];

const golden = goldenEvents({ published, of: 'naru.program.programme.', at: import.meta.url });

test('the bytes of the first release are read as the whole programme', () => {
  expect(ProgrammeCreated.decode(golden('naru.program.programme.created.v1')).programme).toEqual(toProto(programme));
});

test('an event does not carry the form, which may be longer than an event may be', () => {
  const label = { ko: '질문', en: 'a question' };
  const form = Form.fromPartial({ fields: [{ id: 'plan', label, kind: 'TEXT' }] });
  const { data } = publish({ type: 'ProgrammeCreated' } as ProgrammeEvent, { ...programme, form });
  expect(ProgrammeCreated.decode(data).programme?.form).toBeUndefined();
});
