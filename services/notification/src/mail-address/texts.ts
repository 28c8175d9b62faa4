/** The refusals of addresses for mail, and the pages behind the links in mails, in both languages. */
import { text } from '@naru/words/text';
import { absent, exhausted, invalid, refusing, rule, texts } from '@naru/words/texts';

export const MAIL_ADDRESS = texts('mail_address', {
  not_found: absent({
    ko: '등록한 메일 주소가 없습니다. 먼저 주소를 등록하십시오',
    en: 'you have set no address for mail; set one first',
  }),
  off: rule({
    ko: '이 나루에서는 메일을 보내지 않습니다. 알림은 알림함에서 확인하십시오',
    en: 'this Naru sends no mail; notices are in the inbox',
  }),
  often: exhausted({
    example: { max: 5 },
    ko: ({ max }) => `이 주소로 하루에 보낼 수 있는 확인 코드 ${max}개를 모두 보냈습니다. 내일 다시 시도하십시오`,
    en: ({ max }) => `${max} codes were sent to this address today, which is the limit; try again tomorrow`,
  }),
  code_expired: rule({
    ko: '확인 코드의 기한이 지났거나 너무 여러 번 틀렸습니다. 주소를 다시 등록해 새 코드를 받으십시오',
    en: 'the code has expired, or was given wrongly too often; set the address again to get a new one',
  }),
  code_wrong: invalid({
    ko: '확인 코드가 다릅니다. 메일에 적힌 여덟 자리 숫자를 확인하십시오',
    en: 'is not the code; look at the eight digits in the mail',
  }),
});

export const { refuse, invalid: wrong } = refusing(MAIL_ADDRESS);

export const MAIL_LINK = texts('mail_link', {
  not_found: absent({
    ko: '이 링크로는 더 이상 메일을 보내지 않습니다. 링크가 빠짐없이 적혔는지 확인하십시오',
    en: 'nothing is sent by this link any more; check that the link is complete',
  }),
  ask: text({ ko: '나루의 메일을 더 이상 받지 않겠습니까?', en: 'Do you want no more mail from Naru?' }),
  button: text({ ko: '그만 받기', en: 'Stop all mails' }),
  done: text({
    ko: '이 주소로는 더 이상 메일을 보내지 않습니다. 알림은 나루의 알림함에 그대로 있습니다.',
    en: 'No more mail is sent to this address. Your notices stay in your inbox in Naru.',
  }),
});

export const link = refusing(MAIL_LINK);
