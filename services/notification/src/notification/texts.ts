/** The texts of notices, in both languages, by the name of the notice. Names are looked up when it is read. */
import { josa } from '@naru/korean/particle';
import { type Said, text } from '@naru/words/text';
import { invalid, refusing, texts } from '@naru/words/texts';

/** The names in a notice. */
export type Named = {
  venture: Said;
  investor: Said;
  /** For a verdict: the round to which the team applied. */
  round: Said;
  /** For a verdict: the event for which the round selects teams; empty if there is none. */
  event: Said;
  /** For a meeting: the event with its place, the time, and the table. */
  where: Said;
};

/** The words in place of a name that may not be shown or is not known. */
export const SOMEBODY = {
  venture: { ko: '한 벤처기업', en: 'a venture' },
  investor: { ko: '한 투자자', en: 'an investor' },
  participant: { ko: '한 참가 기관', en: 'a participant' },
  round: { ko: '모집', en: 'the round' },
} as const satisfies Record<string, Said>;

const example: Named = {
  venture: { ko: '라온링크', en: 'RaonLink' },
  investor: { ko: '하버벤처스', en: 'Harbour Ventures' },
  round: { ko: '2026년 상반기 모집', en: 'First half of 2026' },
  event: { ko: '슬러시 2026', en: 'Slush 2026' },
  where: {
    ko: '슬러시 2026(헬싱키), 2026년 11월 18일(수) 10:00 (동유럽 표준시), 테이블 3',
    en: 'Slush 2026 (Helsinki), Wednesday 18 November 2026, 10:00 (Eastern European Standard Time), table 3',
  },
};

const notice = (words: { ko: (named: Named) => string; en: (named: Named) => string }) => text({ example, ...words });

/** A sentence may begin with the words in place of a name. */
const first = (name: string) => name.replace(/^an? /, (article) => `A${article.slice(1)}`);

/** `2026년 상반기 모집(슬러시 2026)` */
const roundOf = ({ round, event }: Named): Said => ({
  ko: event.ko ? `${round.ko}(${event.ko})` : round.ko,
  en: event.en ? `${round.en} (${event.en})` : round.en,
});

export const HEADLINE = texts('headline', {
  'match.proposed': text({ ko: '새로운 매칭이 추천되었습니다', en: 'A new match is proposed' }),
  'match.interested': text({ ko: '상대가 만나고 싶어 합니다', en: 'The other side is interested' }),
  'match.accepted': text({ ko: '소개가 시작되었습니다', en: 'The introduction begins' }),
  'match.declined': text({ ko: '매칭이 거절되었습니다', en: 'A match was declined' }),
  'introduction.held': text({ ko: '만남이 기록되었습니다', en: 'A meeting was recorded' }),
  'meeting.scheduled': text({ ko: '1:1 미팅이 정해졌습니다', en: 'A 1:1 meeting is scheduled' }),
  'meeting.moved': text({ ko: '1:1 미팅이 변경되었습니다', en: 'A 1:1 meeting was moved' }),
  'meeting.cancelled': text({ ko: '1:1 미팅이 취소되었습니다', en: 'A 1:1 meeting was cancelled' }),
  'deal.interest': text({ ko: '투자 관심이 있습니다', en: 'An investor is interested' }),
  'deal.negotiating': text({ ko: '투자 협상이 시작되었습니다', en: 'A deal is negotiated' }),
  'deal.confirmed': text({ ko: '투자가 확정되었습니다', en: 'A deal is confirmed' }),
  'deal.dropped': text({ ko: '투자 논의가 끝났습니다', en: 'A deal was dropped' }),
  'venture.published': text({ ko: '벤처기업이 공개되었습니다', en: 'A venture is shared' }),
  'venture.consent_withdrawn': text({ ko: '공개 동의가 철회되었습니다', en: 'A consent was withdrawn' }),
  'application.selected': text({ ko: '선정되었습니다', en: 'A team is selected' }),
  'application.waitlisted': text({ ko: '대기 명단에 올랐습니다', en: 'A team is on the waitlist' }),
  'application.rejected': text({ ko: '선정되지 않았습니다', en: 'A team was not selected' }),
  'delivery.failed': text({ ko: '웹훅에 전달하지 못했습니다', en: 'A webhook was not delivered' }),
  subscription: text({ ko: '구독한 소식입니다', en: 'An event you asked for' }),
});

