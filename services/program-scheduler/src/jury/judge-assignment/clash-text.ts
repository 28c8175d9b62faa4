/** Puts a clash in words: the demands, their objects, the numbers, and what would make an assignment possible. */
import { type Said, say, text } from '@naru/words/text';
import { texts } from '@naru/words/texts';
import { DEMAND, WAY_OUT } from './demand-texts.ts';
import type { Proposal, StoredClash } from './judge-assignment.ts';

const NAMED_MAX = 5;

const places = { needed: 40, available: 20, judges: 2, named: ['jud_1', 'jud_2'] };
type Judges = Pick<typeof places, 'judges'> & { named: readonly string[] };
const judgesOf = ({ judges, named }: Judges): Said => {
  const names = named.join(', ');
  return {
    ko: `심사위원 ${judges}명${names && `(${names})`}`,
    en: `${judges} ${judges === 1 ? 'judge' : 'judges'}${names && ` (${names})`}`,
  };
};

export const CLASH = texts('clash', {
  application: text({
    example: { id: 'app_01', name: { ko: '라온링크', en: 'Raonlink' } as Said | undefined },
    ko: ({ id, name }) => (name?.ko || name?.en ? `${name.ko || name.en}의 신청서(${id})` : `신청서 ${id}`),
    en: ({ id, name }) => (name?.ko || name?.en ? `Application ${id} of ${name.en || name.ko}` : `Application ${id}`),
  }),
  applications: text({
    example: { applications: 40 },
    ko: ({ applications }) => `신청서 ${applications}건`,
    en: ({ applications }) => `${applications} applications`,
  }),
  demands: text({
    example: { demands: [say(DEMAND.of.women_min, { n: 2 }), say(DEMAND.of.load_max, { n: 10 })] },
    ko: ({ demands }) =>
      `${demands.map(({ ko }) => ko).join(', ')} 조건을 ${demands.length > 1 ? '함께 ' : ''}충족할 수 없습니다.`,
    en: ({ demands }) =>
      `${demands.map(({ en }) => en).join(' + ')} cannot ${demands.length > 1 ? 'all be met together' : 'be met'}.`,
  }),
  free: text({
    example: { judges: 5, marketExperts: 2, women: 1, centres: 3 },
    ko: ({ judges, centres, women, marketExperts }) =>
      `심사할 수 있는 심사위원은 ${judges}명입니다(센터 ${centres}곳, 여성 ${women}명, 시장 전문가 ${marketExperts}명).`,
    en: ({ judges, centres, women, marketExperts }) =>
      `Judges who are free: ${judges} (centres: ${centres}, women: ${women}, market experts: ${marketExperts}).`,
  }),
  /** The minimum loads of the judges add up to more seats than there are. */
  too_idle: text({
    example: places,
    ko: ({ needed, available, ...judges }) =>
      `${judgesOf(judges).ko}에게 ${needed}자리가 필요하지만 ${available}자리까지만 줄 수 있습니다.`,
    en: ({ needed, available, ...judges }) =>
      `${judgesOf(judges).en} must have ${needed} places together, and there can be only ${available} for them.`,
  }),
  too_busy: text({
    example: places,
    ko: ({ needed, available, ...judges }) =>
      `${judgesOf(judges).ko}의 자리가 ${needed}개 필요하지만 ${available}개까지만 맡을 수 있습니다.`,
    en: ({ needed, available, ...judges }) =>
      `${needed} places with ${judgesOf(judges).en} are needed, and they can take only ${available}.`,
  }),
  ways_out: text({
    example: { ways: [say(WAY_OUT.of.women_min, {}), say(WAY_OUT.of.load_max, {})], lacking: 20 },
    ko: ({ ways, lacking }) =>
      `다음 가운데 하나가 필요합니다: ${ways.map(({ ko }) => ko).join('; ')}.${lacking ? ` 모자란 자리는 ${lacking}개입니다.` : ''}`,
    en: ({ ways, lacking }) =>
      `One of these is needed: ${ways.map(({ en }) => en).join('; ')}.${lacking ? ` ${lacking} ${lacking === 1 ? 'place is' : 'places are'} lacking.` : ''}`,
  }),
  whole: text({
    example: { seconds: 1.25 },
    ko: ({ seconds }) => `모든 규칙을 지키는 배정입니다(${seconds.toFixed(1)}초 만에 찾음).`,
    en: ({ seconds }) => `The assignment keeps every rule. It was found in ${seconds.toFixed(1)} s.`,
  }),
  impossible: text({
    ko: '모든 규칙을 지키는 배정은 없습니다. 함께 충족할 수 없는 조건을 가장 작은 묶음으로 아래에 보입니다.',
    en: 'No assignment keeps all rules. The smallest sets of demands that clash are listed.',
  }),
  short: text({
    example: { seconds: 20, shortPanels: 3 },
    ko: ({ seconds, shortPanels }) =>
      `${seconds.toFixed(1)}초 안에 찾지 못했습니다. 심사위원단 ${shortPanels}개가 규칙에 모자라거나 맡은 신청서가 너무 적은 심사위원이 있습니다. 배정이 없다고 증명된 것은 아닙니다. 시간을 늘리거나 모자란 규칙을 완화하십시오.`,
    en: ({ seconds, shortPanels }) =>
      `Not found within ${seconds.toFixed(1)} s: ${shortPanels} ${shortPanels === 1 ? 'panel lacks' : 'panels lack'} something, or judges have too few applications. It is not proven that there is none. Give it more time, or ease the rules that the panels lack.`,
  }),
});
const { of } = CLASH;

/**
 * The demands, their objects, and why they cannot be met. `name` is the name of the venture, where the clash is about
 * one application.
 */
export function textOf(clash: StoredClash, name?: Said): Said {
  const demands = clash.demands.map(({ demand, wanted }) => say(DEMAND.of[demand], { n: wanted }));
  const [where, what, why] = [placeOf(clash, name), say(of.demands, { demands }), reasonOf(clash)];
  const joined = (language: 'ko' | 'en') =>
    `${where ? `${where[language]}: ` : ''}${what[language]}${why ? ` ${why[language]}` : ''}`;
  return { ko: joined('ko'), en: joined('en') };
}

function placeOf({ applicationIds }: StoredClash, name: Said | undefined): Said | null {
  const [id] = applicationIds;
  if (id === undefined) return null;
  if (applicationIds.length === 1) return say(of.application, { id, name });
  return say(of.applications, { applications: applicationIds.length });
}

function reasonOf({ demands, judgeIds, needed, available, free }: StoredClash): Said | null {
  if (free) return say(of.free, free);
  if (needed === 0) return null;
  const named = judgeIds.length > NAMED_MAX ? [] : judgeIds;
  const tooIdle = demands.some(({ demand }) => demand === 'load_min');
  return say(of[tooIdle ? 'too_idle' : 'too_busy'], { needed, available, judges: judgeIds.length, named });
}

/** Ways out. Any one of them is enough if it goes far enough, since the clash contains no unnecessary demand. */
export const wayOutOf = ({ demands, needed, available }: StoredClash): Said =>
  say(of.ways_out, {
    ways: demands.map(({ demand }) => say(WAY_OUT.of[demand], {})),
    lacking: Math.max(0, needed - available),
  });

/** The outcome in one sentence. */
export function explanationOf({ outcome, shortPanels, seconds }: Proposal): Said {
  if (outcome === 'WHOLE') return say(of.whole, { seconds });
  return outcome === 'IMPOSSIBLE' ? say(of.impossible, {}) : say(of.short, { seconds, shortPanels });
}
