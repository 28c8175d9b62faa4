import { expect, test } from '@jest/globals';
import { events, labelOfValue } from '@naru/contracts';
import type { Said } from '@naru/words/text';
import { telling } from '@naru/words/texts';
import { constraintName, constraintNames, REASON, told } from './explain-texts.ts';
import { after, past, propose, rule, votes } from './fixture/story.ts';
import { candidates } from './fixture/table.ts';
import { REPLAY } from './replay-texts.ts';
import { evolve, type Selection } from './selection.ts';
import { refuse } from './texts.ts';
import { warningsOf } from './words.ts';

test('a refusal writes centres and numbers in the manner of each language', () => {
  expect(refuse('no_vote', { centreId: 'KR-27' }).said).toEqual({
    ko: 'centreId: 대구(KR-27) 센터는 선정안을 올릴 때 아직 개소하지 않았으므로 투표권이 없습니다',
    en: 'centreId: the centre Daegu (KR-27) was not open when the selection was proposed, so it has no vote',
  });
  const ids = ['app_1', 'app_2', 'app_3', 'app_4', 'app_5', 'app_6'];
  expect(refuse('scores_missing', { applications: 9, scores: 3, missing: ids }).said.ko).toBe(
    'scores: 신청서 9건 가운데 3건에만 점수가 있습니다. 나머지 신청서의 점수도 적으십시오: app_1, app_2, app_3, app_4, app_5, …',
  );
});

test('the round that selects for an event is named where it is known', () => {
  const said = (name: Said | undefined) => refuse('event_taken', { otherRoundId: 'rnd_1', name }).said;
  const named = said({ ko: '상반기', en: 'first half' });
  expect(named.ko).toContain('선정하고 있습니다: 상반기(rnd_1). ');
  expect(named.en).toContain('already: “first half” (rnd_1); ');
  expect(said(undefined).ko).toContain('선정하고 있습니다. ');
  expect(said(undefined).en).toContain('already; ');
});
test('constraints that clash are told to do so together, where there are two', () => {
  const daegu = { ko: '대구', en: 'Daegu' };
  const said = (...constraints: Said[]) =>
    refuse('constraints_clash', { constraints, places: 5, applications: 9 }).said;
  expect(said(daegu).ko).toContain('다음 제약을 지킬');
  expect(said(daegu).en).toContain('cannot be kept: Daegu;');
  expect(said(daegu, daegu).ko).toContain('다음 제약을 함께 지킬');
  expect(said(daegu, daegu).en).toContain('cannot be kept together: Daegu');
});
test('five ids are listed whole', () =>
  expect(refuse('scores_missing', { applications: 9, scores: 4, missing: ['a', 'b', 'c', 'd', 'e'] }).said.ko).toMatch(
    /: a, b, c, d, e$/,
  ));
test('an explanation prints small values, counts and what is known of the event', () => {
  expect(told('short', { missing: 0.004 }).en).toContain('lies 0.004 below');
  expect(told('short', { missing: 2.555 }).en).toMatch(/lies 2\.5[56] below/);
  const score = { score: 82.5, rank: 6, ranked: 9 };
  expect(told('score', { ...score, error: 1.25 }).en).toContain('82.5 (±1.25): rank 6');
  expect(told('score', { ...score, error: undefined }).en).toContain('82.5: rank 6');
  const near = telling(REASON)('EXPOSURE', { points: 2.5, venture: 1, centre: 2 });
  expect(near.en).toContain('(the venture once, its centre 2 times)');
  const [round, event, place] = ['모집', '행사', '상하이'].map((ko) => ({ ko, en: `en ${ko}` }));
  const about = (...[at, where]: (Said | undefined)[]) =>
    told('about', { round: round as Said, event: at, place: where });
  expect(about().ko).toMatch(/: 모집\.$/);
  expect(about(event).ko).toMatch(/: 모집\(행사: 행사\)\.$/);
  expect(about(event, place)).toEqual({
    ko: expect.stringMatching(/: 모집\(행사: 행사, 상하이\)\.$/),
    en: expect.stringMatching(/: en 모집 \(event: en 행사, en 상하이\)\.$/),
  });
  expect(about(event).en).toMatch(/\(event: en 행사\)\.$/);
  expect(about().en).toMatch(/: en 모집\.$/);
});

test('a text about a constraint gives both its bounds', () => {
  expect(constraintName({ centreIds: [], sectors: ['IOT', 'GAME'], min: 1, max: 3 })).toEqual({
    ko: '사물인터넷, 게임 분야의 팀은 1팀 이상 3팀 이하',
    en: 'teams in Internet of Things, game: at least 1 and at most 3',
  });
  const daegu = { centreIds: ['KR-27'], sectors: [] };
  expect(constraintName({ ...daegu, min: 0, max: 4 })).toEqual({
    ko: '대구(KR-27) 센터의 팀은 4팀 이하',
    en: 'teams of the centre Daegu (KR-27): at most 4',
  });
  expect(constraintName({ ...daegu, min: 1, max: undefined }).en).toBe('teams of the centre Daegu (KR-27): at least 1');
  const all = ['a', 'b'].map((id) => ({ ...daegu, id, min: 1 }));
  expect(constraintNames(all, ['b']).map(({ en }) => en)).toEqual([
    'b (teams of the centre Daegu (KR-27): at least 1)',
  ]);
});

