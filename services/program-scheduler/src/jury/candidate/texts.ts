/** Texts that say why an application is not judged, in both languages. */
import { refusing, rule, texts } from '@naru/words/texts';

export const CANDIDATE = texts('application', {
  not_standing: rule({
    example: { applications: 1 },
    ko: ({ applications }) =>
      applications > 1
        ? '모두 이 모집 차수의 신청서여야 하며, 철회되었거나 요건에 미달한 신청서는 심사하지 않습니다'
        : '철회되었거나 요건에 미달한 신청서는 심사하지 않습니다',
    en: ({ applications }) =>
      applications > 1
        ? 'all must be applications of this round that are neither withdrawn nor found not eligible'
        : 'the application was withdrawn or found not eligible, so it is not judged',
  }),
});

export const { refuse } = refusing(CANDIDATE);
