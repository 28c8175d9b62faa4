/** Texts of calendars and of refusals about feeds, in both languages. A calendar is in the language of its feed. */
import { named, text } from '@naru/words/text';
import { absent, exhausted, exists, invalid, refusing, texts } from '@naru/words/texts';

export const CALENDAR = texts('calendar', {
  PERSON: text({ ko: '나루 – 내 일정', en: 'Naru – my calendar' }),
  VENTURE: text({ ko: '나루 – 팀 일정', en: 'Naru – team' }),
  INVESTOR: text({ ko: '나루 – 투자자 일정', en: 'Naru – investor' }),
  CENTRE: text({ ko: '나루 – 센터 일정', en: 'Naru – centre' }),
  EVENT: text({ ko: '나루 – 행사 일정', en: 'Naru – event' }),
  deadline: text({
    example: { round: { ko: '2016년 상반기', en: 'first half of 2016' } },
    ko: ({ round }) => `접수 마감: ${named(round).ko}`,
    en: ({ round }) => `Deadline: ${named(round).en}`,
  }),
  visit: text({
    example: { visit: { ko: '싱가포르 대표단', en: 'Delegation of Singapore' } },
    ko: ({ visit }) => `방문: ${named(visit).ko}`,
    en: ({ visit }) => `Visit: ${named(visit).en}`,
  }),
  office_hour: text({ ko: '멘토 상담 시간', en: 'Office hour of a mentor' }),
  mentoring: text({ ko: '멘토링', en: 'Mentoring session' }),
  meeting: text({ ko: '1:1 미팅', en: '1:1 meeting' }),
  table: text({
    example: { table: 3 },
    ko: ({ table }) => `테이블 ${table}`,
    en: ({ table }) => `table ${table}`,
  }),
  at_the_place: text({
    example: { time: '14:00' },
    ko: ({ time }) => `현지 시각: ${time}`,
    en: ({ time }) => `Time at the place: ${time}`,
  }),
  own: invalid({
    ko: '비워 두어야 합니다. 개인 일정은 언제나 요청한 사람의 일정입니다',
    en: 'must be left out: a personal calendar is always that of the caller',
  }),
});

export const CALENDAR_FEED = texts('calendar_feed', {
  not_found: absent({
    ko: '이 주소로는 캘린더를 볼 수 없습니다. 구독 주소가 회수되었거나 주소의 일부가 빠졌습니다. 구독 주소를 새로 발급받으십시오',
    en: 'there is no calendar at this address: its feed was revoked, or the address is not complete; issue a new feed',
  }),
  limit: exhausted({
    example: { max: 20 },
    ko: ({ max }) => `구독 중인 일정이 이미 한도인 ${max}개입니다. 쓰지 않는 구독을 회수한 뒤 다시 시도하십시오`,
    en: ({ max }) =>
      `you have ${max} calendar feeds, and you can have no more; revoke one that you do not need, then try again`,
  }),
  taken: exists({
    ko: '이 구독용으로 만든 비밀 주소를 다른 구독에서 이미 쓰고 있습니다. 다시 시도하십시오. 그러면 다른 주소를 만듭니다',
    en: 'the secret address made for this feed is already in use; try again, and another one is made',
  }),
});

export const calendar = refusing(CALENDAR);
export const feed = refusing(CALENDAR_FEED);