test('warnings give the number of missing teams, and the number of open places', () => {
  const quota = { teamsMax: 19, teamsMin: 10, shortfallNeedsReason: false };
  const few = propose({ quota, places: 12 }, { candidates: candidates(8) });
  expect(warningsOf(after(few)).map(({ code, text }) => [code, text?.ko])).toEqual([
    ['TEAMS_BELOW_MIN', '선정된 팀은 8팀으로, 정해진 수(10~19팀)보다 적습니다.'],
    ['PLACE_OPEN', '빈자리가 4개 있습니다.'],
  ]);
  const decided = past(few, ...votes(), rule()).reduce<Selection | null>(evolve, null) as Selection;
  expect(warningsOf(decided).map(({ text }) => text?.en)).toEqual([
    'Only 8 teams are selected; the programme expects 10–19.',
  ]);
});

test('each difference of a replay has a text', () => {
  const difference = {
    ...{ stage: 'PROPOSAL', version: 0, applicationId: 'app_1', field: 'table' },
    ...{ recorded: 'TABLED', recounted: 'WITHDRAWN' },
    ...{ recordedName: undefined, recountedName: undefined },
  };
  expect(telling(REPLAY)('difference', difference)).toEqual({
    ko: '선정안, 신청서 app_1: table의 기록은 ‘선정표에 있음’, 다시 계산한 결과는 ‘철회됨’입니다.',
    en: 'Proposal, application app_1: on record table is “in the table”, counted again it is “withdrawn”.',
  });
});

test.each([
  ['selection.state', '"PROPOSED"', '"DECIDED"', '‘제안됨’', '‘결정됨’'],
  ['entries.3.standing', '"SELECTED"', '"WAITLISTED"', '‘선정’', '‘대기’'],
  ['rows.0.sectors.1', '"IOT"', '', '‘사물인터넷’', '‘없음’'],
  ['selection.method', '"METHOD_UNSPECIFIED"', '"BRADLEY_TERRY"', '‘없음’', '‘브래들리-테리 모형’'],
  ['selection.council.reason', '"a reason of people"', '""', '‘"a reason of people"’', '‘""’'],
  [
    'event',
    'naru.program.selection.decided.v1',
    'selection.no_quorum',
    '‘협의회가 선정 팀을 결정했습니다’',
    '‘selection.no_quorum’',
  ],
  ['ventureId', 'ven_1', 'ven_2', '‘라온링크(ven_1)’', '‘ven_2’'],
])('a replay prints %s as people call its values', (field, recorded, recounted, ...said) => {
  const recordedName = recorded === 'ven_1' ? { ko: '라온링크', en: 'Raonlink' } : undefined;
  const difference = { stage: 'DECISION', version: 9, applicationId: '', field, recorded, recounted, recordedName };
  const { ko } = telling(REPLAY)('difference', { ...difference, recountedName: undefined });
  expect(ko.match(/‘[^’]*’/g)).toEqual(said);
});

test('every enum value in a recorded selection is printed by its label', () => {
  const told = events.filter(({ type }) => type.startsWith('naru.program.selection.')).map(({ message }) => message);
  const seen = new Set(told);
  for (const { fields } of seen) for (const { message } of fields) if (message) seen.add(message);
  const coded = [...seen].flatMap(({ fields }) => fields).filter((field) => field.enum);
  expect(coded.map(({ localName }) => localName)).toEqual(expect.arrayContaining(['state', 'standing', 'sectors']));
  for (const { localName, enum: type } of coded) {
    const value = type?.values.at(-1);
    const difference = { stage: 'VOTE', version: 1, applicationId: '', field: `a.${localName}.0`, recounted: '' };
    const names = { recordedName: undefined, recountedName: undefined };
    const { ko } = telling(REPLAY)('difference', { ...difference, ...names, recorded: `"${value?.name}"` });
    expect(ko).toContain(`‘${value && labelOfValue(value).ko}’`);
  }
});

test('an event that is over tells whether it was held or cancelled', () => {
  const said = (cancelled: boolean) => refuse('event_over', { name: { ko: '행사', en: 'Fair' }, cancelled }).said;
  expect(said(true)).toEqual({
    ko: '취소된 행사입니다: 행사. 이제 팀을 추가할 수 없습니다',
    en: 'the event Fair was cancelled; no more teams can be added',
  });
  expect(said(false).ko).toMatch(/^이미 개최된 행사입니다/);
  expect(said(false).en).toContain('has taken place');
});
