/** The words of mails, in both languages. */
import { type Said, text } from '@naru/words/text';
import { texts } from '@naru/words/texts';

const title: Said = { ko: '소개가 시작되었습니다', en: 'An introduction has begun' };

export const MAIL = texts('mail', {
  subject: text({
    example: { title },
    ko: ({ title }) => `[나루] ${title.ko}`,
    en: ({ title }) => `[Naru] ${title.en}`,
  }),
  digest_subject: text({
    example: { count: 3 },
    ko: ({ count }) => `[나루] 알림 ${count}건`,
    en: ({ count }) => `[Naru] ${count === 1 ? '1 notice' : `${count} notices`}`,
  }),
  more: text({
    example: { count: 12 },
    ko: ({ count }) => `그 밖에 ${count}건이 알림함에 있습니다.`,
    en: ({ count }) => `${count} more are in your inbox.`,
  }),
  until: text({
    example: { when: { ko: '2026년 12월 1일', en: '1 December 2026' } as Said },
    ko: ({ when }) => `기한: ${when.ko}`,
    en: ({ when }) => `Until: ${when.en}`,
  }),
  code_subject: text({ ko: '[나루] 메일 주소 확인 코드', en: '[Naru] The code for your address' }),
  code: text({
    example: { code: '20488713', minutes: 60 },
    ko: ({ code, minutes }) =>
      `확인 코드: ${code}\n\n${minutes}분 안에 나루에 이 코드를 입력하면 이 주소로 알림을 받습니다. 직접 요청하지 않았다면 이 메일을 무시하십시오.`,
    en: ({ code, minutes }) =>
      `Code: ${code}\n\nEnter it in Naru within ${minutes} minutes to get notices at this address. If you did not ask for it, ignore this mail.`,
  }),
  footer: text({
    example: { url: 'https://naru.example.org/v1/mail-links/7Q2x:stop' },
    ko: ({ url }) => `나루에서 보낸 메일입니다. 그만 받기(로그인 없이): ${url}`,
    en: ({ url }) => `Sent by Naru. Stop all mails (no login): ${url}`,
  }),
});
