/** The notices of visits and what was promised there. */
import { josa } from '@naru/korean/particle';
import { texts } from '@naru/words/texts';
import { dated, first, notice } from './naming.ts';

export const VISITS = texts('delegation', {
  'visit.requested': notice({
    ko: (named) => `${dated(named.visit, named).ko}: 방문 요청이 있습니다. 방문을 확정하거나 취소해 주십시오.`,
    en: (named) => `${first(dated(named.visit, named).en)}: a visit is asked for. Confirm or cancel it.`,
  }),
  'visit.updated': notice({
    ko: (named) => `${dated(named.visit, named).ko}: 예정된 방문의 내용이 바뀌었습니다.`,
    en: (named) => `${first(dated(named.visit, named).en)}: the planned visit has changed.`,
  }),
  'visit.confirmed': notice({
    ko: (named) => `${dated(named.visit, named).ko}: 방문이 확정되었습니다.`,
    en: (named) => `${first(dated(named.visit, named).en)}: the visit is confirmed.`,
  }),
  'visit.completed': notice({
    ko: (named) => `${dated(named.visit, named).ko}: 방문이 이루어졌습니다.`,
    en: (named) => `${first(dated(named.visit, named).en)}: the visit has taken place.`,
  }),
  'visit.cancelled': notice({
    ko: (named) => `${dated(named.visit, named).ko}: 방문이 취소되었습니다.`,
    en: (named) => `${first(dated(named.visit, named).en)}: the visit is cancelled.`,
  }),
  'visit.agreement_recorded': notice({
    ko: ({ visit }) => `${visit.ko}: 방문의 결과로 협약이 기록되었습니다.`,
    en: ({ visit }) => `${first(visit.en)}: an agreement from the visit was recorded.`,
  }),
  'visit.obligation_added': notice({
    ko: (named) =>
      `${named.visit.ko}: ${josa(named.body.ko, '이/가')} 약속한 일이 기록되었습니다. 기한: ${named.when.ko}`,
    en: (named) =>
      `${first(named.visit.en)}: a promise of ${named.body.en} was recorded. It is due on ${named.when.en}.`,
  }),
  'visit.obligation_fulfilled': notice({
    ko: ({ body, visit }) => `${visit.ko}: ${josa(body.ko, '이/가')} 약속한 일을 이행했습니다.`,
    en: ({ body, visit }) => `${first(visit.en)}: ${body.en} has kept a promise.`,
  }),
  'visit.obligation_reminded': notice({
    ko: (named) =>
      `${named.visit.ko}: ${josa(named.body.ko, '이/가')} 약속한 일의 기한이 일주일 안으로 다가왔습니다. 기한: ${named.when.ko}`,
    en: (named) => `${first(named.visit.en)}: a promise of ${named.body.en} is due within a week, on ${named.when.en}.`,
  }),
  'visit.obligation_missed': notice({
    ko: (named) =>
      `${named.visit.ko}: ${josa(named.body.ko, '이/가')} 약속한 일의 기한이 지났습니다. 기한: ${named.when.ko}`,
    en: (named) =>
      `${first(named.visit.en)}: a promise of ${named.body.en} is overdue. It was due on ${named.when.en}.`,
  }),
  'visit_coverage.stated': notice({
    ko: ({ body }) => `${body.ko}의 방문이 언제까지 입력되었는지 기록되었습니다.`,
    en: ({ body }) => `Until which day the visits at ${body.en} are entered has been stated.`,
  }),
});
