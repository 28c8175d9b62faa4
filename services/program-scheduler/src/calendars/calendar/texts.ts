/** Texts of calendars and of refusals about feeds, in both languages. A calendar is in the language of its feed. */
import { countryOf } from '@naru/words/countries';
import { named, type Said, text } from '@naru/words/text';
import { absent, exhausted, exists, invalid, refusing, texts } from '@naru/words/texts';

/** With the names of the parties; without, where nobody may be named. */
const titled = (title: Said, between: Said = { ko: ': ', en: ': ' }) => {
  const inLanguage = (parties: readonly Said[], language: keyof Said): string => {
    const names = parties.map((party) => named(party)[language]).join(' – ');
    return names ? `${title[language]}${between[language]}${names}` : title[language];
  };
  return text({
    example: { parties: [{ ko: '라임바이오', en: 'Lime Bio' }] },
    ko: ({ parties }) => inLanguage(parties, 'ko'),
    en: ({ parties }) => inLanguage(parties, 'en'),
  });
};
const listed = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(', ');

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
  office_hour: titled({ ko: '멘토 상담 시간', en: 'Office hour of a mentor' }),
  mentoring: titled({ ko: '멘토링', en: 'Mentoring session' }),
  meeting: titled({ ko: '1:1 미팅', en: '1:1 meeting' }, { ko: ': ', en: ' with ' }),
  table: text({
    example: { table: 3, place: { ko: '상하이 국제전시장', en: 'SNIEC, Shanghai' } as Said | undefined, country: 'CN' },
    ko: ({ table, place, country }) => listed([`테이블 ${table}`, place && named(place).ko, countryOf(country).ko]),
    en: ({ table, place, country }) => listed([`table ${table}`, place && named(place).en, countryOf(country).en]),
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
    example: { revoked: false as boolean },
    ko: ({ revoked }) =>
      revoked
        ? '회수된 구독 주소입니다. 캘린더 구독을 새로 발급받으십시오'
        : '이 주소에는 캘린더가 없습니다. 주소가 빠짐없이 적혔는지 확인하거나 캘린더 구독을 새로 발급받으십시오',
    en: ({ revoked }) =>
      revoked
        ? 'the calendar feed at this address was revoked; issue a new feed'
        : 'there is no calendar at this address; check that the address is complete, or issue a new feed',
  }),
  limit: exhausted({
    example: { max: 20 },
    ko: ({ max }) => `캘린더 구독 주소가 이미 한도인 ${max}개입니다. 필요하지 않은 주소를 회수한 뒤 다시 시도하십시오`,
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
