import { expect, test } from '@jest/globals';
import type { Application } from '../../calls/application/application.ts';
import { ineligible } from '../../calls/application/texts.ts';
import * as decide from './decide.ts';
import { explanationOf as explained, type Occasion } from './explain.ts';
import { at, candidates, choose, council, ELECTORATE, proposal, vote } from './fixture/table.ts';
import { type Deviation, evolve, type Selection, type SelectionEvent, type Terms } from './selection.ts';

const occasion: Occasion = {
  round: { ko: '2016년 상반기 모집', en: 'call for the first half of 2016' },
  event: { name: { ko: 'MWC 상하이', en: 'MWC Shanghai' }, place: { ko: '', en: 'Shanghai' } },
};
const explanationOf = (own: Own, selection: Selection | null) => explained(own, selection, occasion);

type Own = Pick<Application, 'id' | 'state' | 'ineligible'>;
const application = (number: number, state: Own['state'] = 'REJECTED'): Own => ({
  id: `app_${number}`,
  state,
  ineligible: [],
});
const apply = (selection: Selection | null, events: SelectionEvent[]) => events.reduce(evolve, selection);

/** A selection that is proposed, voted on and decided; then the given applications leave. */
function decided(
  terms: Partial<Terms> = {},
  {
    deviations = [],
    leaves = [],
    other = {},
  }: { deviations?: Deviation[]; leaves?: number[]; other?: Partial<decide.Proposal> } = {},
): Selection {
  let selection = apply(null, decide.proposeSelection(null, proposal(terms, other)));
  for (const centre of ELECTORATE.slice(0, 6))
    selection = apply(selection, decide.castVote(selection, { roundId: 'rnd_1', vote: vote(centre), proposal: 1 }));
  const ruling = { roundId: 'rnd_1', council, deviations, shortfallReason: '', at: at(20) };
  selection = apply(selection, decide.decideSelection(selection, ruling));
  for (const number of leaves) {
    const applicationId = `app_${number}`;
    selection = apply(selection, decide.releasePlace(selection, { applicationId, eventIsOver: false, choose }));
  }
  return selection as Selection;
}
const words = (own: Own, selection: Selection | null) => {
  const { sentences } = explanationOf(own, selection);
  for (const { ko, en } of sentences) expect([ko.length > 0, en.length > 0]).toEqual([true, true]);
  return { ko: sentences.map(({ ko }) => ko).join('\n'), en: sentences.map(({ en }) => en).join('\n') };
};

test('an applicant without a place is told the rank, the cut, and the points that were missing', () => {
  const found = explanationOf(application(7), decided());
  expect(found).toMatchObject({ reason: 'PLACES_FULL', rank: 7, ranked: 9, score: 80, cut: 85, pointsShort: 5 });
  const { ko, en } = words(application(7), decided());
  expect(ko).toContain('점수는 80점이고, 심사를 받은 9건 가운데 7위입니다.');
  expect(ko).toContain('그 점수보다 5점 낮습니다.');
  expect(en).toContain('The lowest score among them is 85.');
  expect(en).toContain('It is number 2 on the waitlist');
});

test('the explanation gives the correction of the score and its uncertainty', () => {
  const scored = candidates(9).map((one) => ({
    ...one,
    raw: (one.score ?? 0) - 1.5,
    standardError: 1.25,
    rankLow: 4,
    rankHigh: 8,
    inTieZone: true,
  }));
  const selection = decided({}, { other: { candidates: scored } });
  expect(explanationOf(application(6), selection)).toMatchObject({ raw: 81, correction: 1.5, standardError: 1.25 });
  const { en } = words(application(6), selection);
  expect(en).toContain('The score is 82.5 (±1.25)');
  expect(en).toContain('Before the correction for severe and lenient judges it was 81.');
  expect(en).toContain('The true rank lies between 4 and 8 with a probability of 90 %.');
  expect(en).toContain('cannot tell whether it belongs above or below the cut');
});

