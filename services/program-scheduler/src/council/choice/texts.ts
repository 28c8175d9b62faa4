/**
 * Texts of refusals about choices under constraints, in both languages. Their codes belong to selections, which ask for
 * the choices.
 */
import { refusing, rule, texts, timeout } from '@naru/words/texts';

export const CHOICE = texts('selection', {
  constraints_entangled: rule({
    field: 'constraints',
    ko: '서로 겹치는 제약이 너무 많아 모두 지킬 수 있는지 정해진 시간 안에 확인할 수 없습니다. 제약을 줄이십시오',
    en: 'too many constraints overlap, so the system cannot check in time whether all of them can be kept; use fewer constraints',
  }),
  timeout: timeout({
    ko: '요청의 제한 시간 안에 팀을 고르지 못했습니다. 제한 시간(x-request-timeout-ms 헤더)을 늘려 다시 시도하십시오',
    en: 'the teams could not be chosen within the time limit of this call; try again with a longer time limit (header x-request-timeout-ms)',
  }),
});

export const { refuse } = refusing(CHOICE);
