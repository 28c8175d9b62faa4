/** The meaning of each noun, in one line and in both languages. docs/glossary.md is made from it. */
import type { Noun } from './nouns.ts';
import type { Said } from './text.ts';

export const MEANINGS: Readonly<Record<Noun, Said>> = {
  application: { ko: '벤처기업이 모집 차수에 낸 신청', en: "a venture's request to take part in a round" },
  ballot: { ko: '투표자 한 사람이 두 팀씩 비교한 표', en: "one voter's votes, each about two teams" },
  calendar_feed: {
    ko: '비밀 주소로 캘린더 앱에 일정을 보내는 구독',
    en: 'dates for a calendar program, at a secret address',
  },
  case: {
    ko: '기관이 바뀌어도 번호가 같은 원스톱 상담',
    en: 'a one-stop question that keeps its number through every hand-off',
  },
  centre: {
    ko: '지역 혁신센터. 번호는 KR-27 같은 ISO 3166-2 코드',
    en: 'a regional innovation centre; its id is its ISO 3166-2 code, KR-27',
  },
  chain: { ko: '한 서비스의 이벤트를 해시로 이은 기록', en: "the journal of one service's events, linked by hashes" },
  cohort: {
    ko: '센터가 정한 좌석 수만큼 함께 받는 팀들',
    en: 'teams that a centre takes in together, on a number of seats',
  },
  deal: {
    ko: '투자자와 벤처기업의 투자 협의. 확정된 것만 투자로 집계',
    en: 'an investment under discussion; only a confirmed deal counts',
  },
  delivery: { ko: '웹훅 주소 하나로 보내는 이벤트 하나', en: 'one event that is sent to one webhook' },
  event: { ko: '전시회, 데모데이, 설명회 등', en: 'an exhibition, a demo day, a briefing' },
  file: { ko: '신청서 질문에 답으로 올린 파일', en: 'a file that answers a question of an application' },
  fund_owner: { ko: '펀드를 마련한 센터나 기관', en: 'the centre or organisation that set up a fund' },
  fund: {
    ko: '센터나 기관이 따로 마련한 자금. 투자 실적이 아님',
    en: 'money that a centre or an organisation sets aside; not an investment',
  },
  host: { ko: '방문단을 맞는 센터나 기관', en: 'the centre or organisation that receives a visit' },
  introduction: {
    ko: '매칭의 양쪽이 만나기를 원하면 시작되며, 온라인이든 대면이든 ID는 하나',
    en: 'starts when both sides of a match want to meet; one id on line and off line',
  },
  investor: {
    ko: '투자자 또는 협력 기업을 찾는 글로벌 기업',
    en: 'an investor, or a global corporation that looks for partners',
  },
  journal_entry: {
    ko: '이벤트 하나를 적은 기록. 바로 앞 기록의 해시를 담음',
    en: 'one event, with the hash of the entry before it',
  },
  journal_head: {
    ko: '체인의 한때 모습에 서명한 것. 따로 보관하면 그 뒤의 변경이 드러남',
    en: 'what a chain was at an instant, signed; kept elsewhere, it shows later changes',
  },
  judge: { ko: '신청서를 심사하는 사람', en: 'a person who scores applications' },
  judge_assignment: {
    ko: '한 차수의 모든 신청서에 심사위원을 배정한 안',
    en: 'the proposal that assigns judges to all applications of a round',
  },
  judging: {
    ko: '한 차수의 심사 계획과 진행',
    en: 'how the applications of a round are judged, and whether it is open',
  },
  mail_address: {
    ko: '알림을 메일로 받는 개인의 주소',
    en: 'where the notices of a person are sent by mail',
  },
  match: {
    ko: '벤처기업과 투자자의 짝. 점수와 이유가 있음',
    en: 'a venture and an investor with a score, its parts and their reasons',
  },
  meeting: { ko: '시간과 테이블이 정해진 1:1 미팅', en: 'a 1:1 meeting with its slot and table' },
  mentor: { ko: '센터의 팀을 돕는 사람', en: 'a person who helps the teams of a centre' },
  mentoring: { ko: '멘토와 팀이 만난 기록', en: 'the record of a session of a mentor with a team' },
  mentoring_session: { ko: '멘토와 팀이 만난 기록', en: 'the record of a session of a mentor with a team' },
  network: {
    ko: '센터들의 전국 네트워크. 계획한 센터 수가 있음',
    en: 'all centres together, with the number of centres that is planned',
  },
  notification: { ko: '받은 편지함에 오는 소식 하나', en: 'one message in the inbox' },
  office_hour: { ko: '멘토가 기수의 팀을 위해 등록한 30분', en: 'half an hour that a mentor offers to a cohort' },
  office_hour_request: { ko: '팀이 상담 시간을 달라고 한 신청', en: "a team's request for an office hour" },
  operation: { ko: '1초 넘게 걸려 뒤에서 하는 일', en: 'work that takes longer than a second, with its progress' },
  organisation: {
    ko: '네트워크에 속한 전담기업, 부처, 지원 기관 등',
    en: 'a company, ministry, agency or institute of the network',
  },
  outcome: { ko: '한 기관의 한 기간 수치', en: 'one figure of one body for one period' },
  outcome_subject: { ko: '수치의 주인인 센터나 기관', en: 'the centre or organisation that a figure is about' },
  owner: { ko: '프로그램을 운영하는 기관이나 센터', en: 'the organisation or centre that runs a programme' },
  parked_event: {
    ko: '서비스가 처리하지 못해 이유와 함께 보관한 이벤트',
    en: 'an event that a service could not handle, kept with the reason',
  },
  party: { ko: '만나는 두 쪽 가운데 하나', en: 'one of the two that meet' },
  programme: {
    ko: '단계와 정원을 두고 네트워크가 운영하는 사업',
    en: 'what the network runs, in phases and with quotas',
  },
  residency: { ko: '팀이 기수에 들어와 있는 기간', en: 'the time of one team in a cohort' },
  review: { ko: '심사위원 한 사람이 신청서 하나에 준 점수', en: "one judge's scores for one application" },
  round: { ko: '열고 신청을 받고 마감하는 모집', en: 'a call that opens, takes applications and closes' },
  rubric: { ko: '가중치가 있는 심사 기준', en: 'weighted criteria, in versions' },
  selection: { ko: '한 차수에 대한 협의회의 결정', en: "the council's decision about a round" },
  side: { ko: '매칭의 두 쪽 가운데 하나', en: 'one of the two of a match' },
  subscription: { ko: '어떤 이벤트를 알려 달라는 요청', en: 'a request to be told of certain events' },
  template: { ko: '다른 센터도 쓸 수 있는 프로그램의 틀', en: 'a plan of a programme that other centres can use' },
  timetable: {
    ko: '행사의 1:1 미팅을 시간과 테이블에 놓은 표',
    en: 'the 1:1 meetings of an event, in slots and at tables',
  },
  venture: {
    ko: '전국 데이터베이스의 기업. 동의하고 공개해야 보임',
    en: 'a firm in the nationwide database; others see it only published and with consent',
  },
  visit: { ko: '방문단이 센터나 기관을 찾은 일', en: 'a delegation at a host' },
  visit_coverage: { ko: '방문이 모두 입력된 기간', en: 'the period for which the visits of a host are entered' },
  webhook: { ko: '이벤트를 받는 협력 기관의 주소', en: "a partner's address that receives events" },
};
