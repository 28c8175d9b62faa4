/** The refusals of subscriptions, in both languages. */
import { exhausted, refusing, texts } from '@naru/words/texts';

export const SUBSCRIPTION = texts('subscription', {
  limit: exhausted({
    example: { max: 20 },
    ko: ({ max }) => `구독이 이미 한도인 ${max}건입니다. 필요하지 않은 구독을 끝낸 뒤 다시 시도하십시오`,
    en: ({ max }) =>
      `you have ${max} subscriptions, and you can have no more; end one that you do not need, then try again`,
  }),
});

export const { refuse } = refusing(SUBSCRIPTION);
