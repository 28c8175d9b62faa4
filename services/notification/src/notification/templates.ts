/** What people read, in Korean and English. Pure: names in, text out. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Parties, Text } from './notification.ts';

type Template = (parties: Parties) => Text;

/** For what must not, or cannot, be named. */
export const SOMEBODY: Parties = {
  venture: { ko: '한 벤처', en: 'a venture' },
  investor: { ko: '한 투자자', en: 'an investor' },
};

/** For a party of whom only the id is known. */
export function somebody(id: string): LocalizedText {
  if (id.startsWith('ven_')) return SOMEBODY.venture;
  return id.startsWith('inv_') ? SOMEBODY.investor : { ko: '한 참가 기관', en: 'a participant' };
}

const text = (title: LocalizedText, body: LocalizedText): Text => ({ title, body });
const say = (ko: string, en: string): LocalizedText => ({ ko, en });
/** A name that is given in one language only serves for both. */
const in_ = ({ ko, en }: LocalizedText) => ({ ko: ko || en, en: en || ko });

const about =
  (title: LocalizedText, body: (venture: LocalizedText, investor: LocalizedText) => LocalizedText): Template =>
  ({ venture, investor }) =>
    text(title, body(in_(venture), in_(investor)));

const atPlace =
  (
    title: LocalizedText,
    body: (one: LocalizedText, other: LocalizedText, place: LocalizedText) => LocalizedText,
  ): Template =>
  ({ venture, investor, place = { ko: '', en: '' } }) =>
    text(title, body(in_(venture), in_(investor), place));

/** When and where a meeting is, in the time of its place. */
export function whenAndWhere({
  startsAt,
  timeZone,
  table,
}: {
  startsAt: Date;
  timeZone: string;
  table: number;
}): LocalizedText {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const at = format.format(startsAt);
  return say(`${at} (${timeZone}), 테이블 ${table}`, `${at} (${timeZone}), table ${table}`);
}

