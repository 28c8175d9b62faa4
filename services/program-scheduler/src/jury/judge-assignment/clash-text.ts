/** What clashes, in words: the demands, what they are about, the numbers, and what would make it possible. */

import type { Demand } from '@naru/assignment-solver/relax';
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Proposal, StoredClash } from './judge-assignment.ts';

const NAMED_MAX = 5;

type Words = Record<Demand, (wanted: number) => { en: string; ko: string }>;

const DEMANDS: Words = {
  panel_size: (n) => ({ en: `${n} judges on a panel (panel_size)`, ko: `심사위원 ${n}명 구성(panel_size)` }),
  market_experts_min: (n) => ({
    en: `${n} market experts at the least (market_experts_min)`,
    ko: `시장 전문가 ${n}명 이상(market_experts_min)`,
  }),
  women_min: (n) => ({ en: `${n} women at the least (women_min)`, ko: `여성 ${n}명 이상(women_min)` }),
  centres_min: (n) => ({ en: `${n} centres at the least (centres_min)`, ko: `센터 ${n}곳 이상(centres_min)` }),
  same_centre_max: (n) => ({
    en: `${n} of one centre at the most (same_centre_max)`,
    ko: `같은 센터 ${n}명 이하(same_centre_max)`,
  }),
  load_min: (n) => ({
    en: `${n} applications for each judge at the least (load_min)`,
    ko: `심사위원별 신청 ${n}건 이상(load_min)`,
  }),
  load_max: (n) => ({
    en: `${n} applications for a judge at the most (load_max)`,
    ko: `심사위원별 신청 ${n}건 이하(load_max)`,
  }),
  conflicts: () => ({ en: 'conflicts of interest', ko: '이해충돌' }),
  standing_reviews: () => ({ en: 'reviews that stand already', ko: '이미 배정된 심사' }),
};

const WAYS_OUT: Record<Demand, { en: string; ko: string }> = {
  panel_size: { en: 'change panel_size', ko: 'panel_size 변경' },
  market_experts_min: {
    en: 'lower market_experts_min or register market experts',
    ko: 'market_experts_min 완화 또는 시장 전문가 등록',
  },
  women_min: { en: 'lower women_min or register women as judges', ko: 'women_min 완화 또는 여성 심사위원 등록' },
  centres_min: {
    en: 'lower centres_min or register judges of other centres',
    ko: 'centres_min 완화 또는 다른 센터의 심사위원 등록',
  },
  same_centre_max: {
    en: 'raise same_centre_max or register judges of other centres',
    ko: 'same_centre_max 상향 또는 다른 센터의 심사위원 등록',
  },
  load_min: { en: 'lower load_min', ko: 'load_min 하향' },
  load_max: {
    en: 'raise load_max (of the plan, or of the judges themselves) or register judges',
    ko: 'load_max(계획 또는 심사위원 개인 한도) 상향 또는 심사위원 추가 등록',
  },
  conflicts: { en: 'register judges who are free of conflicts', ko: '이해충돌이 없는 심사위원 등록' },
  standing_reviews: { en: 'take back standing reviews', ko: '기존 배정 일부 취소' },
};

/** Which demands, of whom, and why not. */
export function textOf(clash: StoredClash): LocalizedText {
  const demands = clash.demands.map(({ demand, wanted }) => DEMANDS[demand](wanted));
  const [where, why] = [placeOf(clash), reasonOf(clash)];
  return {
    en: `${where.en}${demands.map(({ en }) => en).join(' + ')} cannot ${demands.length > 1 ? 'all ' : ''}be met${why.en}.`,
    ko: `${where.ko}${demands.map(({ ko }) => ko).join(' + ')}을(를) ${demands.length > 1 ? '함께 ' : ''}충족할 수 없습니다${why.ko}.`,
  };
}

function placeOf({ applicationIds }: StoredClash): LocalizedText {
  if (applicationIds.length === 0) return { en: '', ko: '' };
  const [one] = applicationIds;
  if (applicationIds.length === 1) return { en: `Application ${one}: `, ko: `신청 ${one}: ` };
  return { en: `${applicationIds.length} applications: `, ko: `신청 ${applicationIds.length}건: ` };
}

function reasonOf({ demands, judgeIds, needed, available, free }: StoredClash): LocalizedText {
  if (free) {
    const { judges, women, marketExperts, centres } = free;
    return {
      en: `: free are ${judges} judges of ${centres} centres, ${women} women and ${marketExperts} market experts among them`,
      ko: `: 심사 가능한 위원은 ${judges}명(센터 ${centres}곳, 여성 ${women}명, 시장 전문가 ${marketExperts}명)`,
    };
  }
  if (needed === 0) return { en: '', ko: '' };
  const who = namesOf(judgeIds);
  const tooIdle = demands.some(({ demand }) => demand === 'load_min');
  return tooIdle
    ? {
        en: `: ${who.en} must have ${needed} places, and there can be ${available} for them`,
        ko: `: ${who.ko}에게 ${needed}자리가 필요하지만 ${available}자리까지만 가능`,
      }
    : {
        en: `: ${needed} places with ${who.en} are needed, and they can take ${available}`,
        ko: `: ${who.ko}의 자리가 ${needed}개 필요하지만 ${available}개까지만 가능`,
      };
}

function namesOf(judgeIds: readonly string[]): LocalizedText {
  const names = judgeIds.length > NAMED_MAX ? '' : ` (${judgeIds.join(', ')})`;
  const judges = judgeIds.length === 1 ? 'judge' : 'judges';
  return { en: `${judgeIds.length} ${judges}${names}`, ko: `심사위원 ${judgeIds.length}명${names}` };
}

/** Any one of these, far enough, makes it possible: the set has no demand too many. */
export function wayOutOf({ demands, needed, available }: StoredClash): LocalizedText {
  const ways = demands.map(({ demand }) => WAYS_OUT[demand]);
  const short = needed > available ? needed - available : 0;
  return {
    en: `One of these: ${ways.map(({ en }) => en).join('; ')}${short ? `; ${short} places are lacking` : ''}.`,
    ko: `다음 중 하나: ${ways.map(({ ko }) => ko).join('; ')}${short ? `; 부족한 자리 ${short}개` : ''}.`,
  };
}

/** The outcome in a sentence. */
export function explanationOf(proposal: Proposal): LocalizedText {
  const { outcome, shortPanels, seconds } = proposal;
  if (outcome === 'WHOLE')
    return {
      en: `Every rule is kept; found in ${seconds.toFixed(1)} s.`,
      ko: `모든 규칙을 지켰습니다(${seconds.toFixed(1)}초).`,
    };
  if (outcome === 'IMPOSSIBLE')
    return {
      en: 'No assignment keeps all rules; the smallest sets of demands that clash are named.',
      ko: '모든 규칙을 지키는 배정은 없습니다. 서로 충돌하는 최소한의 요구를 표시합니다.',
    };
  return {
    en: `Not found within ${seconds.toFixed(1)} s: ${shortPanels} panels lack something or judges have too few applications. It is not proven that there is none; give it more time, or ease the rules that the panels lack.`,
    ko: `${seconds.toFixed(1)}초 안에 찾지 못했습니다. 심사단 ${shortPanels}개가 부족하거나 배정이 적은 심사위원이 있습니다. 불가능하다고 증명된 것은 아니므로 시간을 늘리거나 부족한 규칙을 완화해 주세요.`,
  };
}
