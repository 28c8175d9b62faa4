/** The texts of notices, in both languages, by the name of the notice. Names are looked up when it is read. */
import { josa } from '@naru/korean/particle';
import { type AnyText, text } from '@naru/words/text';
import { invalid, refusing, texts } from '@naru/words/texts';
import { CALLS } from './call-texts.ts';
import { INCUBATION } from './incubation-texts.ts';
import { JURY } from './jury-texts.ts';
import { first, notice, roundOf } from './naming.ts';
import { REGISTER } from './register-texts.ts';
import { VISITS } from './visit-texts.ts';

export const HEADLINE = texts('headline', {
  'match.proposed': text({ ko: '새로운 매칭이 추천되었습니다', en: 'A new match is proposed' }),
  'match.interested': text({ ko: '한쪽이 만나고 싶어 합니다', en: 'One side would like to meet' }),
  'match.accepted': text({ ko: '소개가 시작되었습니다', en: 'The introduction begins' }),
  'match.declined': text({ ko: '매칭이 거절되었습니다', en: 'A match was declined' }),
  'introduction.held': text({ ko: '미팅이 기록되었습니다', en: 'A meeting was recorded' }),
  'meeting.scheduled': text({ ko: '1:1 미팅이 정해졌습니다', en: 'A 1:1 meeting is scheduled' }),
  'meeting.moved': text({ ko: '1:1 미팅이 변경되었습니다', en: 'A 1:1 meeting was moved' }),
  'meeting.cancelled': text({ ko: '1:1 미팅이 취소되었습니다', en: 'A 1:1 meeting was cancelled' }),
  'deal.interest': text({ ko: '투자 관심이 있습니다', en: 'An investor is interested' }),
  'deal.negotiating': text({ ko: '투자 협상이 시작되었습니다', en: 'A deal is negotiated' }),
  'deal.side_confirmed': text({ ko: '한쪽이 투자를 확정했습니다', en: 'One side has confirmed a deal' }),
  'deal.confirmed': text({ ko: '투자가 확정되었습니다', en: 'A deal is confirmed' }),
  'deal.corrected': text({ ko: '투자 기록이 정정되었습니다', en: 'A deal was corrected' }),
  'deal.voided': text({ ko: '투자 기록이 무효가 되었습니다', en: 'A deal was voided' }),
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
    ko: ({ by, other }) =>
      `${josa(by.ko, '이/가')} ${josa(other.ko, '을/를')} 만나고 싶어 합니다. ${other.ko} 쪽도 관심이 있으면 알려 주십시오.`,
    en: ({ by, other }) => `${first(by.en)} would like to meet ${other.en}. If ${other.en} is interested too, tell us.`,
  }),
  'match.accepted': notice({
    ko: ({ venture, investor }) => `${josa(venture.ko, '와/과')} ${josa(investor.ko, '이/가')} 서로 만나기로 했습니다.`,
    en: ({ venture, investor }) => `${first(venture.en)} and ${investor.en} both want to meet.`,
  }),
  'match.declined': notice({
    ko: ({ venture, investor }) => `${josa(venture.ko, '와/과')} ${josa(investor.ko, '은/는')} 만나지 않습니다.`,
    en: ({ venture, investor }) => `${first(venture.en)} and ${investor.en} will not meet.`,
  }),
  'match.expired': notice({
    ko: ({ venture, investor }) => `${josa(venture.ko, '와/과')} ${investor.ko}의 매칭이 답이 없어 끝났습니다.`,
    en: ({ venture, investor }) => `The match of ${venture.en} and ${investor.en} ended without an answer.`,
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
  'deal.side_confirmed': notice({
    ko: ({ venture, investor }) =>
      `${investor.ko}의 ${venture.ko} 투자를 한쪽이 확정했습니다. 다른 쪽도 같은 금액과 날짜로 확정하면 투자로 집계됩니다.`,
    en: ({ venture, investor }) =>
      `One side has confirmed the deal of ${investor.en} and ${venture.en}. It counts when the other side confirms the same sum and day.`,
  }),
  'deal.confirmed': notice({
    ko: ({ venture, investor }) => `${investor.ko}의 ${venture.ko} 투자가 확정되었습니다.`,
    en: ({ venture, investor }) => `${first(investor.en)} invests in ${venture.en}.`,
  }),
  'deal.corrected': notice({
    ko: ({ venture, investor }) =>
      `${investor.ko}의 ${venture.ko} 투자 금액이나 날짜가 정정되었습니다. 이전 값과 이유는 투자 건에 있습니다.`,
    en: ({ venture, investor }) =>
      `The sum or the day of the deal of ${investor.en} and ${venture.en} was corrected. The deal shows the earlier ones and why.`,
  }),
  'deal.voided': notice({
    ko: ({ venture, investor }) =>
      `${investor.ko}의 ${venture.ko} 투자 기록이 무효가 되었습니다. 이유는 투자 건에 있습니다.`,
    en: ({ venture, investor }) =>
      `The deal of ${investor.en} and ${venture.en} never was, and its record is void. The deal shows why.`,
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
      `${josa(named.venture.ko, '이/가')} ${roundOf(named).ko}의 대기 명단에서 ${named.position}번째입니다. 이유는 신청서의 설명에 있습니다.`,
    en: (named) =>
      `${first(named.venture.en)} is at place ${named.position} of the waitlist of ${roundOf(named).en}. The explanation of the application says why.`,
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

const BODIES: readonly { of: Readonly<Record<string, AnyText>> }[] = [
  NOTICE,
  REGISTER,
  CALLS,
  JURY,
  VISITS,
  INCUBATION,
];

/** The body of a notice, by the entity and the past tense of the event. */
export function bodyOf(template: string): AnyText | undefined {
  const texts = BODIES.find(({ of }) => Object.hasOwn(of, template));
  return texts?.of[template];
}

/** `naru.program.case.opened.v1` is told by `case.opened`. */
export const templateOf = (eventType: string): string => eventType.split('.').slice(2, 4).join('.');

export const RECIPIENT = texts('recipient', {
  own: invalid({
    ko: '자신이 대표하는 센터나 기관의 ID, 또는 subject: 뒤에 자신의 사용자 식별자를 붙인 값이어야 합니다. 예: subject:kim',
    en: 'must be the id of a centre or organisation that you speak for, or subject: followed by the subject of your own token, such as subject:kim',
  }),
});

export const recipient = refusing(RECIPIENT);