export const NOTICE = texts('notice', {
  'match.proposed': notice({
    ko: ({ venture, investor }) =>
      `${josa(venture.ko, '와/과')} ${josa(investor.ko, '이/가')} 서로 잘 맞습니다. 관심이 있으면 알려 주십시오.`,
    en: ({ venture, investor }) =>
      `${first(venture.en)} and ${investor.en} suit each other. Tell us if you are interested.`,
  }),
  'match.interested': notice({
    ko: ({ venture, investor }) =>
      `${josa(venture.ko, '와/과')} ${investor.ko}의 매칭에서 상대가 만남을 원합니다. 관심이 있으면 알려 주십시오.`,
    en: ({ venture, investor }) =>
      `In the match of ${venture.en} and ${investor.en} the other side would like to meet. Tell us if you are interested.`,
  }),
  'match.accepted': notice({
    ko: ({ venture, investor }) => `${josa(venture.ko, '와/과')} ${josa(investor.ko, '이/가')} 서로 만나기로 했습니다.`,
    en: ({ venture, investor }) => `${first(venture.en)} and ${investor.en} both want to meet.`,
  }),
  'match.declined': notice({
    ko: ({ venture, investor }) => `${josa(venture.ko, '와/과')} ${josa(investor.ko, '은/는')} 만나지 않습니다.`,
    en: ({ venture, investor }) => `${first(venture.en)} and ${investor.en} will not meet.`,
  }),
  'introduction.held': notice({
    ko: ({ venture, investor }) => `${josa(venture.ko, '와/과')} ${josa(investor.ko, '이/가')} 만났습니다.`,
    en: ({ venture, investor }) => `${first(venture.en)} and ${investor.en} have met.`,
  }),
  'meeting.scheduled': notice({
    ko: ({ venture, investor, where }) => `${josa(venture.ko, '와/과')} ${investor.ko}의 미팅: ${where.ko}`,
    en: ({ venture, investor, where }) => `${first(venture.en)} and ${investor.en} meet: ${where.en}`,
  }),
  'meeting.moved': notice({
    ko: ({ venture, investor, where }) =>
      `${josa(venture.ko, '와/과')} ${investor.ko}의 미팅이 옮겨졌습니다: ${where.ko}`,
    en: ({ venture, investor, where }) => `${first(venture.en)} and ${investor.en} now meet: ${where.en}`,
  }),
  'meeting.cancelled': notice({
    ko: ({ venture, investor, where }) =>
      `${josa(venture.ko, '와/과')} ${investor.ko}의 미팅이 취소되었습니다. 원래 예정: ${where.ko}`,
    en: ({ venture, investor, where }) =>
      `The meeting of ${venture.en} and ${investor.en} is cancelled. It was planned for: ${where.en}`,
  }),
  'deal.interest': notice({
    ko: ({ venture, investor }) => `${josa(investor.ko, '이/가')} ${venture.ko} 투자에 관심을 보였습니다.`,
    en: ({ venture, investor }) => `${first(investor.en)} is interested in investing in ${venture.en}.`,
  }),
  'deal.negotiating': notice({
    ko: ({ venture, investor }) =>
      `${josa(venture.ko, '와/과')} ${josa(investor.ko, '이/가')} 투자를 협상하고 있습니다.`,
    en: ({ venture, investor }) => `${first(venture.en)} and ${investor.en} negotiate a deal.`,
  }),
  'deal.confirmed': notice({
    ko: ({ venture, investor }) => `${investor.ko}의 ${venture.ko} 투자가 확정되었습니다.`,
    en: ({ venture, investor }) => `${first(investor.en)} invests in ${venture.en}.`,
  }),
  'deal.dropped': notice({
    ko: ({ venture, investor }) => `${josa(venture.ko, '와/과')} ${investor.ko}의 투자 논의가 끝났습니다.`,
    en: ({ venture, investor }) => `${first(venture.en)} and ${investor.en} no longer negotiate.`,
  }),
  'venture.published': notice({
    ko: ({ venture }) => `${josa(venture.ko, '이/가')} 네트워크에 공개되었습니다.`,
    en: ({ venture }) => `${first(venture.en)} is shared with the network.`,
  }),
  'venture.consent_withdrawn': text({
    ko: '한 벤처기업이 공개 동의를 철회했습니다. 이제 네트워크에 공개되지 않습니다.',
    en: 'A venture withdrew its consent. It is no longer shared with the network.',
  }),
  'application.selected': notice({
    ko: (named) =>
      `${josa(named.venture.ko, '이/가')} ${roundOf(named).ko}에 선정되었습니다. 이유는 신청서의 설명에 있습니다.`,
    en: (named) =>
      `${first(named.venture.en)} is selected in ${roundOf(named).en}. The explanation of the application says why.`,
  }),
  'application.waitlisted': notice({
    ko: (named) =>
      `${josa(named.venture.ko, '이/가')} ${roundOf(named).ko}의 대기 명단에 올랐습니다. 순번과 이유는 신청서에 있습니다.`,
    en: (named) =>
      `${first(named.venture.en)} is on the waitlist of ${roundOf(named).en}. The application shows its place and why.`,
  }),
  'application.rejected': notice({
    ko: (named) =>
      `${josa(named.venture.ko, '은/는')} ${roundOf(named).ko}에 선정되지 않았습니다. 이유는 신청서의 설명에 있습니다.`,
    en: (named) =>
      `${first(named.venture.en)} was not selected in ${roundOf(named).en}. The explanation of the application says why.`,
  }),
  'delivery.failed': text({
    ko: '웹훅 주소로 이벤트를 전달하지 못했습니다. 웹훅의 전달 기록을 확인하십시오.',
    en: 'An event could not be delivered to your webhook. Look at its deliveries.',
  }),
});

/** A notice has a headline and a body under one name. */
export type NoticeName = keyof typeof NOTICE.of;

export const RECIPIENT = texts('recipient', {
  own: invalid({
    ko: '자신이 대표하는 센터나 기관의 ID, 또는 subject: 뒤에 자신의 사용자 식별자를 붙인 값이어야 합니다. 예: subject:kim',
    en: 'must be the id of a centre or organisation that you speak for, or subject: followed by the subject of your own token, such as subject:kim',
  }),
});

export const recipient = refusing(RECIPIENT);
