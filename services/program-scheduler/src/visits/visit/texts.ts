/** Texts of refusals about visits, in both languages. */

import { printDate } from '@naru/korean/date';
import { printDateRange } from '@naru/korean/date-range';
import { josa } from '@naru/korean/particle';
import { externalIdTaken } from '@naru/words/external-id';
import type { Day } from '@naru/words/text';
import { absent, refusing, rule, texts } from '@naru/words/texts';

const SPRING: Day = { year: 2016, month: 3, day: 2 };
/** The first and the last day of a year for which visits are entered. */
type Span = readonly [Day, Day];
const WINTER: Span = [{ year: 2016, month: 1, day: 1 }, SPRING];
const printed = ([from, to]: readonly Day[], language: 'ko' | 'en'): string =>
  from && to ? printDateRange({ from, to }, language) : '';

/** What must happen to a visit before it is completed. */
const UNCOMPLETED = {
  REQUESTED: {
    ko: '먼저 방문을 확정하고, 방문이 시작되면 완료 처리하십시오',
    en: 'confirm this visit first, and complete it once it has begun',
  },
  CONFIRMED: {
    ko: '방문이 시작되었다면 먼저 완료 처리하십시오',
    en: 'complete this visit once it has begun',
  },
  CANCELLED: { ko: '이 방문은 취소되었습니다', en: 'this visit was cancelled' },
};

export const VISIT = texts('visit', {
  not_confirmed: rule({
    ko: '주관 기관이 아직 확정하지 않은 방문입니다. 먼저 방문을 확정하십시오',
    en: 'the organisation that hosts the visit has not confirmed it; confirm the visit first',
  }),
  not_begun: rule({
    example: { startDate: SPRING },
    ko: ({ startDate }) =>
      `방문은 ${printDate(startDate, 'ko')}에 시작합니다. 그 전에는 완료된 방문으로 기록할 수 없습니다`,
    en: ({ startDate }) =>
      `the visit begins on ${printDate(startDate, 'en')}; until then it cannot be recorded as completed`,
  }),
  not_completed: rule({
    example: { state: 'CONFIRMED' as keyof typeof UNCOMPLETED },
    ko: ({ state }) => `완료된 방문에만 협약을 기록할 수 있습니다. ${UNCOMPLETED[state].ko}`,
    en: ({ state }) => `agreements can be recorded only for a completed visit; ${UNCOMPLETED[state].en}`,
  }),
  cancelled: rule({
    ko: '취소된 방문이라 더 바꿀 수 없습니다. 필요하면 새 방문을 입력하십시오',
    en: 'the visit was cancelled and can no longer change; enter a new one if you need it',
  }),
  completed: rule({
    ko: '이미 완료된 방문이라 바꾸거나 취소할 수 없습니다',
    en: 'the visit is completed; it can no longer be changed or cancelled',
  }),
  agreements_max: rule({
    example: { agreementsMax: 50 },
    ko: ({ agreementsMax }) => `이 방문에는 이미 한도인 협약 ${agreementsMax}건이 있어 더 추가할 수 없습니다`,
    en: ({ agreementsMax }) =>
      `the visit has ${agreementsMax} agreements already, which is the limit; no more can be added`,
  }),
  obligations_max: rule({
    example: { obligationsMax: 100 },
    ko: ({ obligationsMax }) => `이 방문에는 이미 한도인 약속 사항 ${obligationsMax}건이 있어 더 추가할 수 없습니다`,
    en: ({ obligationsMax }) =>
      `the visit has ${obligationsMax} obligations already, which is the limit; no more can be added`,
  }),
  obligation_not_found: absent({
    field: 'obligationId',
    example: { obligationId: 'obl_01h455vb4pex5vsknk084sn02q' },
    ko: ({ obligationId }) =>
      `이 방문에는 약속 사항 ${josa(obligationId, '이/가')} 없습니다. 방문 정보에서 약속 사항의 ID를 확인하십시오`,
    en: ({ obligationId }) =>
      `the visit has no obligation ${obligationId}; look up the id of the obligation in the visit`,
  }),
  partial_year: rule({
    field: 'years',
    example: { partly: [WINTER], not: [2017], recorded: true as boolean },
    ko: ({ partly, not, recorded }) => {
      const years = [
        ...partly.map((span) => `${span[0]?.year}년(${printed(span, 'ko')}만 입력됨)`),
        ...not.map(
          (year) => `${year}년(${recorded ? '방문 기록 기간에 들지 않음' : '방문 기록 기간이 등록되지 않음'})`,
        ),
      ];
      return `한 해의 방문이 모두 입력된 해만 순위를 매기거나 비교할 수 있습니다. 다음 해를 빼거나, 빠진 방문을 입력한 뒤 방문 기록 기간을 넓히십시오: ${years.join(', ')}`;
    },
    en: ({ partly, not, recorded }) => {
      const years = [
        ...partly.map((span) => `${span[0]?.year} (entered for ${printed(span, 'en')} only)`),
        ...not.map((year) => `${year} (${recorded ? 'outside the entered period' : 'no entered period is recorded'})`),
      ];
      return `only years whose visits are entered for the whole year can be ranked or compared; leave out ${years.join(', ')}, or enter the missing visits and extend the entered period`;
    },
  }),
  external_id_taken: externalIdTaken('visit'),
});

export const { known, refuse } = refusing(VISIT);
