/** Texts of refusals and warnings about selections, in both languages. */
import { type Said, text } from '@naru/words/text';
import { exists, invalid, refusing, rule, texts, unavailable } from '@naru/words/texts';
import { centreNames } from '../../standards/kinds.ts';
import { constraintName } from './explain-texts.ts';

const votes = { for: 3, against: 3, abstain: 0 };
type Votes = typeof votes;
const votesKo = (tally: Votes) => `찬성 ${tally.for}, 반대 ${tally.against}, 기권 ${tally.abstain}`;
const votesEn = (tally: Votes) => `${tally.for} for, ${tally.against} against, ${tally.abstain} abstentions`;

const teamsOfSeoul = constraintName({ centreIds: ['KR-11'], sectors: [], min: 0, max: 4 });
const joined = (names: readonly Said[], language: keyof Said) => names.map((name) => name[language]).join('; ');
const roundName = { ko: '2016년 상반기 모집', en: 'call for the first half of 2016' };
const eventName = { ko: 'MWC 상하이', en: 'MWC Shanghai' };

export const SELECTION = texts('selection', {
  exists: exists({
    field: 'roundId',
    ko: '이미 선정안이 있습니다. 새 선정안으로 바꾸려면 지금 선정안의 etag를 함께 보내십시오',
    en: 'the round has a proposed selection already; to replace the proposal, send its etag',
  }),
  event_taken: exists({
    field: 'roundId',
    ko: '이 행사에 참가할 팀은 다른 모집 차수에서 선정합니다. 그 차수의 선정에 팀을 추가하십시오',
    en: 'another round selects the teams of this event; add teams to the selection of that round',
  }),
  event_cancelled: rule({
    example: { name: eventName },
    ko: ({ name }) => `취소된 행사입니다: ${name.ko}. 이 행사에 참가할 팀은 선정할 수 없습니다`,
    en: ({ name }) => `the event ${name.en} was cancelled; no team can be selected for it`,
  }),
  decided: rule({
    ko: '협의회가 이미 결정하였으므로 그 결정을 바꿀 수 없습니다',
    en: 'the council has decided; its decision can no longer change',
  }),
  not_decided: rule({
    ko: '협의회가 아직 결정하지 않았습니다. 먼저 결정을 기록하십시오',
    en: 'the council has not decided yet; record its decision first',
  }),
  proposal_changed: rule({
    field: 'proposal',
    example: { proposal: 2 },
    ko: ({ proposal }) => `지금은 ${proposal}번 선정안입니다. 새 선정안을 읽은 뒤 투표하십시오`,
    en: ({ proposal }) => `must be ${proposal}: there is a new proposal; read it, then vote`,
  }),
  no_vote: rule({
    field: 'centreId',
    example: { centreId: 'KR-27' },
    ko: ({ centreId }) =>
      `${centreNames([centreId]).ko} 센터는 선정안을 올릴 때 아직 개소하지 않았으므로 투표권이 없습니다`,
    en: ({ centreId }) =>
      `the centre ${centreNames([centreId]).en} was not open when the selection was proposed, so it has no vote`,
  }),
  voted: rule({
    field: 'centreId',
    example: { centreId: 'KR-27' },
    ko: ({ centreId }) =>
      `${centreNames([centreId]).ko} 센터의 담당자가 이미 투표했습니다. 그 표는 담당자만 바꿀 수 있습니다`,
    en: ({ centreId }) =>
      `the officer of the centre ${centreNames([centreId]).en} has voted; only that officer can change the vote`,
  }),
  no_quorum: rule({
    example: { quorum: 9, votes: 6, ...votes },
    ko: ({ quorum, votes, ...tally }) =>
      `센터 ${quorum}곳 이상이 투표해야 결정할 수 있습니다. 지금까지 ${votes}곳이 투표했습니다(${votesKo(tally)})`,
    en: ({ quorum, votes, ...tally }) =>
      `at least ${quorum} centres must vote before the selection can be decided; so far ${votes} have voted (${votesEn(tally)})`,
  }),
  not_carried: rule({
    example: votes,
    ko: (tally) => `찬성이 반대보다 많아야 합니다(${votesKo(tally)}). 새 선정안을 올리십시오`,
    en: (tally) => `there must be more votes for the proposal than against it (${votesEn(tally)}); make a new proposal`,
  }),
  no_council_record: rule({
    field: 'council',
    ko: '협의회를 연 날(heldOn), 회의록의 소재(minutesRef), 결정한 이유(reason)를 모두 적어야 합니다',
    en: 'must have heldOn (the day of the meeting), minutesRef (where its minutes are) and reason (why the council decided so)',
  }),
  quota_exceeded: rule({
    example: { teams: 6, teamsMax: 5 },
    ko: ({ teams, teamsMax }) =>
      `${teams}팀을 선정하게 됩니다. 정원은 ${teamsMax}팀이며, 협의회도 정원을 넘겨 선정할 수 없습니다`,
    en: ({ teams, teamsMax }) =>
      `${teams} teams would be selected; the quota is ${teamsMax}, and the council cannot select more than that either`,
  }),
  constraint_broken: rule({
    example: { constraints: [teamsOfSeoul] as readonly Said[] },
    ko: ({ constraints }) =>
      `다음 제약을 지키지 못합니다: ${joined(constraints, 'ko')}. 다른 팀으로 결정하거나, 제약을 바꾸어 선정안을 다시 올리십시오`,
    en: ({ constraints }) =>
      `these constraints would not be kept: ${joined(constraints, 'en')}; decide on other teams, or make a new proposal with other constraints`,
  }),
  constraints_clash: rule({
    field: 'constraints',
    example: { constraints: [teamsOfSeoul] as readonly Said[], places: 5, applications: 9 },
    ko: ({ constraints, places, applications }) =>
      `심사받은 신청서 ${applications}건에서 ${places}팀을 선정하면 다음 제약을 ${constraints.length > 1 ? '함께 ' : ''}지킬 수 없습니다: ${joined(constraints, 'ko')}. 제약을 하나 바꾸거나 빼십시오`,
    en: ({ constraints, places, applications }) =>
      `with ${applications} judged applications and ${places} places these constraints cannot be kept${constraints.length > 1 ? ' together' : ''}: ${joined(constraints, 'en')}; change one of them, or leave it out`,
  }),
  no_applications: rule({
    ko: '이 모집 차수에는 선정 대상인 신청서가 없습니다. 제출된 신청서가 없거나, 모두 철회되었거나 요건에 미달합니다',
    en: 'the round has no application that can be selected: none is submitted, or all were withdrawn or found not eligible',
  }),
  applications_max: rule({
    example: { applicationsMax: 2000, applications: 2001 },
    ko: ({ applicationsMax, applications }) =>
      `선정안 하나에 신청서를 ${applicationsMax}건까지 넣을 수 있습니다. 지금 ${applications}건입니다`,
    en: ({ applicationsMax, applications }) =>
      `a selection can be made from at most ${applicationsMax} applications; there are ${applications}`,
  }),
  no_electorate: rule({
    ko: '아직 개소한 센터가 없어 투표할 수 없습니다',
    en: 'no centre is open yet, so there is nobody to vote',
  }),
  places: invalid({
    ko: '1부터 500까지의 수를 적어야 합니다. 이 프로그램에는 팀 정원이 없습니다',
    en: 'must be given, from 1 to 500: the programme has no quota of teams',
  }),
  quorum: invalid({
    example: { centres: 17 },
    ko: ({ centres }) => `개소한 센터의 수(${centres}) 이하여야 합니다`,
    en: ({ centres }) => `must be at most ${centres}, the number of open centres`,
  }),
  constraint_twice: invalid({
    example: { id: 'capital-area' },
    ko: ({ id }) => `${id}: 다른 제약이 이미 쓰고 있는 id입니다. 제약마다 다른 id가 있어야 합니다`,
    en: ({ id }) => `${id} is the id of another constraint already; each constraint must have its own`,
  }),
  constraint_scope: invalid({
    ko: 'centreIds와 sectors 가운데 하나만 적어야 합니다',
    en: 'must have exactly one of centreIds and sectors',
  }),
  constraint_range: invalid({
    example: { max: 4 },
    ko: ({ max }) => `최대 팀 수(max)인 ${max} 이하여야 합니다`,
    en: ({ max }) => `must be at most max, which is ${max}`,
  }),
  application_unknown: invalid({
    ko: '이 모집 차수에서 선정 대상인 신청서여야 합니다',
    en: 'must be an application of this round that can be selected',
  }),
  application_twice: invalid({
    ko: '목록에 이미 있는 신청서입니다. 신청서마다 한 번만 적으십시오',
    en: 'this application is in the list already; name each only once',
  }),
  application_withdrawn: rule({
    example: { id: 'app_01h455vb4pex5vsknk084sn02q' },
    ko: ({ id }) => `철회된 신청서입니다: ${id}. 다른 신청서를 고르십시오`,
    en: ({ id }) => `the application ${id} has been withdrawn; choose another`,
  }),
  no_deviation: invalid({
    ko: '선정안과 같습니다. 선정안과 다르게 결정한 팀만 적으십시오',
    en: 'is the same as in the proposal; name only teams for which the council decided differently',
  }),
  shortfall_needs_reason: rule({
    field: 'shortfallReason',
    example: { teams: 4, teamsMax: 5 },
    ko: ({ teams, teamsMax }) => `정원 ${teamsMax}팀보다 적은 ${teams}팀을 선정합니다. 그 이유를 적으십시오`,
    en: ({ teams, teamsMax }) => `${teams} teams are selected, fewer than the quota of ${teamsMax}; say why`,
  }),
  event_over: rule({
    example: { name: eventName },
    ko: ({ name }) => `이미 개최되었거나 취소된 행사입니다: ${name.ko}. 이제 팀을 추가할 수 없습니다`,
    en: ({ name }) => `the event ${name.en} has taken place or was cancelled; no more teams can be added`,
  }),
  venture_hidden: rule({
    field: 'applicationId',
    ko: '공개가 중지되었거나 등록이 종료되었거나 공유 동의를 철회한 벤처기업의 신청서입니다. 다른 신청서를 고르십시오',
    en: 'the record of its venture is suspended or closed, or its consent to sharing is withdrawn; choose another application',
  }),
  judged: invalid({
    ko: '비워 두어야 합니다. 이 모집 차수는 여기에서 심사하며, 그 점수를 씁니다',
    en: 'must be left out: the round is judged here, and those scores are used',
  }),
  not_settled: rule({
    example: { name: roundName },
    ko: ({ name }) =>
      `아직 심사 결과가 확정되지 않은 모집 차수입니다: ${name.ko}. 심사를 마감하고 잠시 뒤 다시 시도하십시오`,
    en: ({ name }) =>
      `the judging of the round “${name.en}” is not settled yet; close the judging, and try again in a moment`,
  }),
  round_open: rule({
    example: { name: roundName },
    ko: ({ name }) => `아직 신청을 받고 있는 모집 차수입니다: ${name.ko}. 먼저 마감하십시오`,
    en: ({ name }) => `the round “${name.en}” still takes applications; close it first`,
  }),
  not_judged: rule({
    example: { name: roundName },
    ko: ({ name }) =>
      `심사하지 않은 모집 차수입니다: ${name.ko}. 심사를 계획하거나, 다른 곳에서 심사한 점수를 scores에 적으십시오`,
    en: ({ name }) =>
      `the round “${name.en}” is not judged; plan its judging, or send, in scores, the scores of a judging held elsewhere`,
  }),
  scores_missing: rule({
    field: 'scores',
    example: { applications: 9, scores: 7, missing: ['app_01h455vb4pex5vsknk084sn02q'] },
    ko: ({ applications, scores, missing }) =>
      `신청서 ${applications}건 가운데 ${scores}건에만 점수가 있습니다. 나머지 신청서의 점수도 적으십시오: ${few(missing)}`,
    en: ({ applications, scores, missing }) =>
      `only ${scores} of ${applications} applications have a score; give a score to each of the others: ${few(missing)}`,
  }),
  events_under_way: unavailable({
    ko: '이 선정의 이벤트를 아직 기록하고 있습니다. 잠시 뒤 다시 시도하십시오',
    en: 'some events of the selection are still being recorded; try again in a moment',
  }),
});

