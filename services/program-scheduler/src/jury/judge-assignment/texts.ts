/** Texts of refusals about assignments of judges, in both languages. */
import { grouped } from '@naru/korean/number';
import { conflict, refusing, rule, texts } from '@naru/words/texts';
import { brokenBy } from './demand-texts.ts';

const counted = (count: number) => grouped(BigInt(count));

export const JUDGE_ASSIGNMENT = texts('judge_assignment', {
  no_applications: rule({
    field: 'roundId',
    ko: '이 모집 차수에는 심사할 신청서가 없습니다. 제출된 신청서가 없거나, 모두 철회되었거나 요건에 미달합니다',
    en: 'the round has no application to judge: none is submitted, or all were withdrawn or found not eligible',
  }),
  too_large: rule({
    field: 'roundId',
    example: { applications: 10_000, judges: 401, pairsMax: 4_000_000 },
    ko: ({ applications, judges, pairsMax }) =>
      `신청서 ${counted(applications)}건과 심사위원 ${counted(judges)}명의 조합이 한 번에 배정할 수 있는 한도(${counted(pairsMax)}쌍)를 넘습니다. 참여하지 않는 심사위원을 해촉하십시오`,
    en: ({ applications, judges, pairsMax }) =>
      `${counted(applications)} applications and ${counted(judges)} judges make more than ${counted(pairsMax)} pairs, the limit of one assignment; retire the judges who do not take part`,
  }),
  not_whole: rule({
    field: 'roundId',
    ko: '제안된 배정이 모든 규칙을 지키지 못했습니다. 무엇이 모자라는지 확인하여 고친 뒤 다시 배정하십시오',
    en: 'the proposed assignment does not keep all rules; see what it lacks, change that, and solve the assignment again',
  }),
  replaced: conflict({
    ko: '그 사이에 다른 배정이 제안되었습니다. 새 배정을 확인한 뒤 채택하십시오',
    en: 'another assignment was proposed in the meantime; read the new one and adopt it',
  }),
  outdated: rule({
    example: { ids: ['app_01', 'jud_02'], rules: ['conflicts', 'load_max'], more: 2 },
    ko: ({ more, ...broken }) =>
      `배정이 제안된 뒤에 사정이 달라져 지금은 규칙에 어긋납니다: ${brokenBy(broken).ko}${more > 0 ? ` 외 ${more}건` : ''}. 다시 배정하십시오`,
    en: ({ more, ...broken }) =>
      `things have changed since the assignment was proposed, and now it breaks rules: ${brokenBy(broken).en}${more > 0 ? ` and ${more} more` : ''}; solve the assignment again`,
  }),
});

export const { known, refuse, unknown } = refusing(JUDGE_ASSIGNMENT);
