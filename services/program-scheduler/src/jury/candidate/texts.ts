/** Texts that say why an application is not judged, in both languages. */
import { refusing, rule, texts } from '@naru/words/texts';

export const CANDIDATE = texts('application', {
  not_standing: rule({
    example: { applications: 1 },
    ko: ({ applications }) =>
      applications > 1
        ? '두 신청서 모두 이 모집 차수에 제출된 것이어야 합니다. 철회되었거나 요건에 미달한 신청서는 심사하지 않으니 다른 두 팀을 고르십시오'
        : '제출되지 않았거나 철회되었거나 요건에 미달한 신청서라 심사하지 않습니다. 다른 신청서를 고르십시오',
    en: ({ applications }) =>
      applications > 1
        ? 'both must be applications that were submitted to this round, and were neither withdrawn nor found not eligible; choose another pair'
        : 'the application was not submitted, was withdrawn or was found not eligible, so it is not judged; choose another application',
  }),
});

export const { refuse } = refusing(CANDIDATE);
