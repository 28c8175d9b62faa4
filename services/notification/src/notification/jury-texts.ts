/** The notices of judges, reviews, votes and selections. */
import { texts } from '@naru/words/texts';
import { notice, roundOf } from './naming.ts';

export const JURY = texts('jury', {
  'judge.registered': notice({
    ko: () => `심사위원으로 등록되었습니다. 심사할 신청서가 배정되면 알려 드립니다.`,
    en: () =>
      `You are registered as a judge, or your centre has a new one. The judge is told of each application to review.`,
  }),
  'judge.updated': notice({
    ko: () => `심사위원 정보가 바뀌었습니다.`,
    en: () => `The details of a judge have changed.`,
  }),
  'judge.retired': notice({
    ko: () => `심사위원 활동이 끝났습니다. 더는 신청서가 배정되지 않습니다.`,
    en: () => `A judge is retired, and gets no more applications.`,
  }),
  'judge.conflict_declared': notice({
    ko: () => `이해 충돌이 신고되었습니다. 그 신청서는 배정되지 않습니다.`,
    en: () => `A conflict of interest was declared. The application concerned is not assigned.`,
  }),
  'judging.opened': notice({
    ko: (named) => `${roundOf(named).ko}의 심사가 시작되었습니다. 점수나 표를 내 주십시오.`,
    en: (named) => `The judging of ${roundOf(named).en} is open. Give your scores or your vote.`,
  }),
  'judging.settled': notice({
    ko: (named) => `${roundOf(named).ko}의 심사가 끝나 순위가 확정되었습니다. 이제 선정안을 만들 수 있습니다.`,
    en: (named) => `The judging of ${roundOf(named).en} is settled: its ranking is final, and teams can be proposed.`,
  }),
  'review.assigned': notice({
    ko: (named) => `${roundOf(named).ko}의 신청서 한 건이 심사에 배정되었습니다. 점수를 내 주십시오.`,
    en: (named) => `You are asked to review an application to ${roundOf(named).en}. Give your scores.`,
  }),
  'review.reopened': notice({
    ko: (named) => `${roundOf(named).ko}의 신청서 한 건을 다시 심사할 수 있습니다. 점수를 다시 내 주십시오.`,
    en: (named) => `An application to ${roundOf(named).en} may be scored again. Give your scores.`,
  }),
  'review.unassigned': notice({
    ko: (named) => `${roundOf(named).ko}의 신청서 한 건이 심사에서 빠졌습니다.`,
    en: (named) => `You no longer review one of the applications to ${roundOf(named).en}.`,
  }),
  'review.lapsed': notice({
    ko: (named) => `${roundOf(named).ko}의 심사가 점수를 내기 전에 끝났습니다.`,
    en: (named) => `The judging of ${roundOf(named).en} closed before a score of yours was given.`,
  }),
  'review.recused': notice({
    ko: (named) =>
      `${roundOf(named).ko}의 심사위원이 이해 충돌로 심사를 회피했습니다. 다른 심사위원이 필요한지 확인하십시오.`,
    en: (named) =>
      `A judge of ${roundOf(named).en} has a conflict of interest and does not judge an application. See whether another judge is needed.`,
  }),
  'judge_assignment.proposed': notice({
    ko: (named) => `${roundOf(named).ko}의 심사위원 배정안이 나왔습니다. 확인하고 적용하십시오.`,
    en: (named) =>
      `An assignment of judges to the applications of ${roundOf(named).en} is proposed. Look at it and apply it.`,
  }),
  'selection.proposed': notice({
    ko: (named) => `${roundOf(named).ko}의 선정안이 협의회에 올라갔습니다. 센터의 표를 내 주십시오.`,
    en: (named) => `The teams of ${roundOf(named).en} are proposed to the council. Each centre is asked for its vote.`,
  }),
  'selection.decided': notice({
    ko: (named) => `협의회가 ${roundOf(named).ko}의 선정 팀을 결정했습니다.`,
    en: (named) => `The council has decided which teams of ${roundOf(named).en} are selected.`,
  }),
  'selection.released': notice({
    ko: (named) => `${roundOf(named).ko}의 팀 하나가 선정에서 빠졌습니다.`,
    en: (named) => `A team left the selection of ${roundOf(named).en}.`,
  }),
  'selection.promoted': notice({
    ko: (named) => `${roundOf(named).ko}의 대기 팀 하나가 선정되었습니다.`,
    en: (named) => `A team of ${roundOf(named).en} moved up from the waitlist.`,
  }),
  'selection.extended': notice({
    ko: (named) => `협의회가 ${roundOf(named).ko}의 선정 팀을 추가했습니다.`,
    en: (named) => `The council added a team to the selection of ${roundOf(named).en}.`,
  }),
});
