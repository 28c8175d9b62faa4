import { expect, test } from '@jest/globals';
import { type Deal, evolve, isStanding } from './deal.ts';
import { openDeal, startNegotiation } from './decide.ts';
import {
  agreed,
  at,
  cancel,
  confirm,
  correct,
  day,
  deal,
  drop,
  dropped,
  given,
  half,
  negotiate,
  negotiated,
  opened,
  voided,
} from './fixture/story.ts';

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
  given(opened, negotiated, ...agreed)
    .when(negotiate(450))
    .refuses('deal.confirmed', {
      ko: '2015년 5월 3일에 확정된 투자 건이라 바꿀 수 없습니다. 금액이나 날짜가 틀렸으면 센터에 정정을, 실제로 없었던 투자라면 무효 처리를 요청하고, 다른 투자라면 새 투자 건을 등록하십시오',
      en: 'the deal was confirmed on 3 May 2015 and can no longer change; if its sum or day is wrong, ask the centre to correct it, or to void it if the investment was never made; for another investment open a new one',
    }));
test('negotiate: another sum takes the place of what a side has confirmed', () =>
  given(opened, negotiated, half).when(negotiate(500)).leaves({ amountKrw: 500, confirmations: [] }));
test('negotiate: refuses a voided deal', () =>
  given(opened, voided)
    .when(negotiate(400))
    .refuses('deal.voided', { en: 'the deal is void and can no longer change; open a new one if you need it' }));
test('negotiate: refuses a dropped deal', () => given(opened, dropped).when(negotiate(400)).refuses('deal.dropped'));
test('negotiate: refuses to start without an amount', () =>
  given(opened).when(negotiate(0)).refuses('deal.amount_missing'));
test('negotiate: refuses an unknown deal', () => given().when(negotiate(400)).refuses('deal.not_found'));

test('drop: ends an open deal at any stage', () => {
  given(opened).when(drop('terms')).then(dropped);
  given(opened, negotiated).when(drop('terms')).then(dropped);
});
test('drop: refuses a confirmed deal', () =>
  given(opened, negotiated, ...agreed)
    .when(drop('terms'))
    .refuses('deal.confirmed'));
test('drop: does nothing if repeated', () => given(opened, dropped).when(drop('terms')).nothing());
test('drop: refuses another reason afterwards', () =>
  given(opened, dropped).when(drop('other')).refuses('deal.dropped'));

test('each step keeps its values and those of the steps before', () => {
  given(opened)
    .when(negotiate(400))
    .leaves({ ...deal, stage: 'NEGOTIATING', amountKrw: 400, negotiatingAt: at(2) });
  given(opened, negotiated, half)
    .when(confirm('VENTURE'))
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
test('an unknown deal can be neither confirmed, corrected, voided nor dropped', () => {
  given().when(confirm('INVESTOR')).refuses('deal.not_found');
  given()
    .when(correct({ amountKrw: 1 }))
    .refuses('deal.not_found');
  given().when(cancel()).refuses('deal.not_found');
  given().when(drop('terms')).refuses('deal.not_found');
});
test('a deal is open until it is confirmed, dropped or voided', () => {
  const states = [
    ...[[opened], [opened, negotiated, half], [opened, negotiated, ...agreed]],
    ...[
      [opened, dropped],
      [opened, voided],
    ],
  ];
  const standing = states.map((events) => isStanding(events.reduce<Deal | null>(evolve, null) ?? deal));
  expect(standing).toEqual([true, true, false, false, false]);
});
test('an event without a deal leaves none', () => expect(evolve(null, negotiated)).toBeNull());