/** The longest list that a reader can take in. */
const SHOWN_MAX = 5;
const few = (ids: readonly string[]) => ids.slice(0, SHOWN_MAX).join(', ') + (ids.length > SHOWN_MAX ? ', …' : '');

/** Warnings for the council, which it may ignore. */
export const WARNING = texts('selection_warning', {
  TEAMS_BELOW_MIN: text({
    example: { selected: 8, teamsMin: 10, teamsMax: 19 },
    ko: ({ selected, ...range }) => `선정된 팀은 ${selected}팀으로, 정해진 수(${rangeOf(range).ko})보다 적습니다.`,
    en: ({ selected, ...range }) => `Only ${selected} teams are selected; the programme expects ${rangeOf(range).en}.`,
  }),
  PLACE_OPEN: text({
    example: { places: 2, decided: true as boolean },
    ko: ({ places, decided }) =>
      `빈자리가 ${places}개 있습니다.${decided ? ' 대기 팀 가운데 제약을 지키며 선정할 수 있는 팀이 없습니다.' : ''}`,
    en: ({ places, decided }) =>
      `Places that are open: ${places}.${decided ? ' No team on the waitlist could be selected within the constraints.' : ''}`,
  }),
});

const rangeOf = ({ teamsMin, teamsMax }: { teamsMin: number; teamsMax: number }): Said =>
  teamsMax > 0
    ? { ko: `${teamsMin}~${teamsMax}팀`, en: `${teamsMin}–${teamsMax}` }
    : { ko: `${teamsMin}팀 이상`, en: `at least ${teamsMin}` };

export const { fault, invalid: refuseField, known, refuse, unknown } = refusing(SELECTION);
