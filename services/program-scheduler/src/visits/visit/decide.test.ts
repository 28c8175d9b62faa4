import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import {
  addAgreement,
  addObligation,
  cancelVisit,
  completeVisit,
  confirmVisit,
  fulfilObligation,
  recordVisit,
  requestVisit,
  updateVisit,
} from './decide.ts';
import { isOverdue, nextReminder, remind } from './obligations.ts';
import { type Details, evolve, type Obligation, type Visit, type VisitEvent } from './visit.ts';

const day = (month: number, date = 1) => ({ year: 2018, month, day: date });
const details: Details = {
  name: { ko: '에스토니아 대표단', en: '' },
  country: 'EE',
  level: 'HEAD_OF_STATE',
  startDate: { year: 2018, month: 2, day: 0 },
  endDate: undefined,
  agenda: undefined,
  delegationSize: 0,
};
const visit: Visit = {
  id: 'vis_1',
  hostId: 'KR-41',
  centreId: 'KR-41',
  ...details,
  state: 'REQUESTED',
  cancelReason: '',
  agreements: [],
  obligations: [],
  source: undefined,
};
const obligation: Obligation = {
  id: 'obl_1',
  text: { ko: '후속 회의', en: '' },
  ownerId: 'KR-41',
  dueOn: day(5),
  doneOn: undefined,
  remindedAt: undefined,
  foundOverdueAt: undefined,
};
const requested: VisitEvent = { type: 'VisitRequested', visit };
const confirmed: VisitEvent = { type: 'VisitConfirmed' };
const completed: VisitEvent = { type: 'VisitCompleted' };
const cancelled: VisitEvent = { type: 'VisitCancelled', reason: '일정' };
const added: VisitEvent = { type: 'ObligationAdded', obligation, obligationId: 'obl_1' };
const given = scenario<Visit, VisitEvent>({ evolve });
const seoul = (month: number, date: number, hour = 0) => new Date(Date.UTC(2018, month - 1, date, hour - 9));
const update = (changes: Partial<Details>) => (v: Visit | null) => updateVisit(v, { ...details, ...changes });
const complete =
  (now = seoul(2, 1)) =>
  (v: Visit | null) =>
    completeVisit(v, now);
const cancel = (v: Visit | null) => cancelVisit(v, '일정');
const agreement = { agreementId: 'agr_1', signedOn: day(2, 7) };
const agree = (v: Visit | null) => addAgreement(v, agreement);
const promise = (v: Visit | null) => addObligation(v, obligation);
const fulfil = (obligationId: string) => (v: Visit | null) => fulfilObligation(v, { obligationId, doneOn: day(4) });
const telling = (now: Date) => (v: Visit | null) => remind(v, now);

const past: Visit = { ...visit, state: 'COMPLETED' };
const record = (v: Visit | null) => recordVisit(v, past, seoul(2, 1));
test('enter: stores a past visit as completed', () =>
  given().when(record).then({ type: 'VisitRecorded', visit: past }));
test('enter: refuses a visit in the future', () =>
  given()
    .when((v) => recordVisit(v, past, seoul(1, 31)))
    .refuses('visit.not_begun'));
test('enter: stores a visit once', () => given({ type: 'VisitRecorded', visit: past }).when(record).nothing());

test('request: creates a visit, once', () => {
  const request = (v: Visit | null) => requestVisit(v, visit);
  given().when(request).then(requested);
  given(requested).when(request).nothing();
});
test('update: changes a future visit; changes nothing where nothing differs; refuses a past visit', () => {
  given(requested)
    .when(update({ country: 'SK' }))
    .leaves({ country: 'SK' });
  given(requested).when(update({})).nothing();
  given(requested, confirmed, completed).when(update({})).refuses('visit.completed');
  given(requested, cancelled).when(update({})).refuses('visit.cancelled');
  given().when(update({})).refuses('visit.not_found');
});
test('confirm: the host confirms, once', () => {
  given(requested).when(confirmVisit).then(confirmed);
  given(requested, confirmed).when(confirmVisit).nothing();
  given(requested, cancelled).when(confirmVisit).refuses('visit.cancelled');
});
test('complete: needs a confirmed visit that has begun; a month has begun on its first day', () => {
  given(requested, confirmed).when(complete()).then(completed);
  given(requested, confirmed)
    .when(complete(seoul(1, 31, 23)))
    .refuses('visit.not_begun');
  given(requested).when(complete()).refuses('visit.not_confirmed');
  given(requested, cancelled).when(complete()).refuses('visit.cancelled');
  given(requested, confirmed, completed).when(complete()).nothing();
});
test('cancel: cancels a future visit; refuses one that has taken place', () => {
  given(requested, confirmed).when(cancel).then(cancelled);
  given(requested, cancelled).when(cancel).nothing();
  given(requested, confirmed, completed).when(cancel).refuses('visit.completed');
});
test('an agreement is added to a completed visit, once', () => {
  given(requested, confirmed, completed).when(agree).then({ type: 'AgreementRecorded', agreement });
  given(requested, confirmed, completed, { type: 'AgreementRecorded', agreement }).when(agree).nothing();
  const lacks = (en: string) => ({ en: expect.stringContaining(en) });
  given(requested, confirmed).when(agree).refuses('visit.not_completed', lacks('complete this visit once'));
  given(requested).when(agree).refuses('visit.not_completed', lacks('confirm this visit first, and complete'));
});
test('an obligation is added once, and fulfilled once', () => {
  given(requested).when(promise).then(added);
  given(requested, added).when(promise).nothing();
  given(requested, cancelled).when(promise).refuses('visit.cancelled');
  given(requested, added)
    .when(fulfil('obl_1'))
    .leaves({ obligations: [{ ...obligation, doneOn: day(4) }] });
  given(requested, added, { type: 'ObligationFulfilled', obligationId: 'obl_1', doneOn: day(3) })
    .when(fulfil('obl_1'))
    .nothing();
  given(requested, added).when(fulfil('obl_2')).refuses('visit.obligation_not_found', {
    ko: 'obligationId: 이 방문에는 약속 사항 obl_2가 없습니다. 방문 정보에서 약속 사항의 ID를 확인하십시오',
  });
});

