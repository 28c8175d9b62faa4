/** Texts of refusals about rounds, in both languages. */
import { printDate } from '@naru/korean/date';
import { externalIdTaken } from '@naru/words/external-id';
import { exists, refusing, rule, texts } from '@naru/words/texts';

export const ROUND = texts('round', {
  phase_unknown: rule({
    field: 'phase',
    example: { phases: [1, 2] },
    ko: ({ phases }) =>
      phases.length === 0
        ? '프로그램에 단계가 없으니 비워 두십시오'
        : `프로그램의 단계 가운데 하나여야 합니다: ${phases.join(', ')}`,
    en: ({ phases }) =>
      phases.length === 0
        ? 'the programme has no phases; leave it out'
        : `must be one of the phases of the programme: ${phases.join(', ')}`,
  }),
  phase_ended: rule({
    field: 'phase',
    example: { phase: 1, to: { year: 2016, month: 6, day: 30 } },
    ko: ({ phase, to }) =>
      `${phase}단계는 ${printDate(to, 'ko')}에 끝났습니다. 진행 중인 단계를 고르거나 단계의 끝나는 날을 바꾸십시오`,
    en: ({ phase, to }) =>
      `phase ${phase} ended on ${printDate(to, 'en')}; choose one that runs, or change the end of the phase`,
  }),
  event_of_another: rule({
    field: 'eventId',
    ko: '다른 프로그램의 행사입니다. 이 프로그램의 행사를 고르거나, 그 프로그램에서 모집을 시작하십시오',
    en: 'the event belongs to another programme; choose an event of this one, or open the round in the other',
  }),
  event_cancelled: rule({
    field: 'eventId',
    ko: '취소된 행사입니다. 새 행사를 계획하거나 비워 두십시오',
    en: 'the event was cancelled; plan a new one, or leave it out',
  }),
  closes_early: rule({
    field: 'closesAt',
    ko: '지금보다 뒤의 시각이어야 합니다',
    en: 'must be later than now',
  }),
  closed: rule({
    example: { name: { ko: '2016년 상반기 모집', en: 'call for the first half of 2016' } },
    ko: ({ name }) => `마감된 모집 차수입니다: ${name.ko}. 신청서를 내거나 바꿀 수 없습니다`,
    en: ({ name }) => `the round “${name.en}” is closed; no application to it can be made or changed`,
  }),
  limit: rule({
    field: 'year',
    example: { year: 2026, roundsMax: 2 },
    ko: ({ year, roundsMax }) =>
      `이 프로그램은 한 해에 ${roundsMax}번까지 모집하며, ${year}년의 모집 차수는 이미 ${roundsMax}개 있습니다. 다른 해를 고르십시오`,
    en: ({ year, roundsMax }) =>
      `the programme opens at most ${roundsMax} ${roundsMax === 1 ? 'round' : 'rounds'} a year, and ${year} has ${roundsMax} already; choose another year`,
  }),
  place_taken: exists({
    ko: '방금 이 프로그램의 다른 모집이 먼저 시작되었습니다. 다시 시도하면 그해에 모집할 수 있는 횟수가 남아 있을 때 시작됩니다',
    en: 'another round of the programme was opened at the same moment; try again, and this one opens too if the year has room for it',
  }),
  half_taken: exists({
    field: 'half',
    ko: '이 프로그램에는 그 반기의 모집 차수가 이미 있습니다. 다른 반기를 고르십시오',
    en: 'the programme has a round in this half of the year already; choose another half',
  }),
  external_id_taken: externalIdTaken('round'),
});

export const { known, refuse, unknown } = refusing(ROUND);
