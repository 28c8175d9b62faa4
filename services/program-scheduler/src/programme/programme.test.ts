import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { createProgramme, evolve, type Programme, type ProgrammeEvent, phaseOf } from './programme.ts';

const programme: Programme = {
  id: 'prg_1',
  name: { ko: '해외 현지 기업 설명회', en: 'corporate briefings held abroad' },
  ownerId: 'org_1',
  kind: 'BRIEFING_PROGRAMME',
  phases: [
    { number: 1, from: { year: 2015, month: 7, day: 1 }, to: { year: 2016, month: 6, day: 30 }, sectors: ['IOT'] },
    { number: 2, from: { year: 2016, month: 7, day: 1 }, to: undefined, sectors: [] },
  ],
  quota: { teamsMax: 19, teamsMin: 10, roundsPerYear: 2 },
  source: undefined,
};
const created: ProgrammeEvent = { type: 'ProgrammeCreated', programme };
const given = scenario<Programme, ProgrammeEvent>({ evolve });

test('create: enters a programme', () =>
  given()
    .when((p) => createProgramme(p, programme))
    .then(created));
test('create: stays quiet when asked twice', () =>
  given(created)
    .when((p) => createProgramme(p, programme))
    .nothing());

test('a phase is found by its number, and none by another', () => {
  expect(phaseOf(programme, 2)?.sectors).toEqual([]);
  expect(phaseOf(programme, 0)).toBeUndefined();
});
