/** Texts of refusals about reviews, in both languages. */
import { josa } from '@naru/korean/particle';
import type { Said } from '@naru/words/text';
import { conflict, exists, invalid, refusing, rule, texts } from '@naru/words/texts';
import { type Listed, listed } from '../conflict/texts.ts';

/** The state of a review, as the end of a sentence that begins with "the review". */
const STATES: Readonly<Record<string, Said>> = {
  ASSIGNED: { ko: '아직 제출되지 않은', en: 'not submitted yet' },
  SUBMITTED: { ko: '제출된', en: 'submitted' },
  REOPENED: { ko: '다시 열린', en: 'reopened' },
  RECUSED: { ko: '심사위원이 회피한', en: 'closed, because the judge has recused themselves' },
  UNASSIGNED: { ko: '배정이 해제된', en: 'unassigned' },
  LAPSED: { ko: '점수 없이 끝난', en: 'closed without scores' },
};
const stateOf = (state: string): Said => STATES[state] ?? { ko: state, en: state };

const found: Listed = { sources: ['OWNERSHIP'], objectIds: ['ven_01'] };

export const REVIEW = texts('review', {
  /** Lists nothing where the judge must not know which venture it is. */
  conflict: rule({
    example: { ...found, own: false as boolean },
    ko: ({ own, ...conflicts }) => {
      const why = conflicts.sources.length > 0 ? `: ${listed(conflicts).ko}` : '';
      return own
        ? `이해충돌이 있어 이 신청서를 심사할 수 없습니다${why}. 심사를 회피하십시오. 이유는 사무국이 볼 수 있습니다`
        : `심사위원에게 이해충돌이 있어 이 신청서를 심사할 수 없습니다${why}. 다른 심사위원을 고르십시오`;
    },
    en: ({ own, ...conflicts }) => {
      const why = conflicts.sources.length > 0 ? `: ${listed(conflicts).en}` : '';
      return own
        ? `you have a conflict of interest and may not judge this application${why}; recuse yourself, and the secretariat sees why`
        : `the judge has a conflict of interest and may not judge this application${why}; choose another judge`;
    },
  }),
  conflict_wants_reason: rule({
    field: 'reason',
    example: { ...found, judges: 1 },
    ko: ({ judges, ...conflicts }) =>
      conflicts.sources.length > 0
        ? `심사위원에게 이해충돌의 우려가 있습니다: ${listed(conflicts).ko}. 그래도 배정하려면 그 이유를 적으십시오`
        : `이해충돌의 우려가 있는 배정이 ${judges}건 있습니다. 그대로 배정하려면 그 이유를 적으십시오`,
    en: ({ judges, ...conflicts }) =>
      conflicts.sources.length > 0
        ? `must say why the judge is assigned in spite of a possible conflict of interest: ${listed(conflicts).en}`
        : `must say why judges are assigned to ${judges} ${judges === 1 ? 'seat' : 'seats'} in spite of possible conflicts of interest`,
  }),
  recused: rule({
    field: 'judgeId',
    ko: '심사위원이 이 신청서의 심사를 회피했습니다. 다른 심사위원을 고르십시오',
    en: 'the judge has recused themselves from this application; choose another judge',
  }),
  not_open: rule({
    example: { state: 'SUBMITTED', wanted: 'ASSIGNED' },
    ko: ({ state, wanted }) =>
      `${stateOf(state).ko} 심사표입니다. ${wanted === 'ASSIGNED' ? '진행 중이고 아직 점수가 없는 심사표만 배정을 해제할 수 있습니다' : '제출된 심사표만 다시 열 수 있습니다'}`,
    en: ({ state, wanted }) =>
      `the review is ${stateOf(state).en}; only a ${wanted === 'ASSIGNED' ? 'review that is still open and has no scores can be unassigned' : 'submitted review can be reopened'}`,
  }),
  submitted: rule({
    ko: '점수를 이미 제출했습니다. 심사가 끝나기 전이라면 사무국에 심사표를 다시 열어 달라고 요청한 뒤 점수를 고치거나 심사를 회피할 수 있습니다',
    en: 'the scores are submitted; while the judging is open, ask the secretariat to reopen the review if you want to change them or to recuse yourself',
  }),
  not_assigned: rule({
    example: { state: 'UNASSIGNED' },
    ko: ({ state }) =>
      state === 'RECUSED'
        ? '이미 회피한 심사라 이제 이 신청서를 심사할 수 없습니다. 사실과 다르면 사무국에 문의하십시오'
        : `${stateOf(state).ko} 심사표라 이제 이 신청서를 심사할 수 없습니다. 사실과 다르면 사무국에 문의하십시오`,
    en: ({ state }) =>
      state === 'RECUSED'
        ? 'you have recused yourself, so you no longer judge this application; if that is wrong, ask the secretariat'
        : `the review is ${stateOf(state).en}, so you no longer judge this application; if that is wrong, ask the secretariat`,
  }),
  criterion_unknown: invalid({
    example: { criterionIds: ['market_fit', 'team'] },
    ko: ({ criterionIds }) => `다음 심사 기준 가운데 하나여야 합니다: ${criterionIds.join(', ')}`,
    en: ({ criterionIds }) => `must be one of these criteria: ${criterionIds.join(', ')}`,
  }),
  criterion_twice: invalid({
    example: { criterionId: 'market_fit' },
    ko: ({ criterionId }) => `${criterionId}의 점수가 이미 있습니다. 심사 기준마다 점수를 하나씩 적으십시오`,
    en: ({ criterionId }) => `${criterionId} has a score already; give one score for each criterion`,
  }),
  scale: invalid({
    example: { criterionId: 'market_fit', scaleMin: 0, scaleMax: 10 },
    ko: ({ criterionId, scaleMin, scaleMax }) =>
      `${josa(criterionId, '은/는')} ${scaleMin}점부터 ${scaleMax}점까지 줄 수 있습니다`,
    en: ({ criterionId, scaleMin, scaleMax }) => `must be from ${scaleMin} to ${scaleMax} for ${criterionId}`,
  }),
  criterion_missing: invalid({
    example: { criterionIds: ['team'] },
    ko: ({ criterionIds }) => `다음 심사 기준의 점수도 있어야 합니다: ${criterionIds.join(', ')}`,
    en: ({ criterionIds }) => `must also have scores for these criteria: ${criterionIds.join(', ')}`,
  }),
  load_taken: exists({
    ko: '방금 이 심사위원에게 다른 신청서가 먼저 배정되었습니다. 다시 시도하면 심사위원이 더 맡을 수 있을 때 배정됩니다',
    en: 'another application was assigned to this judge at the same moment; try again, and this one is assigned too if the judge can take one more',
  }),
  seat_taken: exists({
    ko: '방금 심사위원단의 같은 자리에 다른 심사위원이 먼저 배정되었습니다. 다시 시도하면 남은 자리가 있을 때 그 자리에 배정됩니다',
    en: 'another judge was assigned to the same seat of the panel at the same moment; try again, and this judge gets another free seat if there is one',
  }),
  load_full: rule({
    field: 'judgeId',
    example: { loadMax: 10 },
    ko: ({ loadMax }) =>
      `이 심사위원은 이 모집 차수에서 이미 한도인 ${loadMax}건을 맡았습니다. 다른 심사위원을 고르십시오`,
    en: ({ loadMax }) =>
      `the judge has ${loadMax} ${loadMax === 1 ? 'application' : 'applications'} in this round already and can take no more; choose another judge`,
  }),
  panel_full: rule({
    field: 'applicationId',
    example: { panelSize: 3 },
    ko: ({ panelSize }) =>
      `이 신청서의 심사위원단은 ${panelSize}명이 이미 다 찼습니다. 아직 점수를 내지 않은 심사위원이 있다면 먼저 그 배정을 해제하십시오`,
    en: ({ panelSize }) =>
      `the panel of this application is full (${panelSize} ${panelSize === 1 ? 'judge' : 'judges'}); if one of them has not given scores yet, unassign that judge first`,
  }),
  busy: conflict({
    ko: '심사위원 배정 요청이 동시에 많이 들어왔습니다. 잠시 뒤 다시 시도하십시오',
    en: 'many judges are being assigned at once; try again in a moment',
  }),
});

export const { fault, known, refuse } = refusing(REVIEW);
