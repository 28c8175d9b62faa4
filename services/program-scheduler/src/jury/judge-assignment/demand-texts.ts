/** Texts about the demands on panels and loads, in both languages: as a demand, as a way out, and as a broken rule. */
import type { Demand } from '@naru/assignment-solver/relax';
import { type Said, type Text, text } from '@naru/words/text';
import { texts } from '@naru/words/texts';

const many = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;
const counted = (ko: (n: number) => string, en: (n: number) => string) =>
  text({ example: { n: 2 }, ko: (given) => ko(given.n), en: (given) => en(given.n) });

export const DEMAND = texts('demand', {
  panel_size: counted(
    (n) => `심사위원단 ${n}명(panelSize)`,
    (n) => `${many(n, 'judge')} on a panel (panelSize)`,
  ),
  market_experts_min: counted(
    (n) => `시장 전문가 ${n}명 이상(marketExpertsMin)`,
    (n) => `at least ${many(n, 'market expert')} (marketExpertsMin)`,
  ),
  women_min: counted(
    (n) => `여성 ${n}명 이상(womenMin)`,
    (n) => `at least ${many(n, 'woman', 'women')} (womenMin)`,
  ),
  centres_min: counted(
    (n) => `센터 ${n}곳 이상(centresMin)`,
    (n) => `at least ${many(n, 'centre')} (centresMin)`,
  ),
  same_centre_max: counted(
    (n) => `같은 센터 ${n}명 이하(sameCentreMax)`,
    (n) => `at most ${many(n, 'judge')} of one centre (sameCentreMax)`,
  ),
  load_min: counted(
    (n) => `심사위원 한 명당 신청서 ${n}건 이상(loadMin)`,
    (n) => `at least ${many(n, 'application')} for each judge (loadMin)`,
  ),
  load_max: counted(
    (n) => `심사위원 한 명당 신청서 ${n}건 이하(loadMax)`,
    (n) => `at most ${many(n, 'application')} for a judge (loadMax)`,
  ),
  conflicts: counted(
    () => '이해충돌 배제',
    () => 'no conflicts of interest',
  ),
  standing_reviews: counted(
    () => '이미 배정된 심사 유지',
    () => 'the assignments that stand already',
  ),
} satisfies Record<Demand, Text<{ n: number }>>);

/** What would make an assignment possible. */
export const WAY_OUT = texts('way_out', {
  panel_size: text({ ko: 'panelSize 변경', en: 'change panelSize' }),
  market_experts_min: text({
    ko: 'marketExpertsMin을 낮추거나 시장 전문가를 등록',
    en: 'lower marketExpertsMin or register market experts',
  }),
  women_min: text({
    ko: 'womenMin을 낮추거나 여성 심사위원을 등록',
    en: 'lower womenMin or register women as judges',
  }),
  centres_min: text({
    ko: 'centresMin을 낮추거나 다른 센터의 심사위원을 등록',
    en: 'lower centresMin or register judges of other centres',
  }),
  same_centre_max: text({
    ko: 'sameCentreMax를 높이거나 다른 센터의 심사위원을 등록',
    en: 'raise sameCentreMax or register judges of other centres',
  }),
  load_min: text({ ko: 'loadMin을 낮춤', en: 'lower loadMin' }),
  load_max: text({
    ko: 'loadMax(계획의 한도 또는 심사위원 개인의 한도)를 높이거나 심사위원을 더 등록',
    en: 'raise loadMax (of the plan, or of the judges themselves) or register more judges',
  }),
  conflicts: text({
    ko: '이해충돌이 없는 심사위원을 등록',
    en: 'register judges who are free of conflicts of interest',
  }),
  standing_reviews: text({
    ko: '이미 배정된 심사 일부를 해제',
    en: 'unassign some of the judges who are assigned already',
  }),
} satisfies Record<Demand, Text<Record<never, never>>>);

/** Faults of a panel, or of the load of a judge. */
export const BROKEN = texts('broken', {
  panel_size: text({ ko: '심사위원단 인원', en: 'size of the panel' }),
  market_experts_min: text({ ko: '시장 전문가 부족', en: 'too few market experts' }),
  women_min: text({ ko: '여성 심사위원 부족', en: 'too few women' }),
  centres_min: text({ ko: '센터 수 부족', en: 'too few centres' }),
  same_centre_max: text({ ko: '같은 센터 심사위원 초과', en: 'too many judges of one centre' }),
  load_min: text({ ko: '배정 건수 부족', en: 'too few applications' }),
  load_max: text({ ko: '배정 건수 초과', en: 'too many applications' }),
  conflicts: text({ ko: '이해충돌', en: 'conflict of interest' }),
  standing_reviews: text({ ko: '이미 배정된 심사 누락', en: 'an assignment that stands is missing' }),
  judge_twice: text({ ko: '같은 심사위원 중복', en: 'the same judge twice' }),
});

const isBroken = (rule: string): rule is keyof typeof BROKEN.of => rule in BROKEN.of;

/** app_01(이해충돌), jud_02(배정 건수 초과). */
export function brokenBy({ ids, rules }: { ids: readonly string[]; rules: readonly string[] }): Said {
  const list = (language: 'ko' | 'en', space: string) =>
    ids.map((id, i) => {
      const rule = rules[i] ?? '';
      return `${id}${space}(${isBroken(rule) ? BROKEN.of[rule][language]({}) : rule})`;
    });
  return { ko: list('ko', '').join(', '), en: list('en', ' ').join(', ') };
}
