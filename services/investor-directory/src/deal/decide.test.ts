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

test('open: begins with interest, without a sum', () =>
  given()
    .when((d) => openDeal(d, deal))
    .leaves({ stage: 'INTEREST', amountKrw: 0 }));
test('open: stays quiet when asked twice', () =>
  given(opened, negotiated)
    .when((d) => openDeal(d, deal))
    .nothing());

test('negotiate: names a sum', () => given(opened).when(negotiate(400)).then(negotiated));
test('negotiate: the sum may change, the beginning does not', () =>
  given(opened, negotiated)
    .when((d) => startNegotiation(d, { amountKrw: 500, at: at(9) }))
    .leaves({ stage: 'NEGOTIATING', amountKrw: 500, negotiatingAt: at(2) }));
test('negotiate: stays quiet when asked twice', () => given(opened, negotiated).when(negotiate(400)).nothing());
test('negotiate: refuses to go back from a confirmation', () =>
  given(opened, negotiated, confirmed).when(negotiate(450)).refuses('deal.confirmed', {
    ko: '2015년 5월 3일에 확정된 투자 건입니다. 새 투자 건을 여십시오',
    en: 'the deal was confirmed on 3 May 2015; open a new one',
  }));
test('negotiate: refuses what was dropped', () => given(opened, dropped).when(negotiate(400)).refuses('deal.dropped'));
test('negotiate: refuses without a sum', () => given(opened).when(negotiate(0)).refuses('deal.amount_missing'));
test('negotiate: refuses what does not exist', () => given().when(negotiate(400)).refuses('deal.not_found'));

test('confirm: is recorded with its sum and its day', () =>
  given(opened, negotiated).when(confirm(450)).then(confirmed));
test('confirm: refuses to skip the negotiation', () =>
  given(opened).when(confirm(450)).refuses('deal.not_negotiating'));
test('confirm: refuses without a sum', () => given(opened, negotiated).when(confirm(0)).refuses('deal.amount_missing'));
test('confirm: stays quiet when asked twice', () => given(opened, negotiated, confirmed).when(confirm(450)).nothing());
test('confirm: refuses another sum or another day afterwards', () => {
  given(opened, negotiated, confirmed).when(confirm(451)).refuses('deal.confirmed');
  given(opened, negotiated, confirmed)
    .when(confirm(450, day(4)))
    .refuses('deal.confirmed');
});
test('confirm: refuses what was dropped', () =>
  given(opened, negotiated, dropped).when(confirm(450)).refuses('deal.dropped'));

test('drop: ends a deal of either open stage', () => {
  given(opened).when(drop('terms')).then(dropped);
  given(opened, negotiated).when(drop('terms')).then(dropped);
});
test('drop: refuses what was confirmed', () =>
  given(opened, negotiated, confirmed).when(drop('terms')).refuses('deal.confirmed'));
test('drop: stays quiet when asked twice', () => given(opened, dropped).when(drop('terms')).nothing());
test('drop: refuses another reason afterwards', () =>
  given(opened, dropped).when(drop('other')).refuses('deal.dropped'));

test('each step keeps what it is told, and what was before it', () => {
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
test('a sum of one won is a sum', () => {
  given(opened).when(negotiate(1)).leaves({ amountKrw: 1 });
  given(opened).when(negotiate(-1)).refuses('deal.amount_missing');
});
test('what does not exist is neither confirmed nor dropped', () => {
  given().when(confirm(450)).refuses('deal.not_found');
  given().when(drop('terms')).refuses('deal.not_found');
});
test('a deal stands until it is confirmed or dropped', () => {
  const states = [[opened], [opened, negotiated], [opened, negotiated, confirmed], [opened, dropped]];
  const standing = states.map((events) => isStanding(events.reduce<Deal | null>(evolve, null) ?? deal));
  expect(standing).toEqual([true, true, false, false]);
});
test('an event about nothing leaves nothing', () => expect(evolve(null, negotiated)).toBeNull());

const ORDER = ['INTEREST', 'NEGOTIATING', 'CONFIRMED', 'DROPPED'];

test('whatever is asked in whatever order, a deal only moves forward, and is confirmed only with a sum', () => {
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
