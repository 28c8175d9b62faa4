import { expect, test } from '@jest/globals';
import { TemplateShared } from '@naru/contracts/program/v1/events';
import { ProgrammeQuota } from '@naru/contracts/program/v1/programme';
import { TemplatePhase } from '@naru/contracts/program/v1/template';
import { goldenEvents } from '@naru/testing/golden';
import { scenario } from '@naru/testing/scenario';
import { createTemplate, shareTemplate } from './decide.ts';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import { requirePhases } from './rules.ts';
import { datedPhases, evolve, type Template, type TemplateEvent } from './template.ts';

const template: Template = {
  id: 'tpl_01h455vb4pex5vsknk084sn02q',
  name: { ko: '해외 설명회 표준안', en: 'standard briefing' },
  centreId: 'KR-41',
  kind: 'BRIEFING',
  phases: [
    { fromDay: 0, days: 366, sectors: ['IOT', 'GAME'], putForward: false, teamsMax: 0, teamsMin: 0 },
    { fromDay: 366, days: 0, sectors: [], putForward: true, teamsMax: 19, teamsMin: 10 },
  ],
  quota: ProgrammeQuota.fromPartial({ teamsMax: 19, teamsMin: 10, roundsPerYear: 2 }),
  exposure: undefined,
  form: undefined,
  state: 'PRIVATE',
};
const created: TemplateEvent = { type: 'TemplateCreated', template };
const shared: TemplateEvent = { type: 'TemplateShared' };
const given = scenario<Template, TemplateEvent>({ evolve });
const create = (existing: Template | null) => createTemplate(existing, template);

test('create: makes a template, once', () => {
  given().when(create).then(created);
  given(created).when(create).nothing();
});
test('share: lets all centres use it, and changes nothing when asked twice', () => {
  given(created).when(shareTemplate).leaves({ state: 'SHARED' });
  given(created, shared).when(shareTemplate).nothing();
  given().when(shareTemplate).refuses('template.not_found');
});

test('the dates of its phases are counted from the first day of a programme', () => {
  expect(datedPhases(template, { year: 2015, month: 7, day: 1 })).toMatchObject([
    { number: 1, from: { year: 2015, month: 7, day: 1 }, to: { year: 2016, month: 6, day: 30 }, putForward: false },
    { number: 2, from: { year: 2016, month: 7, day: 1 }, to: undefined, putForward: true, teamsMax: 19, teamsMin: 10 },
  ]);
});

test('refuses phases that overlap, have no end before another phase, or have a maximum of teams below the minimum', () => {
  const phases =
    (...given: Partial<TemplatePhase>[]) =>
    () =>
      requirePhases(
        'phases',
        given.map((one) => TemplatePhase.fromPartial({ fromDay: 0, ...one })),
      );
  expect(phases({ days: 30 }, { fromDay: 30, days: 10 }, { fromDay: 50 })).not.toThrow();
  expect(phases({ days: 30 }, { fromDay: 29 })).toThrow('phases[1].fromDay: must be at least 30');
  expect(phases({ days: 0 }, { fromDay: 9 })).toThrow('phases[0].days: must be given');
  expect(phases({ fromDay: undefined, days: 3 })).toThrow('phases[0].fromDay: must be given');
  expect(phases({ teamsMin: 9, teamsMax: 5 })).toThrow(
    'phases[0].teamsMin: must be at most 5, the largest number of teams (teamsMax)',
  );
});

const published = [
  ...['TemplateCreated', 'TemplateShared'].map((type) => publish({ type } as TemplateEvent, template)),
  snapshot(template),
];
const golden = goldenEvents({ published, of: 'naru.program.template.', at: import.meta.url });

test('the bytes of the first release are read as the whole template', () => {
  expect(TemplateShared.decode(golden('naru.program.template.shared.v1')).template).toEqual(toProto(template));
});
