/** The refusals and texts of webhooks, in both languages. */
import { text } from '@naru/words/text';
import { exhausted, invalid, refusing, rule, texts } from '@naru/words/texts';

export const WEBHOOK = texts('webhook', {
  rotated_often: rule({
    example: { times: 3 },
    ko: ({ times }) => `하루에 비밀 키를 ${times}번 바꾸었습니다. 가장 오래된 키의 기한이 끝난 뒤 다시 바꾸십시오`,
    en: ({ times }) =>
      `the secret was changed ${times} times within a day; change it again when the oldest secret has expired`,
  }),
  limit: exhausted({
    example: { max: 20 },
    ko: ({ max }) => `켜진 웹훅이 이미 한도인 ${max}개입니다. 쓰지 않는 웹훅을 멈춘 뒤 다시 시도하십시오`,
    en: ({ max }) =>
      `you have ${max} enabled webhooks, and you can have no more; disable one that you do not need, then try again`,
  }),
  gone: text({ ko: '주소가 410 Gone으로 답했습니다', en: 'the address answered 410 Gone' }),
  by_owner: text({ ko: '소유자가 멈췄습니다', en: 'its owner disabled it' }),
});

export const EVENT_TYPE = texts('event_type', {
  known: invalid({
    ko: '협력 시스템이 받을 수 있는 이벤트 유형이어야 합니다. 목록은 /events.json에 있습니다',
    en: 'must name events of the catalogue that partners may get; /events.json lists them',
  }),
});

export const { known, refuse } = refusing(WEBHOOK);
export const eventType = refusing(EVENT_TYPE);

/** Why a webhook is disabled. */
export type DisabledBy = 'gone' | 'by_owner';
