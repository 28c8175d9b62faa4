import { expect, test } from '@jest/globals';
import { Phase, ProgrammeQuota } from '@naru/contracts/program/v1/programme';
import { scenario } from '@naru/testing/scenario';
import { createProgramme, updateProgramme } from './decide.ts';
import { evolve, type Programme, type ProgrammeEvent, phaseOf, teamsOf } from './programme.ts';

const programme: Programme = {
  id: 'prg_1',
  name: { ko: '해외 현지 기업 설명회', en: 'corporate briefings held abroad' },
  ownerId: 'org_1',
  kind: 'BRIEFING',
  phases: [Phase.fromPartial({ number: 1, sectors: ['IOT'], teamsMax: 12 }), Phase.fromPartial({ number: 2 })],
  quota: ProgrammeQuota.fromPartial({ teamsMax: 19, teamsMin: 10, roundsPerYear: 2 }),
  exposure: undefined,
  form: undefined,
  templateId: '',
  source: undefined,
};
const created: ProgrammeEvent = { type: 'ProgrammeCreated', programme };
const given = scenario<Programme, ProgrammeEvent>({ evolve });

test('create: creates a programme', () =>
  given()
    .when((p) => createProgramme(p, programme))
    .then(created));
test('create: changes nothing when asked twice', () =>
  given(created)
    .when((p) => createProgramme(p, programme))
    .nothing());

test('finds a phase by its number, and no phase by an unknown number', () => {
  expect(phaseOf(programme, 2)?.sectors).toEqual([]);
  expect(phaseOf(programme, 0)).toBeUndefined();
});

test('the numbers of teams of a phase override those of the programme', () => {
  expect(teamsOf(programme, 1)).toEqual({ teamsMax: 12, teamsMin: 10 });
  expect(teamsOf(programme, 2)).toEqual({ teamsMax: 19, teamsMin: 10 });
});

const exposure = { enabled: true, nearTiePoints: 2, selectionsBack: 0 };
test('update: replaces the given fields', () =>
  given(created)
    .when((p) => updateProgramme(p, { exposure }))
    .leaves({ exposure, name: programme.name }));
test('update: changes nothing where the fields are the same', () =>
  given(created)
    .when((p) => updateProgramme(p, { name: { ...programme.name } }))
    .nothing());
test('update: refuses what does not exist', () =>
  given()
    .when((p) => updateProgramme(p, { exposure }))
    .refuses('programme.not_found'));
