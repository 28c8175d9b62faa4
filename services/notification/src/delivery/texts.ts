/** What an attempt to deliver gave, in both languages. */
import { josa } from '@naru/korean/particle';
import { text } from '@naru/words/text';
import { keeping, refusing, type Told, texts } from '@naru/words/texts';

export const RESULT = texts('delivery_result', {
  answered: text({
    example: { status: 500 },
    ko: ({ status }) => `주소가 ${josa(`HTTP ${status}`, '으로/로')} 답했습니다`,
    en: ({ status }) => `the address answered HTTP ${status}`,
  }),
  redirected: text({
    example: { status: 307 },
    ko: ({ status }) => `주소가 ${josa(`HTTP ${status}`, '으로/로')} 답했습니다. 다른 주소로 옮겨 보내지 않습니다`,
    en: ({ status }) => `the address answered HTTP ${status}; redirects are not followed`,
  }),
  no_answer: text({
    example: { seconds: 10 },
    ko: ({ seconds }) => `${seconds}초 안에 답이 없었습니다`,
    en: ({ seconds }) => `no answer within ${seconds} s`,
  }),
  not_public: text({
    ko: '공인 인터넷에 있는 주소가 아니어서 보내지 않았습니다',
    en: 'the address does not lie in the public internet',
  }),
  not_kept: text({ ko: '이벤트의 보관 기간이 지나 보내지 않았습니다', en: 'the event is no longer kept' }),
  no_connection: text({
    example: { error: 'ECONNREFUSED' },
    ko: ({ error }) => `연결하지 못했습니다${error && `: ${error}`}`,
    en: ({ error }) => `no connection${error && `: ${error}`}`,
  }),
});

/** What an attempt gave, as it is stored: a code and its parameters. */
export type LastResult = Told<typeof RESULT.of>;

export const { tell, saidOf } = keeping(RESULT);

export const { known } = refusing(texts('delivery', {}));
