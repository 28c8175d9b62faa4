import { expect, test } from '@jest/globals';
import { Rejection } from '@naru/kit/rejection';
import { scenario } from '@naru/testing/scenario';
import fc from 'fast-check';
import { type Deal, type DealEvent, evolve, interest, isStanding } from './deal.ts';
import { confirmDeal, dropDeal, openDeal, startNegotiation } from './decide.ts';

const at = (n: number) => new Date(Date.UTC(2015, 4, n));
const day = (n: number) => ({ year: 2015, month: 5, day: n });
const deal = interest({
  id: 'deal_1',
  ventureId: 'ven_1',
  centreId: 'KR-27',
  investorId: 'inv_1',
  origin: undefined,
  interestAt: at(1),
  source: undefined,
});
const opened: DealEvent = { type: 'DealOpened', deal };
const negotiated: DealEvent = { type: 'DealNegotiated', amountKrw: 400, at: at(2) };
const confirmed: DealEvent = { type: 'DealConfirmed', amountKrw: 450, on: day(3) };
const dropped: DealEvent = { type: 'DealDropped', reason: 'terms', at: at(4) };
const given = scenario<Deal, DealEvent>({ evolve });
const negotiate = (amountKrw: number) => (state: Deal | null) => startNegotiation(state, { amountKrw, at: at(2) });
const confirm =
  (amountKrw: number, on = day(3)) =>
  (state: Deal | null) =>
    confirmDeal(state, { amountKrw, on });
const drop = (reason: string) => (state: Deal | null) => dropDeal(state, { reason, at: at(4) });

test('open: starts as interest, without an amount', () =>
  given()
    .when((d) => openDeal(d, deal))
    .leaves({ stage: 'INTEREST', amountKrw: 0 }));
test('open: does nothing if repeated', () =>
  given(opened, negotiated)
    .when((d) => openDeal(d, deal))
    .nothing());

test('negotiate: sets an amount', () => given(opened).when(negotiate(400)).then(negotiated));
test('negotiate: the amount may change, the opening time does not', () =>
  given(opened, negotiated)
    .when((d) => startNegotiation(d, { amountKrw: 500, at: at(9) }))
    .leaves({ stage: 'NEGOTIATING', amountKrw: 500, negotiatingAt: at(2) }));
test('negotiate: does nothing if repeated', () => given(opened, negotiated).when(negotiate(400)).nothing());
test('negotiate: refuses a confirmed deal', () =>
  given(opened, negotiated, confirmed).when(negotiate(450)).refuses('deal.confirmed', {
    ko: '2015년 5월 3일에 확정된 투자 건입니다. 새 투자 건을 등록하십시오',
    en: 'the deal was confirmed on 3 May 2015; open a new one',
  }));
test('negotiate: refuses a dropped deal', () => given(opened, dropped).when(negotiate(400)).refuses('deal.dropped'));
test('negotiate: refuses to start without an amount', () =>
  given(opened).when(negotiate(0)).refuses('deal.amount_missing'));
test('negotiate: refuses an unknown deal', () => given().when(negotiate(400)).refuses('deal.not_found'));

test('confirm: records the amount and the day', () => given(opened, negotiated).when(confirm(450)).then(confirmed));
test('confirm: refuses a deal that was not negotiated', () =>
  given(opened).when(confirm(450)).refuses('deal.not_negotiating'));
test('confirm: refuses to confirm without an amount', () =>
  given(opened, negotiated).when(confirm(0)).refuses('deal.amount_missing'));
test('confirm: does nothing if repeated', () => given(opened, negotiated, confirmed).when(confirm(450)).nothing());
test('confirm: refuses another amount or another day afterwards', () => {
  given(opened, negotiated, confirmed).when(confirm(451)).refuses('deal.confirmed');
  given(opened, negotiated, confirmed)
    .when(confirm(450, day(4)))
    .refuses('deal.confirmed');
});
test('confirm: refuses a dropped deal', () =>
  given(opened, negotiated, dropped).when(confirm(450)).refuses('deal.dropped'));

test('drop: ends an open deal at any stage', () => {
  given(opened).when(drop('terms')).then(dropped);
  given(opened, negotiated).when(drop('terms')).then(dropped);
});
test('drop: refuses a confirmed deal', () =>
  given(opened, negotiated, confirmed).when(drop('terms')).refuses('deal.confirmed'));
test('drop: does nothing if repeated', () => given(opened, dropped).when(drop('terms')).nothing());
test('drop: refuses another reason afterwards', () =>
  given(opened, dropped).when(drop('other')).refuses('deal.dropped'));

test('each step keeps its values and those of the steps before', () => {
  given(opened)
    .when(negotiate(400))
    .leaves({ ...deal, stage: 'NEGOTIATING', amountKrw: 400, negotiatingAt: at(2) });
  given(opened, negotiated)
    .when(confirm(450))
    .leaves({ ...deal, stage: 'CONFIRMED', amountKrw: 450, negotiatingAt: at(2), confirmedOn: day(3) });
  given(opened, negotiated)
    .when(drop('terms'))
    .leaves({
      ...deal,
      stage: 'DROPPED',
      amountKrw: 400,
      negotiatingAt: at(2),
      droppedAt: at(4),
      dropReason: 'terms',
    });
});
test('an amount of one won is valid', () => {
  given(opened).when(negotiate(1)).leaves({ amountKrw: 1 });
  given(opened).when(negotiate(-1)).refuses('deal.amount_missing');
});
test('an unknown deal can be neither confirmed nor dropped', () => {
  given().when(confirm(450)).refuses('deal.not_found');
  given().when(drop('terms')).refuses('deal.not_found');
});
test('a deal is open until it is confirmed or dropped', () => {
  const states = [[opened], [opened, negotiated], [opened, negotiated, confirmed], [opened, dropped]];
  const standing = states.map((events) => isStanding(events.reduce<Deal | null>(evolve, null) ?? deal));
  expect(standing).toEqual([true, true, false, false]);
});
test('an event without a deal leaves none', () => expect(evolve(null, negotiated)).toBeNull());

const ORDER = ['INTEREST', 'NEGOTIATING', 'CONFIRMED', 'DROPPED'];

test('in any order of commands, a deal only moves forward, and is confirmed only with an amount', () => {
  const commands = fc.oneof(
    fc.nat(3).map(negotiate),
    fc.record({ sum: fc.nat(3), on: fc.integer({ min: 1, max: 3 }) }).map(({ sum, on }) => confirm(sum, day(on))),
    fc.constantFrom('terms', 'other').map(drop),
  );
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 12 }), (asked) => {
      let state: Deal | null = deal;
      for (const command of asked) {
        const before: Deal | null = state;
        for (const event of accepted(command, before)) state = evolve(state, event);
        const [from, to] = [before, state].map((one) => ORDER.indexOf(one?.stage ?? ''));
        expect(to).toBeGreaterThanOrEqual(from ?? 0);
        if ((from ?? 0) >= 2) expect(state).toEqual(before);
        if (state?.stage === 'CONFIRMED') {
          expect(before?.stage).not.toBe('INTEREST');
          expect(state.amountKrw).toBeGreaterThan(0);
        }
      }
    }),
  );
});

function accepted(command: (state: Deal | null) => DealEvent[], state: Deal | null): DealEvent[] {
  try {
    return command(state);
  } catch (error) {
    if (error instanceof Rejection) return [];
    throw error;
  }
}
