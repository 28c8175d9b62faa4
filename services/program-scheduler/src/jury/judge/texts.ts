/** Texts of refusals about the register of judges, in both languages. */
import { exists, refusing, rule, texts, invalid as wrong } from '@naru/words/texts';

export const JUDGE = texts('judge', {
  exists: exists({
    field: 'subject',
    ko: '이 사용자는 이미 심사위원으로 등록되어 있습니다. 등록된 심사위원의 정보를 고치십시오',
    en: 'a judge with this subject is registered already; update that judge',
  }),
  declared_max: rule({
    field: 'objectId',
    example: { declaredMax: 1_000 },
    ko: ({ declaredMax }) =>
      `심사위원이 이미 한도인 ${declaredMax}건의 이해충돌을 신고했습니다. 더 신고하는 대신 이 심사위원을 해촉하십시오`,
    en: ({ declaredMax }) =>
      `the judge has declared ${declaredMax} conflicts already and can declare no more; retire the judge instead`,
  }),
  retired: rule({
    field: 'judgeId',
    ko: '해촉된 심사위원입니다. 다른 심사위원을 고르십시오',
    en: 'the judge is retired; choose another one',
  }),
  employment_ends_early: wrong({
    ko: '재직을 시작한 날이나 그 뒤의 날이어야 합니다',
    en: 'must be on or after the day the employment begins',
  }),
});

export const { invalid, known, refuse } = refusing(JUDGE);
