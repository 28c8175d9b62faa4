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
      `${stateOf(state).ko} 심사표입니다. ${wanted === 'ASSIGNED' ? '점수가 없는 심사표만 배정을 해제할 수 있습니다' : '제출된 심사표만 다시 열 수 있습니다'}`,
    en: ({ state, wanted }) =>
      `the review is ${stateOf(state).en}; only a ${wanted === 'ASSIGNED' ? 'review without scores can be unassigned' : 'submitted review can be reopened'}`,
  }),
  submitted: rule({
    ko: '점수를 이미 제출했습니다. 고치려면 사무국에 심사표를 다시 열어 달라고 요청하십시오',
    en: 'the scores are submitted; to change them, ask the secretariat to reopen the review',
  }),
  not_assigned: rule({
    example: { state: 'UNASSIGNED' },
    ko: ({ state }) => `${stateOf(state).ko} 심사표라 이제 이 신청서를 심사할 수 없습니다`,
    en: ({ state }) => `the review is ${stateOf(state).en}, so you no longer judge this application`,
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
    ko: '이 심사위원에게 방금 다른 신청서가 배정되었습니다. 다시 시도하십시오',
    en: 'another application has just been assigned to this judge; try again',
  }),
  seat_taken: exists({
    ko: '심사위원단의 이 자리에 방금 다른 심사위원이 배정되었습니다. 다시 시도하십시오',
    en: 'another judge has just been assigned to this seat of the panel; try again',
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
      `이 신청서의 심사위원단은 ${panelSize}명이 이미 다 찼습니다. 먼저 한 명의 배정을 해제하십시오`,
    en: ({ panelSize }) => `the panel of this application has all its ${panelSize} judges; unassign one of them first`,
  }),
  busy: conflict({
    ko: '여러 곳에서 동시에 배정하고 있습니다. 다시 시도하십시오',
    en: 'many judges are being assigned at once; try again',
  }),
});

export const { fault, known, refuse } = refusing(REVIEW);
