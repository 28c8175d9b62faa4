/** The refusals and texts of webhooks, in both languages. */
import { text } from '@naru/words/text';
import { exhausted, invalid, refusing, rule, texts } from '@naru/words/texts';

export const WEBHOOK = texts('webhook', {
  rotated_often: rule({
    example: { times: 3 },
    ko: ({ times }) =>
      `하루에 비밀 키를 이미 한도인 ${times}번까지 바꾸었습니다. 가장 오래된 키의 기한이 끝난 뒤 다시 바꾸십시오`,
    en: ({ times }) =>
      `the secret was changed ${times} times within a day, which is the limit; change it again when the oldest secret has expired`,
  }),
  limit: exhausted({
    example: { max: 20 },
    ko: ({ max }) => `사용 중인 웹훅이 이미 한도인 ${max}개입니다. 필요하지 않은 웹훅을 중지한 뒤 다시 시도하십시오`,
    en: ({ max }) =>
      `you have ${max} enabled webhooks, and you can have no more; disable one that you do not need, then try again`,
  }),
  disabled: rule({
    ko: '중지된 웹훅에는 보내지 않습니다. 먼저 다시 사용하도록 바꾸십시오',
    en: 'nothing is sent to a disabled webhook; enable it first',
  }),
  gone: text({ ko: '주소가 410 Gone으로 답했습니다', en: 'the address answered 410 Gone' }),
  by_owner: text({ ko: '소유자가 중지했습니다', en: 'its owner disabled it' }),
});

export const EVENT_TYPE = texts('event_type', {
  known: invalid({
    ko: '협력 시스템이 받을 수 있는 이벤트 유형이어야 합니다(예: naru.matching.*). 모든 유형은 /events.json에 있습니다',
    en: 'must be an event type that partner systems can receive, such as naru.matching.*; /events.json lists all types',
  }),
});

export const { known, refuse } = refusing(WEBHOOK);
export const eventType = refusing(EVENT_TYPE);

/** Why a webhook is disabled. */
export type DisabledBy = 'gone' | 'by_owner';
