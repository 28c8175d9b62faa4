/** The terms for Naru's nouns, Korean beside English. Each noun has one term, used everywhere. */
import type { Said } from './text.ts';

export const NOUNS = {
  application: { ko: '신청서', en: 'application' },
  ballot: { ko: '투표지', en: 'ballot' },
  calendar_feed: { ko: '캘린더 구독', en: 'calendar feed' },
  case: { ko: '상담 사례', en: 'case' },
  centre: { ko: '센터', en: 'centre' },
  chain: { ko: '이벤트 체인', en: 'chain' },
  cohort: { ko: '기수', en: 'cohort' },
  deal: { ko: '투자 건', en: 'deal' },
  delivery: { ko: '전달', en: 'delivery' },
  event: { ko: '행사', en: 'event' },
  file: { ko: '파일', en: 'file' },
  fund_owner: { ko: '펀드 운용 주체', en: 'owner of the fund' },
  fund: { ko: '펀드', en: 'fund' },
  host: { ko: '방문 주관 기관', en: 'host' },
  introduction: { ko: '소개', en: 'introduction' },
  investor: { ko: '투자자', en: 'investor' },
  journal_entry: { ko: '감사 기록의 항목', en: 'entry of the journal' },
  journal_head: { ko: '감사 기록의 머리', en: 'head of the journal' },
  judge: { ko: '심사위원', en: 'judge' },
  judge_assignment: { ko: '심사위원 배정', en: 'judge assignment' },
  judging: { ko: '심사', en: 'judging' },
  mail_address: { ko: '메일 주소', en: 'address for mail' },
  match: { ko: '매칭', en: 'match' },
  meeting: { ko: '미팅', en: 'meeting' },
  mentor: { ko: '멘토', en: 'mentor' },
  mentoring: { ko: '멘토링', en: 'mentoring session' },
  mentoring_session: { ko: '멘토링', en: 'mentoring session' },
  network: { ko: '네트워크', en: 'network' },
  notification: { ko: '알림', en: 'notification' },
  office_hour: { ko: '상담 시간', en: 'office hour' },
  office_hour_request: { ko: '상담 신청', en: 'office hour request' },
  operation: { ko: '작업', en: 'operation' },
  organisation: { ko: '기관', en: 'organisation' },
  outcome: { ko: '성과', en: 'outcome' },
  outcome_subject: { ko: '성과의 주체', en: 'subject of the outcome' },
  owner: { ko: '주관 기관', en: 'owner' },
  parked_event: { ko: '보류된 이벤트', en: 'parked event' },
  party: { ko: '당사자', en: 'party' },
  programme: { ko: '프로그램', en: 'programme' },
  residency: { ko: '입주', en: 'residency' },
  review: { ko: '심사표', en: 'review' },
  round: { ko: '모집 차수', en: 'round' },
  rubric: { ko: '심사 기준표', en: 'rubric' },
  selection: { ko: '선정', en: 'selection' },
  side: { ko: '당사자', en: 'party' },
  subscription: { ko: '구독', en: 'subscription' },
  template: { ko: '양식', en: 'template' },
  timetable: { ko: '미팅 시간표', en: 'timetable' },
  venture: { ko: '벤처기업', en: 'venture' },
  visit: { ko: '방문', en: 'visit' },
  visit_coverage: { ko: '방문 기록 범위', en: 'visit coverage' },
  webhook: { ko: '웹훅', en: 'webhook' },
} as const satisfies Readonly<Record<string, Said>>;

/** A noun of Naru, as codes and access rules write it. */
export type Noun = keyof typeof NOUNS;

/** The term for a noun by its code. It also accepts a noun that only a test knows. */
export const nameOf = (noun: string): Said =>
  (NOUNS as Readonly<Record<string, Said>>)[noun] ?? { ko: noun, en: noun.replaceAll('_', ' ') };
