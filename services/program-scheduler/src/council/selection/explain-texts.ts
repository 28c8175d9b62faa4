/** Texts that explain a decision to an applicant, in both languages: one sentence for each cause. */
import { particleOf } from '@naru/korean/particle';
import { type Said, text } from '@naru/words/text';
import { telling, texts } from '@naru/words/texts';
import { centreNames, sectorNames } from '../../standards/kinds.ts';
import type { Constraint } from '../choice/constraint.ts';

const near = { points: 2.5, venture: 2, centre: 3 };
type Near = typeof near;
const countsKo = ({ venture, centre }: Near) => `기업 ${venture}회, 센터 ${centre}회`;
const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
const countsEn = ({ venture, centre }: Near) => `the venture ${times(venture)}, its centre ${times(centre)}`;

export const EXPLANATION = texts('explanation', {
  about: text({
    example: {
      round: { ko: '2016년 상반기 모집', en: 'call for the first half of 2016' },
      event: { ko: 'MWC 상하이', en: 'MWC Shanghai' } as Said | undefined,
      place: { ko: '상하이', en: 'Shanghai' } as Said | undefined,
    },
    ko: ({ round, event, place }) =>
      `이 신청은 다음 모집 차수에 낸 것입니다: ${round.ko}${event ? `(행사: ${event.ko}${place ? `, ${place.ko}` : ''})` : ''}.`,
    en: ({ round, event, place }) =>
      `The application is to this round: ${round.en}${event ? ` (event: ${event.en}${place ? `, ${place.en}` : ''})` : ''}.`,
  }),
  DRAFT: text({ ko: '아직 제출하지 않은 신청서입니다.', en: 'The application has not been submitted yet.' }),
  WITHDRAWN: text({ ko: '신청이 철회되었습니다.', en: 'The application was withdrawn.' }),
  INELIGIBLE: text({
    ko: '신청 자격에 맞지 않아 심사하지 않았습니다.',
    en: 'The application does not meet the rules of its round, so it was not judged.',
  }),
  UNDECIDED: text({ ko: '협의회가 아직 결정하지 않았습니다.', en: 'The council has not decided yet.' }),
  score: text({
    example: { score: 82.5, error: 1.25 as number | undefined, rank: 6, ranked: 9 },
    ko: ({ score, error, rank, ranked }) =>
      `점수는 ${points(score)}점${plusMinus(error)}이고, 심사를 받은 ${ranked}건 가운데 ${rank}위입니다.`,
    en: ({ score, error, rank, ranked }) =>
      `The score is ${points(score)}${plusMinus(error)}: rank ${rank} of the ${ranked} that were judged.`,
  }),
  uncorrected: text({
    example: { raw: 81 },
    ko: ({ raw }) => `심사위원의 엄격함을 보정하기 전의 점수는 ${points(raw)}점이었습니다.`,
    en: ({ raw }) => `Before the correction for severe and lenient judges it was ${points(raw)}.`,
  }),
  ranks_shared: text({
    example: { rankLow: 5, rankHigh: 6 },
    ko: ({ rankLow, rankHigh }) => `점수가 같은 팀이 있어, ${rankLow}위부터 ${rankHigh}위까지가 같은 순위입니다.`,
    en: ({ rankLow, rankHigh }) => `Teams with equal scores share the ranks ${rankLow} to ${rankHigh}.`,
  }),
  ranks_likely: text({
    example: { rankLow: 4, rankHigh: 8 },
    ko: ({ rankLow, rankHigh }) => `실제 순위는 90%의 확률로 ${rankLow}위와 ${rankHigh}위 사이에 있습니다.`,
    en: ({ rankLow, rankHigh }) => `The true rank lies between ${rankLow} and ${rankHigh} with a probability of 90 %.`,
  }),
  tie_zone: text({
    ko: '점수만으로는 선정권 안인지 밖인지 가릴 수 없는 구간에 있습니다.',
    en: 'The scores alone cannot tell whether it belongs above or below the cut.',
  }),
  selected: text({
    example: { teams: 5 },
    ko: ({ teams }) => `모두 ${teams}팀이 선정되었습니다.`,
    en: ({ teams }) => `Teams selected: ${teams}.`,
  }),
  cut: text({
    example: { cut: 85 },
    ko: ({ cut }) => `선정된 팀 가운데 가장 낮은 점수는 ${points(cut)}점입니다.`,
    en: ({ cut }) => `The lowest score among them is ${points(cut)}.`,
  }),
  short: text({
    example: { missing: 2.5 },
    ko: ({ missing }) => `그 점수보다 ${points(missing)}점 낮습니다.`,
    en: ({ missing }) => `The score lies ${points(missing)} below that.`,
  }),
  constraint: text({
    example: { name: { ko: '사물인터넷 분야의 팀 4팀 이하', en: 'at most 4 teams in Internet of Things' } },
    ko: ({ name }) => `제약: ${name.ko}.`,
    en: ({ name }) => `The constraint: ${name.en}.`,
  }),
  note: text({
    example: { words: { ko: '현지 수요', en: 'demand on site' } },
    ko: ({ words }) => `협의회가 기록한 이유: ${words.ko}`,
    en: ({ words }) => `The council's reason: ${words.en}`,
  }),
  waitlist: text({
    example: { position: 2 },
    ko: ({ position }) => `대기 순위는 ${position}번이며, 자리가 나면 순서대로 선정됩니다.`,
    en: ({ position }) =>
      `It is number ${position} on the waitlist. When a place comes free, the waitlist moves up by itself.`,
  }),
});

