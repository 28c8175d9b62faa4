/** Texts of refusals about assignments of judges, in both languages. */
import { grouped } from '@naru/korean/number';
import { conflict, refusing, rule, texts } from '@naru/words/texts';
import { brokenBy } from './demand-texts.ts';

export const JUDGE_ASSIGNMENT = texts('judge_assignment', {
  no_applications: rule({
    field: 'roundId',
    ko: '이 모집 차수에는 심사할 신청서가 없어 심사위원을 배정할 수 없습니다. 제출된 신청서가 없거나, 모두 철회되었거나 요건에 미달합니다. 신청서 목록을 확인하십시오',
    en: 'the round has no application to judge, so no judges can be assigned: none was submitted, or all were withdrawn or found not eligible; look at its applications',
  }),
  too_large: rule({
    field: 'roundId',
    example: { applications: 10_000, judges: 401, pairsMax: 4_000_000 },
    ko: ({ applications, judges, pairsMax }) =>
      `신청서 ${grouped(applications)}건과 심사위원 ${grouped(judges)}명의 조합이 한 번에 배정할 수 있는 한도(${grouped(pairsMax)}쌍)를 넘습니다. 더는 활동하지 않는 심사위원을 해촉하거나, 심사위원을 한 명씩 배정하십시오`,
    en: ({ applications, judges, pairsMax }) =>
      `${grouped(applications)} applications and ${grouped(judges)} judges make more than ${grouped(pairsMax)} pairs, the limit of one assignment; retire the judges who are no longer active, or assign the judges one by one`,
  }),
  not_whole: rule({
    field: 'roundId',
    example: { begun: false as boolean },
    ko: ({ begun }) =>
      `제안된 배정이 심사 계획의 조건을 모두 채우지 못했습니다. 배정의 clashes와 panels의 shortfalls에서 부족한 점을 확인하십시오. ${begun ? '심사가 이미 시작되어 계획은 바꿀 수 없으니 심사위원을 바꾼 뒤' : '심사위원이나 심사 계획을 바꾼 뒤'} 다시 배정하십시오`,
    en: ({ begun }) =>
      `the proposed assignment does not keep all rules of the judging plan; its clashes and the shortfalls of its panels say what is missing. ${begun ? 'The judging has begun, so the plan can no longer change: change the judges' : 'Change the judges or the plan'}, then solve the assignment again`,
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
