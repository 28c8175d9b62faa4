import { expect, test } from '@jest/globals';
import type { PanelRules } from '@naru/contracts/program/v1/judging';
import { scenario } from '@naru/testing/scenario';
import { closeJudging, planJudging, settleJudging, startJudging, updateJudging } from './decide.ts';
import { evolve, type Judging, type JudgingEvent } from './judging.ts';

const at = new Date(Date.UTC(2016, 3, 1));
const panel: PanelRules = {
  panelSize: 3,
  loadMin: 0,
  loadMax: 10,
  marketExpertsMin: 1,
  womenMin: 1,
  centresMin: 2,
  sameCentreMax: 2,
};
const judging: Judging = {
  id: 'jdg_1',
  roundId: 'rnd_1',
  mode: 'SCORES',
  rubricId: 'rub_1',
  rubricVersion: 1,
  criteria: [],
  blind: true,
  panel,
  places: 5,
  state: 'PLANNED',
  openedAt: undefined,
  closedAt: undefined,
  settled: false,
};
const planned: JudgingEvent = { type: 'JudgingPlanned', judging };
const opened: JudgingEvent = { type: 'JudgingOpened', at };
const closed: JudgingEvent = { type: 'JudgingClosed', at };
const settled: JudgingEvent = { type: 'JudgingSettled' };
const given = scenario<Judging, JudgingEvent>({ evolve });
const plan =
  (changes: Partial<Judging> = {}) =>
  (state: Judging | null) =>
    planJudging(state, { ...judging, ...changes });
const ruled = (changes: Partial<PanelRules>) => plan({ panel: { ...panel, ...changes } });
const revise =
  (changes: Partial<Judging> = {}) =>
  (state: Judging | null) => {
    const { rubricId, rubricVersion, criteria, blind, places } = judging;
    return updateJudging(state, {
      roundId: 'rnd_1',
      plan: { rubricId, rubricVersion, criteria, blind, places, panel, ...changes },
    });
  };
const open =
  (roundIsOpen = false) =>
  (state: Judging | null) =>
    startJudging(state, { roundId: 'rnd_1', roundIsOpen, at });
const close = (state: Judging | null) => closeJudging(state, { roundId: 'rnd_1', at });
const byVotes = { mode: 'VOTES', rubricId: '', panel: undefined } as const;

test('plan: stores how a round is judged, by scores or by votes', () => {
  given().when(plan()).then(planned);
  given().when(plan(byVotes)).leaves({ mode: 'VOTES', state: 'PLANNED' });
});
test('plan: refuses a second plan', () => given(planned).when(plan()).refuses('judging.exists'));
test('plan: refuses scores without a rubric or a panel, and votes with one', () => {
  given()
    .when(plan({ rubricId: '' }))
    .refuses('request.invalid');
  given()
    .when(plan({ panel: undefined }))
    .refuses('request.invalid');
  given()
    .when(plan({ ...byVotes, rubricId: 'rub_1' }))
    .refuses('request.invalid');
  given()
    .when(plan({ ...byVotes, panel }))
    .refuses('request.invalid');
});
test('plan: refuses rules that no panel could keep', () => {
  for (const rules of [
    { womenMin: 4 },
    { marketExpertsMin: 4 },
    { centresMin: 4 },
    { sameCentreMax: 4 },
    { loadMin: 11 },
  ])
    given().when(ruled(rules)).refuses('request.invalid');
  given()
    .when(ruled({ loadMin: 11, loadMax: 0 }))
    .leaves({ state: 'PLANNED' });
});
test('plan: one refusal names all faults, also in Korean', () => {
  const faults = [
    { path: 'rubricId', rule: 'required' },
    { path: 'panel.womenMin', said: { ko: '심사위원단의 인원(panelSize)인 3 이하여야 합니다' } },
    { path: 'panel.loadMin', params: { loadMax: 10 } },
  ];
  expect(() => plan({ rubricId: '', panel: { ...panel, womenMin: 4, loadMin: 11 } })(null)).toThrow(
    expect.objectContaining({ faults: faults.map((one) => expect.objectContaining(matching(one))) }),
  );
});
const matching = ({ said, ...fault }: { said?: object; path: string }) => ({
  ...fault,
  ...(said && { said: expect.objectContaining(said) }),
});

test('revise: changes the plan', () =>
  given(planned)
    .when(revise({ blind: false }))
    .leaves({ blind: false, places: 5 }));
test('revise: refuses an open judging, an unknown one, and a plan that would be refused', () => {
  given(planned, opened).when(revise()).refuses('judging.opened');
  given().when(revise()).refuses('judging.not_found');
  given(planned)
    .when(revise({ rubricId: '' }))
    .refuses('request.invalid');
});

test('open: opens the judging', () => given(planned).when(open()).then(opened));
test('open: refuses while the round accepts applications, a closed judging, and an unknown one', () => {
  given(planned).when(open(true)).refuses('judging.round_open');
  given(planned, opened, closed).when(open()).refuses('judging.closed');
  given().when(open()).refuses('judging.not_found');
});
test('open: changes nothing when asked twice', () => given(planned, opened).when(open()).nothing());

test('close: closes the judging', () => given(planned, opened).when(close).then(closed));
test('close: refuses a judging that is not open, or unknown', () => {
  given(planned).when(close).refuses('judging.not_open');
  given().when(close).refuses('judging.not_found');
});
test('close: changes nothing when asked twice', () => given(planned, opened, closed).when(close).nothing());

test('settle: makes a closed judging final, once', () => {
  given(planned, opened, closed).when(settleJudging).then(settled);
  given(planned, opened, closed, settled).when(settleJudging).nothing();
  given(planned, opened).when(settleJudging).nothing();
  given().when(settleJudging).nothing();
});

test('evolve stores each step with its time', () => {
  given(planned).when(open()).leaves({ state: 'OPEN', openedAt: at, closedAt: undefined });
  given(planned, opened).when(close).leaves({ state: 'CLOSED', openedAt: at, closedAt: at, settled: false });
  given(planned, opened, closed).when(settleJudging).leaves({ state: 'CLOSED', settled: true });
  given(planned, opened, closed).when(revise()).refuses('judging.opened');
  given({ type: 'JudgingPlanned', judging: { ...judging, ...byVotes } })
    .when(revise({ rubricId: '', panel: undefined, places: 7 }))
    .leaves({ mode: 'VOTES', places: 7 });
});
test('plan: a minimum of a kind may equal the size of the panel, and the minimum load may equal the maximum', () => {
  for (const rules of [
    { womenMin: 3 },
    { marketExpertsMin: 3 },
    { centresMin: 3 },
    { sameCentreMax: 3 },
    { loadMin: 10 },
  ])
    given().when(ruled(rules)).leaves({ state: 'PLANNED' });
});