test('the owner of an obligation is reminded a week before and told on the day after, once each', () => {
  const reminded: VisitEvent = { type: 'ObligationReminded', obligationId: 'obl_1', at: seoul(4, 24) };
  const missed: VisitEvent = { type: 'ObligationMissed', obligationId: 'obl_1', at: seoul(5, 2) };
  given(requested, added)
    .when(telling(seoul(4, 23, 23)))
    .nothing();
  given(requested, added)
    .when(telling(seoul(4, 24)))
    .then(reminded);
  given(requested, added, reminded)
    .when(telling(seoul(5, 1, 23)))
    .nothing();
  given(requested, added, reminded)
    .when(telling(seoul(5, 2)))
    .then(missed);
  given(requested, added, reminded, missed)
    .when(telling(seoul(6, 1)))
    .nothing();
  given(requested, added)
    .when(telling(seoul(5, 2)))
    .then(missed);
});
test('the next reminder is the earliest one; a fulfilled obligation needs none', () => {
  const with_ = (...obligations: Obligation[]) => ({ ...visit, obligations });
  const later = { ...obligation, id: 'obl_2', dueOn: day(9) };
  expect(nextReminder(with_())).toBeUndefined();
  expect(nextReminder(with_(later, obligation))).toEqual(seoul(4, 24));
  expect(nextReminder(with_({ ...obligation, remindedAt: seoul(4, 24) }))).toEqual(seoul(5, 2));
  expect(nextReminder(with_({ ...obligation, doneOn: day(4) }))).toBeUndefined();
});
test('an obligation is overdue when its day is over in Seoul and it is not fulfilled', () => {
  expect(isOverdue(obligation, seoul(5, 1, 23))).toBe(false);
  expect(isOverdue(obligation, seoul(5, 2))).toBe(true);
  expect(isOverdue({ ...obligation, doneOn: day(6) }, seoul(7, 1))).toBe(false);
});

test('evolve stores an update, a cancellation and an agreement', () => {
  const changes: Details = {
    ...{ name: { ko: '새 이름', en: '' }, country: 'SK', level: 'MINISTER', startDate: day(3, 4), endDate: day(3, 6) },
    ...{ agenda: { ko: '의제', en: '' }, delegationSize: 12 },
  };
  given(requested).when(update(changes)).leaves(changes);
  given(requested).when(cancel).leaves({ state: 'CANCELLED', cancelReason: '일정' });
  const other = { agreementId: 'agr_2', signedOn: day(2, 8) };
  given(requested, confirmed, completed, { type: 'AgreementRecorded', agreement: other })
    .when(agree)
    .leaves({ agreements: [other, agreement] });
  given(requested, cancelled)
    .when(agree)
    .refuses('visit.not_completed', { en: expect.stringContaining('was cancelled') });
});
test('only the named obligation changes', () => {
  const second: Obligation = { ...obligation, id: 'obl_2' };
  const both: VisitEvent[] = [requested, added, { type: 'ObligationAdded', obligation: second, obligationId: 'obl_2' }];
  given(...both)
    .when(fulfil('obl_2'))
    .leaves({ obligations: [obligation, { ...second, doneOn: day(4) }] });
  given(requested, added)
    .when(telling(seoul(4, 24)))
    .leaves({ obligations: [{ ...obligation, remindedAt: seoul(4, 24) }] });
  given(requested, added)
    .when(telling(seoul(5, 2)))
    .leaves({ obligations: [{ ...obligation, foundOverdueAt: seoul(5, 2) }] });
});
test('a visit has at most fifty agreements and a hundred obligations', () => {
  const agreements = (count: number) =>
    Array.from({ length: count }, (_, index): VisitEvent => {
      return { type: 'AgreementRecorded', agreement: { ...agreement, agreementId: `other_${index}` } };
    });
  given(requested, confirmed, completed, ...agreements(49))
    .when(agree)
    .then({ type: 'AgreementRecorded', agreement });
  given(requested, confirmed, completed, ...agreements(50))
    .when(agree)
    .refuses('visit.agreements_max');
  const obligations = (count: number) =>
    Array.from({ length: count }, (_, index): VisitEvent => {
      const id = `other_${index}`;
      return { type: 'ObligationAdded', obligation: { ...obligation, id }, obligationId: id };
    });
  given(requested, ...obligations(99))
    .when(promise)
    .then(added);
  given(requested, ...obligations(100))
    .when(promise)
    .refuses('visit.obligations_max');
});
test('an unknown visit cannot be confirmed, completed, cancelled or followed up', () => {
  for (const verb of [confirmVisit, complete(), cancel, agree, promise, fulfil('obl_1')])
    given().when(verb).refuses('visit.not_found');
});
