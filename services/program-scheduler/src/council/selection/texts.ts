/** Texts of refusals and warnings about selections, in both languages. */
import { grouped } from '@naru/korean/number';
import { type Said, text } from '@naru/words/text';
import { exists, invalid, refusing, rule, texts, unavailable } from '@naru/words/texts';
import { centreNames } from '../../standards/kinds.ts';
import { constraintName } from './explain-texts.ts';

const votes = { for: 3, against: 3, abstain: 0 };
type Votes = typeof votes;
const votesKo = (tally: Votes) => `찬성 ${tally.for}, 반대 ${tally.against}, 기권 ${tally.abstain}`;
const votesEn = (tally: Votes) => `${tally.for} for, ${tally.against} against, ${tally.abstain} abstentions`;

const teamsOfSeoul = constraintName({ centreIds: ['KR-11'], sectors: [], min: 0, max: 4 });
const floor = constraintName({ centreIds: ['KR-11'], sectors: [], min: 4 });
const atLeastFour = { ko: `capital-area(${floor.ko})`, en: `capital-area (${floor.en})` };
const joined = (names: readonly Said[], language: keyof Said) => names.map((name) => name[language]).join('; ');
const roundName = { ko: '2016년 상반기 모집', en: 'call for the first half of 2016' };
const eventName = { ko: 'MWC 상하이', en: 'MWC Shanghai' };

/** Where a quota is checked. */
type Step = 'PROPOSAL' | 'DECISION' | 'ADDITION';

const RECORD = {
  heldOn: { ko: '협의회를 연 날(heldOn)', en: 'heldOn (the day on which the council met)' },
  minutesRef: { ko: '회의록의 위치(minutesRef)', en: 'minutesRef (where the minutes are)' },
  reason: { ko: '결정한 이유(reason)', en: 'reason (why the council decided so)' },
};

