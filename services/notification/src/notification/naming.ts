/** What the words of notices share: the names and facts that they may hold. */
import { type Said, type Text, text } from '@naru/words/text';

/** The names and facts of a notice. A fact that a notice does not have is empty. */
export type Named = {
  venture: Said;
  investor: Said;
  centre: Said;
  /** The desk of a case, the host of a visit, the owner of an obligation, an organisation. */
  body: Said;
  round: Said;
  /** The event, or the one for which the round selects teams; empty if there is none. */
  event: Said;
  programme: Said;
  cohort: Said;
  visit: Said;
  fund: Said;
  template: Said;
  /** For a meeting: the event with its place, the time, and the table. */
  where: Said;
  /** The time of an office hour, the day of a visit or event or the last day of an obligation; empty if there is none. */
  when: Said;
  /** The names of the rounds of a digest, each with its end. */
  rounds: Said;
  /** The party that did it, and the other one. */
  by: Said;
  other: Said;
  /** True if a venture is concerned. */
  isBooked: boolean;
  number: string;
  position: number;
};

/** The words in place of a name that may not be shown or is not known. */
export const SOMEBODY = {
  venture: { ko: '한 벤처기업', en: 'a venture' },
  investor: { ko: '한 투자자', en: 'an investor' },
  participant: { ko: '한 참가 기관', en: 'a participant' },
  centre: { ko: '한 센터', en: 'a centre' },
  body: { ko: '한 기관', en: 'an organisation' },
  round: { ko: '모집', en: 'the round' },
  event: { ko: '한 행사', en: 'an event' },
  programme: { ko: '한 프로그램', en: 'a programme' },
  cohort: { ko: '한 기수', en: 'a cohort' },
  visit: { ko: '한 대표단의 방문', en: 'the visit of a delegation' },
  fund: { ko: '한 펀드', en: 'a fund' },
  template: { ko: '한 양식', en: 'a template' },
} as const satisfies Record<string, Said>;

const example: Named = {
  venture: { ko: '라온링크', en: 'RaonLink' },
  investor: { ko: '하버벤처스', en: 'Harbour Ventures' },
  centre: { ko: '나루센터', en: 'Naru Centre' },
  body: { ko: '특허상담소', en: 'Patent Desk' },
  round: { ko: '2026년 상반기 모집', en: 'First half of 2026' },
  event: { ko: '슬러시 2026', en: 'Slush 2026' },
  programme: { ko: '해외 전시 사업', en: 'Exhibitions abroad' },
  cohort: { ko: '3기', en: 'Third cohort' },
  visit: { ko: '핀란드 대표단', en: 'Delegation of Finland' },
  fund: { ko: '나루 1호 펀드', en: 'Naru Fund I' },
  template: { ko: '전시 양식', en: 'Exhibition form' },
  where: {
    ko: '슬러시 2026(헬싱키), 2026년 11월 18일(수) 10:00 (동유럽 표준시), 테이블 3',
    en: 'Slush 2026 (Helsinki), Wednesday 18 November 2026, 10:00 (Eastern European Standard Time), table 3',
  },
  when: { ko: '2026년 11월 18일', en: '18 November 2026' },
  rounds: { ko: '2026년 상반기 모집', en: 'First half of 2026' },
  by: { ko: '라온링크', en: 'RaonLink' },
  other: { ko: '하버벤처스', en: 'Harbour Ventures' },
  isBooked: true,
  number: '2026-KR-27-0007',
  position: 2,
};

export const notice = (words: { ko: (named: Named) => string; en: (named: Named) => string }): Text<Named> =>
  text({ example, ...words });

/** A sentence may begin with the words in place of a name. */
export const first = (name: string) =>
  name.replace(/^(an?|the)(?= )/, (word) => word[0]?.toUpperCase() + word.slice(1));

/** `2026년 상반기 모집(슬러시 2026)` */
export const roundOf = ({ round, event }: Pick<Named, 'round' | 'event'>): Said => ({
  ko: event.ko ? `${round.ko}(${event.ko})` : round.ko,
  en: event.en ? `${round.en} (${event.en})` : round.en,
});

/** `슬러시 2026(2026년 11월 18일)`; the name alone if there is no time. */
export const dated = (name: Said, { when }: Pick<Named, 'when'>): Said => ({
  ko: when.ko ? `${name.ko}(${when.ko})` : name.ko,
  en: when.en ? `${name.en} (${when.en})` : name.en,
});
