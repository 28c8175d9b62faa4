/** Texts of refusals about residencies and about the seats of a cohort, in both languages. */

import { printDate } from '@naru/korean/date';
import { externalIdTaken } from '@naru/words/external-id';
import { exists, refusing, rule, texts } from '@naru/words/texts';

/** How a residency, or the application for it, ended. */
const ENDINGS = {
  GRADUATED: { ko: '이미 졸업한', en: 'has graduated' },
  LEFT: { ko: '이미 떠난', en: 'has left' },
  NOT_ADMITTED: { ko: '입주가 승인되지 않은', en: 'was not admitted' },
};

export const RESIDENCY = texts('residency', {
  cohort_ended: rule({
    ko: '이미 끝난 기수라 신청도 입주도 받지 않습니다. 팀이 다른 기수에 신청해야 합니다',
    en: 'the cohort is over, so it takes no more applications and no more teams; the team can apply to another cohort',
  }),
  venture_hidden: rule({
    ko: '공개가 중지되었거나, 등록이 종료되었거나, 공유 동의가 철회 또는 만료된 벤처기업은 입주를 신청할 수 없습니다. 등록이 종료되지 않았다면 공개를 재개하거나 공유 동의를 다시 기록하고, 잠시 뒤에 신청하십시오',
    en: 'the venture is suspended from publication, is no longer registered, or its consent to sharing was withdrawn or has expired, so it cannot apply; if it is still registered, resume its publication or record its consent again, and apply a moment later',
  }),
  not_resident: rule({
    ko: '아직 입주하지 않은 팀입니다. 먼저 입주를 승인하십시오',
    en: 'the team has not been admitted; admit it first',
  }),
  over: rule({
    example: { how: 'GRADUATED' as keyof typeof ENDINGS },
    ko: ({ how }) => `${ENDINGS[how].ko} 팀이라 이 입주를 더 바꿀 수 없습니다. 팀은 다른 기수에 신청할 수 있습니다`,
    en: ({ how }) =>
      `the team ${ENDINGS[how].en}, so this residency can no longer change; the team can apply to another cohort`,
  }),
  resident: rule({
    field: 'reason',
    ko: '이미 입주한 팀에는 NOT_ADMITTED를 쓸 수 없습니다. 팀이 떠났다면 BY_TEAM, 센터가 입주를 종료했다면 BY_CENTRE를 적으십시오',
    en: 'the team is resident, so the reason cannot be NOT_ADMITTED; give BY_TEAM if the team left, or BY_CENTRE if the centre ended the residency',
  }),
  ends_early: rule({
    field: 'endedOn',
    example: { startedOn: { year: 2016, month: 3, day: 2 } },
    ko: ({ startedOn }) => `이 팀은 ${printDate(startedOn, 'ko')}에 입주했습니다. 그날이나 그 뒤의 날을 적으십시오`,
    en: ({ startedOn }) => `the team moved in on ${printDate(startedOn, 'en')}; give that day or a later one`,
  }),
  exists: exists({
    ko: '이 벤처기업은 이 기수에 이미 신청했습니다. 한 기수에는 한 번만 신청할 수 있으니 앞의 신청을 확인하거나 다른 기수에 신청하십시오',
    en: 'the venture has applied to this cohort already, and can apply to a cohort only once; look at that application, or apply to another cohort',
  }),
  seat_taken: exists({
    ko: '방금 다른 팀이 같은 자리에 먼저 입주했습니다. 다시 시도하면 남은 자리가 있을 때 그 자리에 배정됩니다',
    en: 'another team took the same seat of the cohort at the same moment; try again, and the team gets another free seat if there is one',
  }),
  external_id_taken: externalIdTaken('residency'),
});

export const COHORT_SEATS = texts('cohort', {
  full: rule({
    example: { seats: 20 },
    ko: ({ seats }) => `기수의 정원 ${seats}팀이 모두 찼습니다. 정원을 늘리거나 팀이 퇴소할 때까지 기다리십시오`,
    en: ({ seats }) => `all ${seats} seats of the cohort are taken; add seats, or wait until a team leaves`,
  }),
});

export const { known, refuse } = refusing(RESIDENCY);
export const { refuse: refuseSeat } = refusing(COHORT_SEATS);