/** Why the application has a place, or has none. */
export const REASON = texts('selection_reason', {
  RANK: text({ ko: '점수 순위에 따라 선정되었습니다.', en: 'It was selected by its rank.' }),
  CONSTRAINT: text({
    ko: '점수가 더 높은 팀이 아래의 제약 때문에 제외되어 선정되었습니다.',
    en: 'It was selected because the constraints below did not allow better scores.',
  }),
  EXPOSURE: text({
    example: near,
    ko: (near) =>
      `점수 차이가 ${points(near.points)}점 이내인 팀 가운데 그동안 선정된 횟수가 적어 선정되었습니다(${countsKo(near)}).`,
    en: (near) =>
      `Within a near tie of ${points(near.points)} points it was selected because it had been selected less often (${countsEn(near)}).`,
  }),
  PROMOTED: text({
    ko: '자리가 나서 대기 순서에 따라 선정되었습니다.',
    en: 'A place came free, and it moved up from the waitlist in its order.',
  }),
  COUNCIL_SELECTED: text({
    ko: '협의회가 선정안과 달리 선정하였습니다.',
    en: 'The council selected it, although the proposal did not.',
  }),
  COUNCIL_WAITLISTED: text({
    ko: '협의회가 선정안과 달리 대기로 결정하였습니다.',
    en: 'The council put it on the waitlist, although the proposal did not.',
  }),
  COUNCIL_REJECTED: text({
    ko: '협의회가 선정안과 달리 선정하지 않기로 결정하였습니다.',
    en: 'The council turned it down, although the proposal did not.',
  }),
  PASSED_OVER: text({
    ko: '차례가 되었으나, 선정하면 아래의 제약을 지킬 수 없어 제외되었습니다.',
    en: 'Its turn came, but with it the constraints below could not have been kept.',
  }),
  LESS_EXPOSED_FIRST: text({
    example: near,
    ko: (near) =>
      `점수 차이가 ${points(near.points)}점 이내인 팀 가운데 그동안 선정된 횟수가 적은 팀이 먼저 선정되었습니다(이 ${countsKo(near)}).`,
    en: (near) =>
      `Within a near tie of ${points(near.points)} points, teams that had been selected less often went first (this team: ${countsEn(near)}).`,
  }),
  EQUAL_SCORE: text({
    ko: '점수가 같은 팀 가운데 신청을 먼저 시작한 팀이 먼저 선정되었습니다.',
    en: 'Of teams with equal scores, those that had begun their application earlier were selected first.',
  }),
  COUNCIL_FIRST: text({
    ko: '자리가 모두 찼으며, 그 가운데에는 협의회가 점수 순서와 달리 정한 자리가 있습니다.',
    en: 'All places are taken, and the council gave some of them otherwise than by score.',
  }),
  NOT_JUDGED: text({
    ko: '심사 점수가 없어 선정될 수 없었습니다.',
    en: 'Nobody has judged it, so it could not be selected.',
  }),
  WITHDRAWN: text({ ko: '신청이 철회되었습니다.', en: 'The application was withdrawn.' }),
  PLACES_FULL: text({ ko: '점수가 더 높은 팀들로 자리가 찼습니다.', en: 'The places went to better scores.' }),
});

export const told = telling(EXPLANATION);

const plusMinus = (error: number | undefined) => (error === undefined ? '' : ` (±${points(error)})`);

/** At most two decimals, but never 0 for a value that is not 0. */
const points = (value: number): string => String(Number(value.toFixed(2)) || Number(value.toPrecision(1)));

/** The bounds of a constraint: `서울(KR-11) 센터의 팀은 4팀 이하`. */
export function constraintName({ centreIds, sectors, min, max }: Omit<Constraint, 'id'>): Said {
  const [centres, fields] = [centreNames(centreIds), sectorNames(sectors)];
  const byCentre = centreIds.length > 0;
  const ko = byCentre ? `${centres.ko} 센터의 팀` : `${fields.ko} 분야의 팀`;
  const en = byCentre
    ? `teams of the ${centreIds.length > 1 ? 'centres' : 'centre'} ${centres.en}`
    : `teams in ${fields.en}`;
  const bounds = [
    ...(min > 0 ? [{ ko: `${min}팀 이상`, en: `at least ${min}` }] : []),
    ...(max === undefined ? [] : [{ ko: `${max}팀 이하`, en: `at most ${max}` }]),
  ];
  return {
    ko: `${ko}${particleOf(ko, '은/는')} ${bounds.map((bound) => bound.ko).join(' ')}`,
    en: `${en}: ${bounds.map((bound) => bound.en).join(' and ')}`,
  };
}

/** The constraints with these ids, each with its bounds. */
export const constraintNames = (constraints: readonly Constraint[], ids: readonly string[]): Said[] =>
  constraints
    .filter(({ id }) => ids.includes(id))
    .map(({ id, ...asked }) => {
      const { ko, en } = constraintName(asked);
      return { ko: `${id}(${ko})`, en: `${id} (${en})` };
    });