test('the explanation names a constraint with its bounds, and not the team that has the place', () => {
  const ceiling = { id: 'incheon', centreIds: ['KR-28'], sectors: [], min: 0, max: 1 };
  const { ko, en } = words(application(4), decided({ constraints: [ceiling] }));
  expect(en).toContain('Its turn came');
  expect(en).toContain('The constraint: teams of the centre Incheon (KR-28): at most 1.');
  expect(ko).toContain('제약: 인천(KR-28) 센터의 팀은 1팀 이하.');
  expect(explanationOf(application(4), decided({ constraints: [ceiling] })).pointsShort).toBeUndefined();
  expect(words(application(6), decided({ constraints: [ceiling] })).en).toContain('did not allow better scores');
});

test('both sides of a near tie are told the numbers of earlier selections', () => {
  const exposure = { enabled: true, nearTiePoints: 2.5, selectionsBack: 0 };
  const other = { exposure: { ventures: new Map([['ven_5', 2]]), centres: new Map([['KR-27', 2]]) } };
  expect(words(application(5), decided({ exposure }, { other })).en).toContain(
    'this team: the venture 2 times, its centre 2 times',
  );
  expect(words(application(6), decided({ exposure }, { other })).en).toContain(
    'had been selected less often (the venture 0 times',
  );
});

test('the explanation names the order of applications for equal scores only', () => {
  const tied = { candidates: candidates(9, [95, 90, 88, 86, 85, 85 - 1e-12, 85]) };
  for (const number of [6, 7]) {
    expect(explanationOf(application(number), decided({}, { other: tied }))).toMatchObject({
      reason: 'EQUAL_SCORE',
      pointsShort: undefined,
    });
    expect(words(application(number), decided({}, { other: tied })).en).not.toContain('better scores');
  }
});

test('without an error model the explanation has no probability', () => {
  const shared = candidates(9).map((one) => ({ ...one, rankLow: 5, rankHigh: 6 }));
  const { en } = words(application(6), decided({}, { other: { candidates: shared } }));
  expect(en).toContain('Teams with equal scores share the ranks 5 to 6.');
  expect(en).not.toContain('90 %');
});

test('all who lost in a near tie are told that exposure decided, also those without a place by score', () => {
  const exposure = { enabled: true, nearTiePoints: 10, selectionsBack: 0 };
  const ventures = new Map([1, 2, 3].map((number) => [`ven_${number}`, 1]));
  const other = { exposure: { ventures, centres: new Map() } };
  const selection = decided({ places: 2, exposure }, { other });
  expect(explanationOf(application(3), selection)).toMatchObject({ reason: 'LESS_EXPOSED_FIRST', cut: 85 });
  const moved = decided({ places: 1, exposure }, { other, leaves: [4] });
  expect(explanationOf(application(3), moved)).toMatchObject({ reason: 'LESS_EXPOSED_FIRST' });
});

test('where the council selected a lower score, the applicants between are told so', () => {
  const reason = { ko: '현지 수요', en: 'demand on site' };
  const deviations: Deviation[] = [
    { applicationId: 'app_5', standing: 'REJECTED', reason },
    { applicationId: 'app_8', standing: 'SELECTED', reason },
  ];
  const selection = decided({}, { deviations });
  expect(explanationOf(application(6), selection)).toMatchObject({
    reason: 'COUNCIL_FIRST',
    waitlistPosition: 1,
  });
  expect(words(application(6), selection).en).toContain('otherwise than by score');
  expect(words(application(6), selection).en).not.toContain('better scores');
  expect(explanationOf(application(9), selection)).toMatchObject({ reason: 'PLACES_FULL', pointsShort: 2.5 });
  // The place of the team that the council chose is free again, and has gone to the next in rank.
  const left = decided({}, { deviations, leaves: [8] });
  expect(explanationOf(application(7), left)).toMatchObject({ reason: 'PLACES_FULL', pointsShort: 2.5 });
});

