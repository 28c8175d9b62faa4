/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { ProgrammeCreated } from '@naru/contracts/program/v1/events';
import { Form } from '@naru/contracts/program/v1/form';
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
const GOLDEN =
  'CuIBCh5wcmdfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESQQoe7ZW07Jm4IO2YhOyngCDquLDsl4Ug7ISk66qF7ZqMEh9jb3Jwb3JhdGUgYnJpZWZpbmdzIGhlbGQgYWJyb2FkGh5vcmdfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnEgAioYCAESBwjfDxAHGAEaBwjgDxAGGB4gASACKgsIAhIHCOAPEAcYATIGCBMQChgCOiwKHHByb2dyYW1tZTpjb3Jwb3JhdGUtYnJpZWZpbmcaBUEwLTA3GgVBMC0wOA==';
const published = [
  ...['ProgrammeCreated', 'ProgrammeUpdated'].map((type) => publish({ type } as ProgrammeEvent, programme)),
  snapshot(programme),
];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.programme.'));
  expect(published.map(({ event }) => event.type).sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the whole programme', () => {
  expect(ProgrammeCreated.decode(Buffer.from(GOLDEN, 'base64')).programme).toEqual(toProto(programme));
});

test('the form is read and not told: it may be longer than an event', () => {
  const label = { ko: '질문', en: 'a question' };
  const form = Form.fromPartial({ fields: [{ id: 'plan', label, kind: 'TEXT' }] });
  const { data } = publish({ type: 'ProgrammeCreated' } as ProgrammeEvent, { ...programme, form });
  expect(ProgrammeCreated.decode(data).programme?.form).toBeUndefined();
});
