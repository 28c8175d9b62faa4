/** Texts of refusals about cohorts, in both languages. */
import { externalIdTaken } from '@naru/words/external-id';
import { refusing, rule, texts } from '@naru/words/texts';

export const COHORT = texts('cohort', {
  seats_lowered: rule({
    field: 'details.seats',
    example: { seats: 20 },
    ko: ({ seats }) => `정원은 늘릴 수만 있습니다. 지금 ${seats}팀이니 ${seats} 이상을 적으십시오`,
    en: ({ seats }) => `seats can be added, not taken away; the cohort has ${seats}, so give ${seats} or more`,
  }),
  ended: rule({
    ko: '이미 끝난 기수라 다시 시작할 수 없습니다. 새 기수를 계획하십시오',
    en: 'the cohort is over and cannot start again; plan a new one',
  }),
  not_running: rule({
    ko: '아직 시작하지 않은 기수라 끝낼 수 없습니다. 먼저 시작하십시오',
    en: 'the cohort has not begun, so it cannot end; start it first',
  }),
  external_id_taken: externalIdTaken('cohort'),
});

export const { known, refuse } = refusing(COHORT);