test('a waiting team that is passed over for a free place is told the constraint', () => {
  const floor = { id: 'daegu', centreIds: ['KR-27'], sectors: [], min: 2 };
  const selection = decided({ constraints: [floor] }, { leaves: [5] });
  const { reason, constraints } = explanationOf(application(6), selection);
  expect([reason, constraints.map(({ id }) => id)]).toEqual(['PASSED_OVER', ['daegu']]);
});

test('a sector is called by its name', () => {
  const ceiling = { id: 'iot', centreIds: [], sectors: ['IOT' as const, 'GAME' as const], min: 0, max: 4 };
  const { ko, en } = words(application(5), decided({ constraints: [ceiling] }));
  expect(ko).toContain('제약: 사물인터넷, 게임 분야의 팀은 4팀 이하.');
  expect(en).toContain('The constraint: teams in Internet of Things, game: at most 4.');
});

test('after the decision an ineligible applicant is told that the selection is decided', () => {
  expect(explanationOf(application(10, 'INELIGIBLE'), decided())).toMatchObject({
    decided: true,
    reason: 'REASON_UNSPECIFIED',
  });
});

test('a small difference is never shown as zero', () => {
  const close = { candidates: candidates(6, [95, 90, 88, 86, 85, 84.998]) };
  expect(words(application(6), decided({}, { other: close })).en).toContain('The score lies 0.002 below that.');
});

test('the reason of the council for a deviation is quoted', () => {
  const reason = { ko: '현지 수요', en: 'demand on site' };
  const deviations: Deviation[] = [
    { applicationId: 'app_5', standing: 'REJECTED', reason },
    { applicationId: 'app_7', standing: 'SELECTED', reason },
  ];
  const selection = decided({}, { deviations });
  expect(words(application(5), selection).ko).toContain('협의회가 기록한 이유: 현지 수요');
  expect(words(application(7), selection).en).toContain("The council's reason: demand on site");
});

test('a promoted, an unjudged and a withdrawn application are each told so', () => {
  expect(words(application(6), decided({}, { leaves: [1] })).ko).toContain('대기 순서에 따라 선정되었습니다');
  expect(words(application(1, 'WITHDRAWN'), decided({}, { leaves: [1] })).en).toContain('was withdrawn');
  const unjudged = { candidates: candidates(9, [undefined]) };
  const found = explanationOf(application(1), decided({}, { other: unjudged }));
  expect(found).toMatchObject({ reason: 'NOT_JUDGED', rank: 0, score: undefined });
});

test('before the decision the explanation gives the state of the application only', () => {
  const proposed = apply(null, decide.proposeSelection(null, proposal()));
  const found = explanationOf(application(1, 'ELIGIBLE'), proposed);
  expect(found).toMatchObject({ decided: false, score: undefined, rank: 0, reason: 'REASON_UNSPECIFIED' });
  expect(words(application(1, 'ELIGIBLE'), proposed).ko).toBe(
    '이 신청은 다음 모집 차수에 낸 것입니다: 2016년 상반기 모집(행사: MWC 상하이, Shanghai).\n협의회가 아직 결정하지 않았습니다.',
  );
});

test('an ineligible applicant is told every rule that was not met, in both languages', () => {
  const reasons = [ineligible('SECTOR', { admitted: ['IOT', 'GAME'], own: ['BEAUTY'] })];
  const own = { ...application(10, 'INELIGIBLE'), ineligible: reasons };
  const { ko, en } = words(own, decided());
  expect(ko).toContain('이 단계는 다음 분야의 기업을 받습니다: 사물인터넷, 게임. 이 기업의 분야: 뷰티.');
  expect(en).toContain('The sectors of this venture: beauty.');
});

test('the explanation names no other application, venture or centre', () => {
  const selection = decided({}, { leaves: [2] });
  for (let number = 1; number <= 9; number += 1) {
    const text = JSON.stringify(explanationOf(application(number), selection));
    expect(text.match(/app_\d+/g)).toEqual([`app_${number}`]);
    expect(text).not.toMatch(/ven_|KR-/);
  }
});