export const TEMPLATES = {
  'match.proposed': about(say('새로운 만남 제안', 'A new match is proposed'), (v, i) =>
    say(
      `${v.ko}와(과) ${i.ko}이(가) 서로 어울립니다. 관심이 있으면 알려 주세요.`,
      `${v.en} and ${i.en} suit each other. Say so if you are interested.`,
    ),
  ),
  'match.interested': about(say('상대가 만나고 싶어 합니다', 'The other side is interested'), (v, i) =>
    say(
      `${v.ko}와(과) ${i.ko}의 만남에 한쪽이 관심을 보였습니다.`,
      `One side of ${v.en} and ${i.en} would like to meet.`,
    ),
  ),
  'match.accepted': about(say('소개가 시작되었습니다', 'The introduction begins'), (v, i) =>
    say(`${v.ko}와(과) ${i.ko}이(가) 서로 만나기로 했습니다.`, `${v.en} and ${i.en} both want to meet.`),
  ),
  'match.declined': about(say('제안이 거절되었습니다', 'A match was declined'), (v, i) =>
    say(`${v.ko}와(과) ${i.ko}의 만남은 이루어지지 않습니다.`, `${v.en} and ${i.en} will not meet.`),
  ),
  'introduction.held': about(say('만남이 기록되었습니다', 'A meeting was recorded'), (v, i) =>
    say(`${v.ko}와(과) ${i.ko}이(가) 만났습니다.`, `${v.en} and ${i.en} have met.`),
  ),
  'meeting.scheduled': atPlace(say('1:1 미팅이 정해졌습니다', 'A 1:1 meeting is scheduled'), (a, b, at) =>
    say(`${a.ko}와(과) ${b.ko}의 미팅: ${at.ko}`, `${a.en} and ${b.en} meet: ${at.en}`),
  ),
  'meeting.moved': atPlace(say('1:1 미팅이 변경되었습니다', 'A 1:1 meeting has moved'), (a, b, at) =>
    say(`${a.ko}와(과) ${b.ko}의 미팅이 옮겨졌습니다: ${at.ko}`, `${a.en} and ${b.en} now meet: ${at.en}`),
  ),
  'meeting.cancelled': atPlace(say('1:1 미팅이 취소되었습니다', 'A 1:1 meeting is cancelled'), (a, b, at) =>
    say(
      `${a.ko}와(과) ${b.ko}의 미팅이 열리지 않습니다. 예정: ${at.ko}`,
      `${a.en} and ${b.en} do not meet; it was to be: ${at.en}`,
    ),
  ),
  'deal.interest': about(say('투자 관심', 'Interest in a deal'), (v, i) =>
    say(`${i.ko}이(가) ${v.ko}에 투자 관심을 보였습니다.`, `${i.en} is interested in investing in ${v.en}.`),
  ),
  'deal.negotiating': about(say('투자 협상', 'A deal is negotiated'), (v, i) =>
    say(`${v.ko}와(과) ${i.ko}이(가) 투자를 협상하고 있습니다.`, `${v.en} and ${i.en} negotiate.`),
  ),
  'deal.confirmed': about(say('투자 확정', 'A deal is confirmed'), (v, i) =>
    say(`${i.ko}의 ${v.ko} 투자가 확정되었습니다.`, `${i.en} invests in ${v.en}.`),
  ),
  'deal.dropped': about(say('투자 중단', 'A deal was dropped'), (v, i) =>
    say(`${v.ko}와(과) ${i.ko}의 투자 논의가 끝났습니다.`, `${v.en} and ${i.en} no longer negotiate.`),
  ),
  'venture.published': about(say('벤처가 공개되었습니다', 'A venture is shared'), (v) =>
    say(`${v.ko}이(가) 네트워크에 공개되었습니다.`, `${v.en} is shared with the network.`),
  ),
  'venture.consent_withdrawn': about(say('동의가 철회되었습니다', 'A consent was withdrawn'), () =>
    say('한 벤처가 공개 동의를 철회했습니다.', 'A venture is no longer shared with the network.'),
  ),
  'application.selected': about(say('선정되었습니다', 'A team is selected'), (v) =>
    say(
      `${v.ko}이(가) 선정되었습니다. 이유는 신청서의 설명에서 볼 수 있습니다.`,
      `${v.en} is selected. The explanation of the application says why.`,
    ),
  ),
  'application.waitlisted': about(say('대기 명단에 있습니다', 'A team is on the waitlist'), (v) =>
    say(
      `${v.ko}이(가) 대기 명단에 있습니다. 지금의 대기 순위와 이유는 신청서에서 볼 수 있습니다.`,
      `${v.en} is on the waitlist. The application shows its place and why.`,
    ),
  ),
  'application.rejected': about(say('선정되지 않았습니다', 'A team was not selected'), (v) =>
    say(
      `${v.ko}은(는) 이번에 선정되지 않았습니다. 이유는 신청서의 설명에서 볼 수 있습니다.`,
      `${v.en} was not selected this time. The explanation of the application says why.`,
    ),
  ),
  'delivery.failed': about(say('웹훅 전달 실패', 'A webhook was not delivered'), () =>
    say(
      '웹훅 주소로 소식을 전하지 못했습니다. 웹훅의 전달 기록을 확인해 주세요.',
      'An event could not be delivered to your webhook. See its deliveries.',
    ),
  ),
} as const satisfies Record<string, Template>;

export type TemplateName = keyof typeof TEMPLATES;

/** What is said of an event that somebody asked to be told of: its own line in the catalogue. */
export const subscribed = (type: string, summary: string): Text =>
  text(say('구독한 소식', 'An event you asked for'), say(`${type}: ${summary}`, `${summary} (${type})`));

/** The text of a notification as it reads today. */
export const textOf = (template: string, parties: Parties, event: { type: string; summary: string }): Text =>
  template in TEMPLATES ? TEMPLATES[template as TemplateName](parties) : subscribed(event.type, event.summary);
