/** Texts of refusals about assignments of judges, in both languages. */
import { josa } from '@naru/korean/particle';
import { conflict, refusing, rule, texts } from '@naru/words/texts';
import { brokenBy } from './demand-texts.ts';

export const JUDGE_ASSIGNMENT = texts('judge_assignment', {
  no_applications: rule({
    field: 'roundId',
    ko: '이 모집 차수에는 심사할 신청서가 없습니다',
    en: 'the round has no application that is to be judged',
  }),
  too_large: rule({
    field: 'roundId',
    example: { applications: 10_000, judges: 401, pairsMax: 4_000_000 },
    ko: ({ applications, judges, pairsMax }) =>
      `신청서 ${applications}건과 심사위원 ${judges}명을 짝지으면 배정을 찾을 수 있는 ${josa(String(pairsMax), '을/를')} 넘습니다. 참여하지 않는 심사위원의 활동을 종료하십시오`,
    en: ({ applications, judges, pairsMax }) =>
      `${applications} applications and ${judges} judges make more than ${pairsMax} pairs, which is the most; retire the judges who do not take part`,
  }),
  not_whole: rule({
    field: 'roundId',
    ko: '제안된 배정이 모든 규칙을 지키지 못했습니다. 무엇이 모자라는지 보고 고친 뒤 배정을 다시 찾으십시오',
    en: 'the proposed assignment does not keep all rules; read what is lacking, change that, and solve the assignment again',
  }),
  replaced: conflict({
    ko: '그 사이에 다른 배정이 제안되었습니다. 새 배정을 읽고 그것을 채택하십시오',
    en: 'another assignment has been proposed meanwhile; read the new one and adopt that',
  }),
  outdated: rule({
    example: { ids: ['app_01', 'jud_02'], rules: ['conflicts', 'load_max'], more: 2 },
    ko: ({ more, ...broken }) =>
      `배정이 제안된 뒤에 사정이 달라져 지금은 규칙에 어긋납니다: ${brokenBy(broken).ko}${more > 0 ? ` 외 ${more}건` : ''}. 배정을 다시 찾으십시오`,
    en: ({ more, ...broken }) =>
      `things have changed since the assignment was proposed, and now it breaks rules: ${brokenBy(broken).en}${more > 0 ? ` and ${more} more` : ''}; solve the assignment again`,
  }),
});

export const { known, refuse, unknown } = refusing(JUDGE_ASSIGNMENT);
