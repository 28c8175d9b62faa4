/** Texts of refusals about visits, in both languages. */

import { printDate } from '@naru/korean/date';
import { josa } from '@naru/korean/particle';
import { externalIdTaken } from '@naru/words/external-id';
import type { Day } from '@naru/words/text';
import { absent, refusing, rule, texts } from '@naru/words/texts';

const SPRING: Day = { year: 2016, month: 3, day: 2 };
/** The day up to which a year is entered; the year alone where no coverage is stated. */
const isStated = ({ day }: Day): boolean => day > 0;

export const VISIT = texts('visit', {
  not_confirmed: rule({
    ko: '주관 기관이 아직 확정하지 않은 방문입니다. 먼저 방문을 확정하십시오',
    en: 'the host has not confirmed the visit; confirm it first',
  }),
  not_begun: rule({
    example: { startDate: SPRING },
    ko: ({ startDate }) => `방문은 ${printDate(startDate, 'ko')}에 시작합니다. 그 전에는 완료 처리할 수 없습니다`,
    en: ({ startDate }) => `the visit begins on ${printDate(startDate, 'en')}; it cannot be completed before that day`,
  }),
  not_completed: rule({
    ko: '아직 완료되지 않은 방문입니다. 먼저 방문을 완료 처리하십시오',
    en: 'the visit is not completed; complete it first',
  }),
  cancelled: rule({
    ko: '취소된 방문입니다. 새 방문을 입력하십시오',
    en: 'the visit was cancelled; enter a new one',
  }),
  completed: rule({
    ko: '이미 완료된 방문이라 바꾸거나 취소할 수 없습니다',
    en: 'the visit is completed; it can no longer be changed or cancelled',
  }),
  agreements_max: rule({
    example: { agreementsMax: 50 },
    ko: ({ agreementsMax }) => `이 방문에는 이미 한도인 협약 ${agreementsMax}건이 있어 더 추가할 수 없습니다`,
    en: ({ agreementsMax }) => `the visit has ${agreementsMax} agreements already, and no more can be added`,
  }),
  obligations_max: rule({
    example: { obligationsMax: 100 },
    ko: ({ obligationsMax }) => `이 방문에는 이미 한도인 약속 사항 ${obligationsMax}건이 있어 더 추가할 수 없습니다`,
    en: ({ obligationsMax }) => `the visit has ${obligationsMax} obligations already, and no more can be added`,
  }),
  obligation_not_found: absent({
    field: 'obligationId',
    example: { obligationId: 'obl_01h455vb4pex5vsknk084sn02q' },
    ko: ({ obligationId }) => `이 방문에는 약속 사항 ${josa(obligationId, '이/가')} 없습니다`,
    en: ({ obligationId }) => `the visit has no obligation ${obligationId}`,
  }),
  partial_year: rule({
    field: 'years',
    example: { entered: [SPRING, { year: 2017, month: 0, day: 0 }] },
    ko: ({ entered }) => {
      const years = entered.map((to) =>
        isStated(to)
          ? `${to.year}년(첫날부터가 아니거나 ${printDate(to, 'ko')}까지만 입력됨)`
          : `${to.year}년(입력되지 않음)`,
      );
      return `한 해가 다 입력된 해만 비교할 수 있습니다. 다음 해를 빼십시오: ${years.join(', ')}`;
    },
    en: ({ entered }) => {
      const years = entered.map((to) =>
        isStated(to)
          ? `${to.year} (entered to ${printDate(to, 'en')} only, or not from its first day)`
          : `${to.year} (not recorded as entered)`,
      );
      return `only whole years are ranked or compared; leave out ${years.join(', ')}`;
    },
  }),
  external_id_taken: externalIdTaken('visit'),
});

export const { known, refuse } = refusing(VISIT);
