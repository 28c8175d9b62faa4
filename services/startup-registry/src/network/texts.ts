/** The refusals of the network's plan, in both languages. */
import { refusing, rule, texts } from '@naru/words/texts';

export const NETWORK = texts('network', {
  too_small: rule({
    field: 'centres',
    example: { opened: 10 },
    ko: ({ opened }) => `이미 ${opened}번째 센터까지 개소했습니다. ${opened}곳 이상으로 계획하십시오`,
    en: ({ opened }) => `centre number ${opened} is open already; plan at least ${opened} centres`,
  }),
});

export const { refuse } = refusing(NETWORK);
