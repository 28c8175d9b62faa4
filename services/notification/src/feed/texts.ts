/** The refusals of the feed, in both languages. */
import { gone, invalid, refusing, texts } from '@naru/words/texts';

export const FEED = texts('feed', {
  too_old: gone({
    example: { oldest: '00000000000000004711' },
    ko: ({ oldest }) =>
      `이 위치 다음의 이벤트는 보관 기간이 지나 일부 지워졌습니다. 남아 있는 이벤트는 after=${oldest}부터 모두 읽을 수 있습니다. 그 전의 내용은 목록 API로 다시 맞추십시오`,
    en: ({ oldest }) =>
      `some events after this position are no longer kept; after=${oldest} reads all that are, and the lists of the API tell how things stand now`,
  }),
  position: invalid({
    ko: '이 피드가 준 위치여야 합니다. 피드의 마지막 위치보다 뒤에 있습니다',
    en: 'must be a position that this feed has given; it lies behind its last one',
  }),
});

export const { refuse, invalid: wrong } = refusing(FEED);