export const SELECTION = texts('selection', {
  exists: exists({
    field: 'roundId',
    ko: '이 모집 차수에는 이미 선정안이 있습니다. 새 선정안으로 바꾸려면 지금 선정안의 etag를 함께 보내십시오. 지금까지의 표는 지워집니다',
    en: 'the round has a proposed selection already; to replace it by a new one, which deletes all votes, send its etag',
  }),
  event_taken: exists({
    field: 'roundId',
    example: { otherRoundId: 'rnd_01h455vb4pex5vsknk084sn02q', name: roundName as Said | undefined },
    ko: ({ otherRoundId, name }) =>
      `이 행사에 참가할 팀은 이미 다른 모집 차수에서 선정하고 있습니다${name ? `: ${name.ko}(${otherRoundId})` : ''}. 한 행사의 팀은 한 모집 차수에서만 선정하므로 그 차수에서 선정하십시오`,
    en: ({ otherRoundId, name }) =>
      `another round selects the teams of this event already${name ? `: “${name.en}” (${otherRoundId})` : ''}; the teams of an event are selected in one round only, so select them there`,
  }),
  event_cancelled: rule({
    example: { name: eventName },
    ko: ({ name }) => `취소된 행사입니다: ${name.ko}. 이 행사에 참가할 팀은 선정할 수 없습니다`,
    en: ({ name }) => `the event ${name.en} was cancelled; no team can be selected for it`,
  }),
  decided: rule({
    ko: '협의회가 이미 결정하여 선정안과 투표, 결정을 더 바꿀 수 없습니다. 정원이 남아 있고 행사가 끝나지 않았다면 팀을 추가할 수는 있습니다',
    en: 'the council has decided, so the proposal, the votes and the decision can no longer change; teams can still be added within the quota, unless the event is over',
  }),
  not_decided: rule({
    ko: '협의회가 아직 결정하지 않았습니다. 먼저 결정을 기록하십시오',
    en: 'the council has not decided yet; record its decision first',
  }),
  proposal_changed: rule({
    field: 'proposal',
    example: { proposal: 2 },
    ko: ({ proposal }) => `지금 선정안의 번호는 ${proposal}입니다. 그 선정안을 읽은 뒤 이 번호로 투표하십시오`,
    en: ({ proposal }) => `must be ${proposal}, the number of the present proposal; read that proposal, then vote`,
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
      `${centreNames([centreId]).ko} 센터의 담당자가 이미 직접 투표했습니다. 이 표는 그 센터의 담당자만 바꿀 수 있습니다`,
    en: ({ centreId }) =>
      `an officer of the centre ${centreNames([centreId]).en} has voted already; only an officer of that centre can change the vote`,
  }),
  no_quorum: rule({
    example: { quorum: 9, votes: 6, ...votes },
    ko: ({ quorum, votes, ...tally }) =>
      `센터 ${quorum}곳 이상이 투표해야 결정할 수 있습니다. 지금까지 ${votes}곳이 투표했습니다(${votesKo(tally)})`,
    en: ({ quorum, votes, ...tally }) =>
      `at least ${quorum} centres must vote before the selection can be decided; votes so far: ${votes} (${votesEn(tally)})`,
  }),
  not_carried: rule({
    example: votes,
    ko: (tally) =>
      `찬성이 반대보다 많아야 선정안을 결정할 수 있습니다(${votesKo(tally)}). 결정하기 전에는 센터가 더 투표하거나 표를 바꿀 수 있습니다. 사무국이 새 선정안을 올릴 수도 있지만, 그러면 지금까지의 표는 모두 지워집니다`,
    en: (tally) =>
      `the proposal cannot be decided: the votes for it must be more than those against it (${votesEn(tally)}). Before the decision, centres can still vote or change their vote. The secretariat can also make a new proposal, but that deletes all votes`,
  }),
  no_council_record: rule({
    field: 'council',
    example: { missing: ['minutesRef', 'reason'] as readonly (keyof typeof RECORD)[] },
    ko: ({ missing }) =>
      `협의회 기록에 다음 항목이 빠져 있으니 적으십시오: ${missing.map((name) => RECORD[name].ko).join(', ')}`,
    en: ({ missing }) =>
      `these fields of the record of the council are missing: ${missing.map((name) => RECORD[name].en).join(', ')}`,
  }),
  quota_exceeded: rule({
    example: { teams: 6, teamsMax: 5, step: 'DECISION' as Step },
    ko: ({ teams, teamsMax, step }) =>
      ({
        PROPOSAL: `정원은 ${teamsMax}팀인데 선정안의 자리(places)는 ${teams}개입니다. places를 ${teamsMax} 이하로 적으십시오`,
        DECISION: `정원은 ${teamsMax}팀인데 ${teams}팀을 선정하게 됩니다. 협의회도 정원을 넘길 수 없으니 ${teamsMax}팀 이하로 선정하십시오`,
        ADDITION: `정원 ${teamsMax}팀이 모두 차서 팀을 더 추가할 수 없습니다. 선정된 팀이 철회하여 자리가 남으면 추가할 수 있습니다`,
      })[step],
    en: ({ teams, teamsMax, step }) =>
      ({
        PROPOSAL: `the proposal has ${teams} places (places), and the quota is ${teamsMax}; give at most ${teamsMax}`,
        DECISION: `${teams} teams would be selected, and the quota is ${teamsMax}; select at most ${teamsMax}, since the council may not exceed the quota either`,
        ADDITION: `the quota is ${teamsMax}, and so many teams are selected already; a team can be added only after a selected one has withdrawn and left its place open`,
      })[step],
  }),
  constraint_broken: rule({
    example: { constraints: [teamsOfSeoul] as readonly Said[] },
    ko: ({ constraints }) =>
      `이대로 선정하면 다음 제약에 어긋납니다: ${joined(constraints, 'ko')}. 다른 팀을 고르십시오. 협의회가 결정하기 전이라면 제약을 바꾸어 선정안을 다시 올려도 됩니다`,
    en: ({ constraints }) =>
      `the selection would break ${constraints.length > 1 ? 'these constraints' : 'this constraint'}: ${joined(constraints, 'en')}; choose other teams, or, before the council has decided, make a new proposal with other constraints`,
  }),
  constraints_clash: rule({
    field: 'constraints',
    example: { constraints: [atLeastFour] as readonly Said[], places: 5, applications: 9 },
    ko: ({ constraints, places, applications }) =>
      `심사받은 신청서 ${applications}건에서 ${places}팀을 선정하면 다음 제약을 ${constraints.length > 1 ? '함께 ' : ''}지킬 수 없습니다: ${joined(constraints, 'ko')}. ${constraints.length > 1 ? '그 가운데 하나를' : '이 제약을'} 바꾸거나 빼십시오`,
    en: ({ constraints, places, applications }) =>
      `with ${applications} judged applications and ${places} places ${constraints.length > 1 ? 'these constraints cannot be kept together' : 'this constraint cannot be kept'}: ${joined(constraints, 'en')}; change ${constraints.length > 1 ? 'one of them' : 'it'}, or leave it out`,
  }),
  no_applications: rule({
    ko: '이 모집 차수에는 선정할 수 있는 신청서가 없습니다. 제출된 신청서가 없거나, 모두 철회되었거나 요건에 미달합니다. 신청서 목록을 확인하십시오',
    en: 'the round has no application that can be selected: none was submitted, or all were withdrawn or found not eligible; look at its applications',
  }),
  applications_max: rule({
    example: { applicationsMax: 2000, applications: 2001 },
    ko: ({ applicationsMax, applications }) =>
      `이 모집 차수에는 선정할 수 있는 신청서가 ${grouped(applications)}건 있지만 선정안에는 ${grouped(applicationsMax)}건까지 넣을 수 있습니다. 일부 신청서를 철회한 뒤 다시 시도하십시오`,
    en: ({ applicationsMax, applications }) =>
      `the round has ${grouped(applications)} applications that can be selected, and a proposal can have at most ${grouped(applicationsMax)}; some must be withdrawn first`,
  }),
  no_electorate: rule({
    ko: '아직 개소한 센터가 없어 선정안에 투표할 수 없습니다. 먼저 센터의 개소를 등록하십시오',
    en: 'no centre is open yet, so nobody can vote on the proposal; open a centre first',
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
    ko: ({ id }) => `${id}: 다른 제약이 이미 쓰고 있는 ID입니다. 제약마다 다른 ID가 있어야 합니다`,
    en: ({ id }) => `${id} is the id of another constraint already; each constraint must have its own`,
  }),
  constraint_scope: invalid({
    ko: 'centreIds와 sectors 가운데 하나만 적어야 합니다',
    en: 'must have either centreIds or sectors: one of the two, not both',
  }),
  constraint_range: invalid({
    example: { max: 4 },
    ko: ({ max }) => `최대 팀 수(max)인 ${max} 이하여야 합니다`,
    en: ({ max }) => `must be at most ${max}, the largest number of teams (max)`,
  }),
  application_unknown: invalid({
    ko: '이 모집 차수에 제출된 신청서여야 합니다. 철회되었거나 요건에 미달한 신청서는 적을 수 없습니다',
    en: 'must be an application submitted to this round; withdrawn or ineligible applications cannot be given',
  }),
  application_twice: invalid({
    ko: '목록에 이미 있는 신청서입니다. 신청서마다 한 번만 적으십시오',
    en: 'this application is in the list already; name each only once',
  }),
  application_withdrawn: rule({
    example: { id: 'app_01h455vb4pex5vsknk084sn02q' },
    ko: ({ id }) => `철회된 신청서입니다: ${id}. 다른 신청서를 고르십시오`,
    en: ({ id }) => `the application ${id} has been withdrawn; choose another application`,
  }),
  no_deviation: invalid({
    ko: '선정안과 같습니다. 선정안과 다르게 결정한 팀만 적으십시오',
    en: 'is the same as in the proposal; name only teams for which the council decided differently',
  }),
  shortfall_needs_reason: rule({
    field: 'shortfallReason',
    example: { teams: 4, teamsMax: 5 },
    ko: ({ teams, teamsMax }) => `정원 ${teamsMax}팀보다 적은 ${teams}팀을 선정합니다. 그 이유를 적으십시오`,
    en: ({ teams, teamsMax }) => `fewer teams are selected (${teams}) than the quota allows (${teamsMax}); say why`,
  }),
  event_over: rule({
    example: { name: eventName, cancelled: false as boolean },
    ko: ({ name, cancelled }) =>
      `${cancelled ? '취소된' : '이미 개최된'} 행사입니다: ${name.ko}. 이제 팀을 추가할 수 없습니다`,
    en: ({ name, cancelled }) =>
      `the event ${name.en} ${cancelled ? 'was cancelled' : 'has taken place'}; no more teams can be added`,
  }),
  venture_hidden: rule({
    field: 'applicationId',
    ko: '공개가 중지되었거나, 등록이 종료되었거나, 공유 동의가 철회 또는 만료된 벤처기업의 신청서입니다. 다른 신청서를 고르십시오',
    en: 'its venture is suspended from publication, is no longer registered, or its consent to sharing was withdrawn or has expired; choose another application',
  }),
  judged: invalid({
    ko: '비워 두어야 합니다. 이 모집 차수는 이 시스템에서 심사하므로 그 심사의 점수를 씁니다',
    en: 'must be left out: the round is judged in this system, and the scores of that judging are used',
  }),
  not_settled: rule({
    example: { name: roundName },
    ko: ({ name }) =>
      `아직 심사 결과가 확정되지 않은 모집 차수입니다: ${name.ko}. 심사를 시작하지 않았거나 끝내지 않았다면 먼저 심사를 진행하여 끝내고, 잠시 뒤 다시 시도하십시오`,
    en: ({ name }) =>
      `the judging of the round “${name.en}” has no final result yet; start and close the judging if that is not done, then try again in a moment`,
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
      `the round “${name.en}” is not judged; plan its judging, or, if it was judged elsewhere, give the scores in the field scores`,
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
    ko: '이 선정의 최근 변경을 아직 기록하고 있습니다. 잠시 뒤 다시 시도하십시오',
    en: 'the latest changes of the selection are still being recorded; try again in a moment',
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
