import { expect, test } from '@jest/globals';
import type { Judge } from '../judge/judge.ts';
import { conflictsOf, dealingFor, isBarred, type Ties } from './conflict.ts';

const judge: Judge = {
  id: 'jud_1',
  subject: 'person-1',
  centreId: 'KR-41',
  employers: [],
  holdings: [],
  actsFor: [],
  expertise: [],
  marketExpert: false,
  gender: 'GENDER_UNSPECIFIED',
  loadMax: 0,
  declared: [],
  state: 'ACTIVE',
};
const judged = { applicationId: 'app_1', ventureId: 'ven_1', centreId: 'KR-27' };
const ties: Ties = { mentored: new Set(), deals: [], today: { year: 2016, month: 6, day: 30 } };
const found = (changes: Partial<Judge>, more: Partial<Ties> = {}) =>
  conflictsOf({ ...judge, ...changes }, judged, { ...ties, ...more });
const employed = (to?: { year: number; month: number; day: number }) =>
  found({ employers: [{ organisationId: 'ven_1', from: { year: 2008, month: 1, day: 1 }, to }] });
const deal = (stage: 'INTEREST' | 'CONFIRMED' | 'DROPPED' | 'VOIDED', ventureId = 'ven_1') =>
  found({}, { deals: [{ id: 'deal_1', ventureId, investorId: 'inv_1', stage }] });

test('a judge without a tie to the team has no conflict', () => expect(found({})).toEqual([]));
test('a holding in the venture is a conflict', () => {
  expect(found({ holdings: ['ven_1', 'ven_2'] })).toEqual([{ source: 'OWNERSHIP', objectId: 'ven_1', hard: true }]);
  expect(found({ holdings: ['ven_2'] })).toEqual([]);
});
test('an employment bars while it lasts and for two years after, needs a reason for five years, and then counts no more', () => {
  const of = (hard: boolean) => [{ source: 'EMPLOYMENT', objectId: 'ven_1', hard }];
  expect(employed()).toEqual(of(true));
  expect(employed({ year: 2014, month: 6, day: 30 })).toEqual(of(true));
  expect(employed({ year: 2014, month: 6, day: 29 })).toEqual(of(false));
  expect(employed({ year: 2011, month: 6, day: 30 })).toEqual(of(false));
  expect(employed({ year: 2011, month: 6, day: 29 })).toEqual([]);
  // With the month or day unknown, the end may be the last day of the year or month.
  expect(employed({ year: 2014, month: 0, day: 0 })).toEqual(of(true));
  expect(employed({ year: 2014, month: 5, day: 0 })).toEqual(of(false));
});
test('having mentored the team is a conflict', () =>
  expect(found({}, { mentored: new Set(['ven_1']) })).toEqual([
    { source: 'MENTORING', objectId: 'ven_1', hard: true },
  ]));
test('the same centre is a conflict, but having no centre is not', () => {
  expect(found({ centreId: 'KR-27' })).toEqual([{ source: 'SAME_CENTRE', objectId: 'KR-27', hard: true }]);
  expect(conflictsOf({ ...judge, centreId: '' }, { ...judged, centreId: '' }, ties)).toEqual([]);
});
test('a judge has the deals of an investor that employs them now or recently', () => {
  const from = { year: 2008, month: 1, day: 1 };
  const to = { year: 2013, month: 1, day: 1 };
  const employers = [
    { organisationId: 'inv_1', from, to: undefined },
    { organisationId: 'inv_2', from, to },
  ];
  const owned = { ...judge, employers, holdings: ['inv_3'], actsFor: ['inv_4'] };
  expect(dealingFor(owned, ties.today).sort()).toEqual(['inv_1', 'inv_3', 'inv_4']);
});
test('a deal with the venture bars while it is open or closed; a dropped deal needs a reason; a voided one never was', () => {
  expect(deal('INTEREST')).toEqual([{ source: 'DEAL', objectId: 'deal_1', hard: true }]);
  expect(isBarred(deal('CONFIRMED'))).toBe(true);
  expect(isBarred(deal('DROPPED'))).toBe(false);
  expect(deal('DROPPED')).toHaveLength(1);
  expect(deal('VOIDED')).toEqual([]);
  expect(deal('CONFIRMED', 'ven_2')).toEqual([]);
});
test('a declared conflict counts for the application or the venture that it names', () => {
  for (const objectId of ['app_1', 'ven_1'])
    expect(found({ declared: [{ objectId, reason: 'FAMILY' }] })).toEqual([
      { source: 'DECLARED', objectId, hard: true },
    ]);
  expect(found({ declared: [{ objectId: 'app_2', reason: 'FAMILY' }] })).toEqual([]);
});
test('all conflicts are shown together', () =>
  expect(found({ holdings: ['ven_1'], centreId: 'KR-27' }).map(({ source }) => source)).toEqual([
    'OWNERSHIP',
    'SAME_CENTRE',
  ]));
