import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { type Case, type CaseEvent, evolve, numberOf } from './case.ts';
import { handOffCase, openCase, reopenCase, resolveCase, startCase } from './decide.ts';

const at = new Date(Date.UTC(2015, 2, 2));
const day = (month: number) => ({ year: 2015, month, day: 1 });
const opened: Case = {
  id: 'cas_1',
  number: '2015-KR-29-0007',
  serial: 7,
  ventureId: 'ven_1',
  centreId: 'KR-29',
  topic: 'LAW',
  deskId: 'KR-29',
  state: 'OPEN',
  question: { ko: '특허', en: '' },
  handOffs: [],
  resolution: undefined,
  openedOn: day(3),
  resolvedOn: undefined,
  reopened: 0,
  source: undefined,
};
const resolution = { ko: '출원', en: '' };
const was: CaseEvent = { type: 'CaseOpened', opened };
const started: CaseEvent = { type: 'CaseStarted' };
const resolved: CaseEvent = { type: 'CaseResolved', resolution, resolvedOn: day(4) };
const given = scenario<Case, CaseEvent>({ evolve });
const pass = (toDeskId: string, toTopic: Case['topic']) => (one: Case | null) =>
  handOffCase(one, { toDeskId, toTopic, reason: '전문', at });
const resolve =
  (resolvedOn = day(4)) =>
  (one: Case | null) =>
    resolveCase(one, { resolution, resolvedOn });
const handedOff = (times: number): CaseEvent[] =>
  Array.from({ length: times }, (_, index) => ({
    type: 'CaseHandedOff',
    handOff: {
      ...{ fromDeskId: 'a', fromTopic: 'LAW', toDeskId: `org_${index}`, toTopic: 'LAW' },
      ...{ reason: '', at },
    },
  }));
const reopen = (one: Case | null) => reopenCase(one, { reason: '보완', at });

test('a case number contains the year, the centre and the sequence number', () => {
  expect(numberOf({ year: 2015, centreId: 'KR-29', serial: 7 })).toBe('2015-KR-29-0007');
  expect(numberOf({ year: 2015, centreId: 'KR-29', serial: 12_345 })).toBe('2015-KR-29-12345');
});
test('open: creates a case, once', () => {
  const open = (one: Case | null) => openCase(one, opened);
  given().when(open).then(was);
  given(was).when(open).nothing();
});
test('start: a desk begins; changes nothing when asked twice; refuses a resolved case', () => {
  given(was).when(startCase).then(started);
  given(was, started).when(startCase).nothing();
  given(was, resolved).when(startCase).refuses('case.resolved');
  given().when(startCase).refuses('case.not_found');
});
test('hand off: changes desk and topic, keeps the number, and waits for the desk to begin', () =>
  given(was, started)
    .when(pass('org_1', 'PATENT'))
    .leaves({
      number: '2015-KR-29-0007',
      deskId: 'org_1',
      topic: 'PATENT',
      state: 'OPEN',
      handOffs: [{ fromDeskId: 'KR-29', fromTopic: 'LAW', toDeskId: 'org_1', toTopic: 'PATENT', reason: '전문', at }],
    }));
test('hand off: changes nothing where the case is there already; refuses a resolved case, and more than a hundred hand-offs', () => {
  given(was).when(pass('KR-29', 'LAW')).nothing();
  given(was, resolved).when(pass('org_1', 'LAW')).refuses('case.resolved');
  given(was).when(pass('KR-29', 'PATENT')).leaves({ topic: 'PATENT' });
  given(was).when(pass('org_1', 'LAW')).leaves({ deskId: 'org_1' });
  given(was, ...handedOff(99))
    .when(pass('org_x', 'LAW'))
    .leaves({ deskId: 'org_x' });
  given(was, ...handedOff(100))
    .when(pass('org_x', 'LAW'))
    .refuses('case.handed_off_often');
});
test('resolve: stores the answer; changes nothing when asked twice; refuses a day before the opening', () => {
  given(was, started).when(resolve()).then(resolved);
  given(was, started)
    .when(resolve())
    .leaves({ state: 'RESOLVED', resolution, resolvedOn: day(4) });
  given(was, resolved).when(resolve()).nothing();
  given(was)
    .when(resolve(day(3)))
    .leaves({ resolvedOn: day(3) });
  given(was)
    .when(resolve(day(2)))
    .refuses('case.resolved_early', {
      ko: 'resolvedOn: 상담 사례는 2015년 3월 1일에 접수되었습니다. 그날이나 그 뒤의 날을 적으십시오',
      en: 'resolvedOn: the case was opened on 1 March 2015; give that day or a later one',
    });
});
test('reopen: returns the case to its last desk with the same number; changes nothing while it is open', () => {
  given(was, resolved)
    .when(reopen)
    .leaves({
      ...{ state: 'OPEN', reopened: 1, number: '2015-KR-29-0007', deskId: 'KR-29', topic: 'LAW' },
      ...{ resolution: undefined, resolvedOn: undefined },
      handOffs: [{ fromDeskId: 'KR-29', fromTopic: 'LAW', toDeskId: 'KR-29', toTopic: 'LAW', reason: '보완', at }],
    });
  given(was, ...handedOff(99), resolved)
    .when(reopen)
    .leaves({ reopened: 1 });
  given(was, ...handedOff(100), resolved)
    .when(reopen)
    .refuses('case.reopened_often');
  given(was).when(reopen).nothing();
});
