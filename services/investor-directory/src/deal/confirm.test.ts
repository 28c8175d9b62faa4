/** Both sides confirm; figures are corrected; what never was is voided. */
import { expect, test } from '@jest/globals';
import { Rejection } from '@naru/kit/rejection';
import fc from 'fast-check';
import { type Deal, type DealEvent, evolve, type Side } from './deal.ts';
import { unlessApart } from './decide.ts';
import {
  agreed,
  at,
  byCentre,
  cancel,
  confirm,
  confirmed,
  correct,
  day,
  deal,
  drop,
  dropped,
  given,
  half,
  halfOf,
  negotiate,
  negotiated,
  opened,
  voided,
  word,
} from './fixture/story.ts';
import { refuse } from './texts.ts';

test('confirm: one side alone leaves the deal under negotiation, with its sum', () => {
  given(opened, negotiated).when(confirm('INVESTOR')).then(half);
  given(opened, negotiated)
    .when(confirm('INVESTOR'))
    .leaves({ stage: 'NEGOTIATING', amountKrw: 400, confirmedOn: undefined, confirmations: [word('INVESTOR')] });
});
test('confirm: both sides make it count, in either order', () => {
  given(opened, negotiated, half).when(confirm('VENTURE')).then(confirmed);
  given(opened, negotiated, halfOf(word('VENTURE')))
    .when(confirm('INVESTOR'))
    .leaves({ stage: 'CONFIRMED', amountKrw: 450, confirmedOn: day(3) });
});
test('confirm: refuses another sum than that of the other side, with both values', () =>
  given(opened, negotiated, half)
    .when(confirm('VENTURE', { amountKrw: 451 }))
    .refuses('deal.sum_differs', {
      ko: 'amountKrw: 투자자가 확정한 금액은 450원인데 451원을 적었습니다. 같은 금액이어야 합니다. 금액이 바뀌었으면 새 금액으로 다시 협상을 시작하십시오',
      en: 'amountKrw: the investor has confirmed KRW 450, and you give KRW 451; both must be the same. If the sum has changed, start the negotiation of the new sum',
    }));
test('confirm: refuses another day than that of the other side, with both days', () =>
  given(opened, negotiated, half)
    .when(confirm('VENTURE', { confirmedOn: day(4) }))
    .refuses('deal.day_differs', {
      ko: 'confirmedOn: 투자자가 확정한 날짜는 2015년 5월 3일인데 2015년 5월 4일을 적었습니다. 같은 날짜여야 합니다. 그 날짜를 적거나, 그 날짜가 틀렸으면 상대방에게 올바른 날짜로 다시 확정해 달라고 요청하십시오',
      en: 'confirmedOn: the investor has confirmed 3 May 2015, and you give 4 May 2015; both must be the same day. Give that day, or, if it is wrong, ask the investor to confirm again with the right one',
    }));
test('confirm: a side that mistyped confirms again, until the other side has confirmed', () => {
  const again = word('INVESTOR', 460);
  given(opened, negotiated, half)
    .when(confirm('INVESTOR', { amountKrw: 460 }))
    .then({ type: 'DealSideConfirmed', confirmation: again });
  given(opened, negotiated, half)
    .when(confirm('INVESTOR', { amountKrw: 460 }))
    .leaves({ stage: 'NEGOTIATING', confirmations: [again] });
});
test('confirm: a centre confirms for a side, but not over its own word', () => {
  given(opened, negotiated, half)
    .when(confirm('VENTURE', byCentre))
    .leaves({ stage: 'CONFIRMED', confirmations: [word('INVESTOR'), { ...word('VENTURE'), ...byCentre }] });
  given(opened, negotiated, half)
    .when(confirm('INVESTOR', { ...byCentre, amountKrw: 500 }))
    .refuses('deal.said_by_side', {
      ko: '투자자가 이미 직접 확정했습니다(450원, 2015년 5월 3일). 값이 틀렸으면 그쪽이 다시 확정해야 합니다',
    });
  given(opened, negotiated, halfOf({ ...word('INVESTOR'), ...byCentre }))
    .when(confirm('INVESTOR', { amountKrw: 500 }))
    .leaves({ confirmations: [word('INVESTOR', 500)] });
});
test('confirm: refuses a deal that was not negotiated', () =>
  given(opened).when(confirm('INVESTOR')).refuses('deal.not_negotiating'));
test('confirm: refuses to confirm without an amount', () =>
  given(opened, negotiated)
    .when(confirm('INVESTOR', { amountKrw: 0 }))
    .refuses('deal.amount_missing'));
test('confirm: does nothing if repeated, by either side, before and after', () => {
  given(opened, negotiated, half).when(confirm('INVESTOR')).nothing();
  for (const side of ['INVESTOR', 'VENTURE'] as const)
    given(opened, negotiated, ...agreed)
      .when(confirm(side))
      .nothing();
});
test('confirm: a repeat of what was confirmed is no error after a correction', () => {
  const corrected = correct({ amountKrw: 460 })([opened, negotiated, ...agreed].reduce<Deal | null>(evolve, null));
  given(opened, negotiated, ...agreed, ...corrected)
    .when(confirm('INVESTOR'))
    .nothing();
});
test('confirm: refuses another amount or another day afterwards', () => {
  for (const change of [{ amountKrw: 451 }, { confirmedOn: day(4) }])
    given(opened, negotiated, ...agreed)
      .when(confirm('INVESTOR', change))
      .refuses('deal.confirmed');
});
test('confirm: a deal that was confirmed before each side confirmed keeps its figures', () => {
  const old: DealEvent = {
    type: 'DealOpened',
    deal: { ...deal, stage: 'CONFIRMED', amountKrw: 9, confirmedOn: day(3) },
  };
  given(old)
    .when(confirm('VENTURE', { amountKrw: 9 }))
    .nothing();
  given(old).when(confirm('VENTURE')).refuses('deal.confirmed');
});
test('confirm: refuses a dropped and a voided deal', () => {
  given(opened, negotiated, dropped).when(confirm('INVESTOR')).refuses('deal.dropped');
  given(opened, negotiated, half, voided).when(confirm('INVESTOR')).refuses('deal.voided');
});
test('a limit between the two binds each step, and no repeat', () => {
  const apart = refuse('stands');
  expect(() => unlessApart([opened], apart)).toThrow(apart);
  expect(unlessApart([], apart)).toEqual([]);
  expect(unlessApart([opened], undefined)).toEqual([opened]);
});

test('correct: changes the sum or the day, never the stage, and keeps the earlier ones with the reason', () => {
  const correcting = given(opened, negotiated, ...agreed);
  const earlier = [{ amountKrw: 450, confirmedOn: day(3), reason: 'typed wrong', replacedAt: at(6) }];
  correcting
    .when(correct({ amountKrw: 460 }))
    .leaves({ stage: 'CONFIRMED', amountKrw: 460, confirmedOn: day(3), earlier });
  correcting
    .when(correct({ confirmedOn: day(4) }))
    .leaves({ stage: 'CONFIRMED', amountKrw: 450, confirmedOn: day(4), earlier });
});
test('correct: does nothing where the figures are right already', () =>
  given(opened, negotiated, ...agreed)
    .when(correct({ amountKrw: 450, confirmedOn: day(3) }))
    .nothing());
test('correct: refuses a deal that is not confirmed, was dropped, or is void', () => {
  given(opened, negotiated, half)
    .when(correct({ amountKrw: 1 }))
    .refuses('deal.not_confirmed');
  given(opened, dropped)
    .when(correct({ amountKrw: 1 }))
    .refuses('deal.dropped');
  given(opened, negotiated, ...agreed, voided)
    .when(correct({ amountKrw: 1 }))
    .refuses('deal.voided');
});
test('correct: refuses after a hundred corrections', () => {
  const many = Array.from({ length: 100 }, (_, n): DealEvent => {
    const earlier = { amountKrw: n + 1, confirmedOn: day(3), reason: 'again', replacedAt: at(6) };
    return { type: 'DealCorrected', figures: { amountKrw: n + 2, confirmedOn: day(3) }, earlier };
  });
  given(opened, negotiated, ...agreed, ...many)
    .when(correct({ amountKrw: 1 }))
    .refuses('deal.corrected_often');
  given(opened, negotiated, ...agreed, ...many.slice(1))
    .when(correct({ amountKrw: 1 }))
    .leaves({ amountKrw: 1 });
});

test('void: takes the figures out at any stage, and keeps them readable', () => {
  given(opened, negotiated, ...agreed)
    .when(cancel())
    .leaves({
      ...{ stage: 'VOIDED', amountKrw: 0, confirmedOn: undefined, voidedAt: at(5), voidReason: 'mistaken' },
      earlier: [{ amountKrw: 450, confirmedOn: day(3), reason: 'mistaken', replacedAt: at(5) }],
    });
  for (const past of [[opened], [opened, negotiated], [opened, dropped]])
    given(...past)
      .when(cancel())
      .leaves({ stage: 'VOIDED' });
});
test('void: does nothing if repeated, and refuses another reason afterwards', () => {
  given(opened, voided).when(cancel()).nothing();
  given(opened, voided).when(cancel('other')).refuses('deal.voided');
});
test('nothing brings a voided deal back', () => {
  given(opened, voided).when(drop('terms')).refuses('deal.voided');
});

const ORDER = ['INTEREST', 'NEGOTIATING', 'CONFIRMED', 'DROPPED', 'VOIDED'];
const sides = fc.constantFrom<Side>('VENTURE', 'INVESTOR');
const sum = fc.nat(3);
const on = fc.integer({ min: 1, max: 2 }).map(day);
const by = fc.constantFrom({}, byCentre);
const commands = fc.oneof(
  sum.map(negotiate),
  fc
    .tuple(sides, sum, on, by)
    .map(([side, amountKrw, confirmedOn, who]) => confirm(side, { amountKrw, confirmedOn, ...who })),
  fc.tuple(fc.integer({ min: 1, max: 3 }), on).map(([amountKrw, confirmedOn]) => correct({ amountKrw, confirmedOn })),
  fc.constantFrom('terms', 'other').map(drop),
  fc.constantFrom('mistaken', 'other').map(cancel),
);

/** One command, accepted or refused, with what is true of each. */
function step(before: Deal, command: (state: Deal | null) => DealEvent[]): Deal {
  const events = accepted(command, before);
  const after = events.reduce<Deal | null>(evolve, before) ?? before;
  const [from, to] = [before, after].map(({ stage }) => ORDER.indexOf(stage)) as [number, number];
  expect(to).toBeGreaterThanOrEqual(from);
  const types = events.map(({ type }) => type);
  // After its confirmation only a correction or a void changes a deal, and a correction keeps the stage.
  if (from >= 2) expect(['', 'DealCorrected', 'DealVoided']).toContain(types.join());
  if (types.includes('DealCorrected')) expect(after.stage).toBe('CONFIRMED');
  if (after.stage === 'CONFIRMED' && before.stage !== 'CONFIRMED') expect(before.stage).toBe('NEGOTIATING');
  return after;
}

test('in any order of commands: only forward, and what counts was confirmed by both sides with one sum and one day', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 14 }), (asked) => {
      const { stage, amountKrw, confirmedOn, confirmations = [], earlier = [] } = asked.reduce(step, deal);
      const first = earlier[0] ?? { amountKrw, confirmedOn };
      if (stage === 'CONFIRMED') {
        expect(amountKrw).toBeGreaterThan(0);
        expect(confirmations.map(({ side }) => side).sort()).toEqual(['INVESTOR', 'VENTURE']);
        // The sum and the day that both have said are those of the deal, or the first of the earlier ones.
        for (const said of confirmations)
          expect([said.amountKrw, said.confirmedOn]).toEqual([first.amountKrw, first.confirmedOn]);
      }
      if (stage === 'VOIDED') expect([amountKrw, confirmedOn]).toEqual([0, undefined]);
      if (stage === 'NEGOTIATING') expect(confirmations.length).toBeLessThan(2);
    }),
    { numRuns: 1_000 },
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

test('who were introduced agreed on no deal before that day; a deal that is recorded later may be older', () => {
  const introduced = { ...opened, deal: { ...deal, introducedAt: at(4) } } as DealEvent;
  given(introduced, negotiated)
    .when(confirm('VENTURE', { confirmedOn: day(2) }))
    .refuses('deal.confirmed_early', {
      ko: 'confirmedOn: 소개된 날(2015년 5월 4일)이나 그 뒤의 날이어야 합니다',
      en: 'confirmedOn: must be the day of the introduction, 4 May 2015, or later',
    });
  const [first, second] = [word('INVESTOR', 450, day(5)), word('VENTURE', 450, day(5))];
  given(introduced, negotiated, halfOf(first))
    .when(confirm('VENTURE', { confirmedOn: day(5) }))
    .then({ type: 'DealConfirmed', confirmation: second });
  given(introduced, negotiated, halfOf(first), { type: 'DealConfirmed', confirmation: second })
    .when(correct({ confirmedOn: day(2) }))
    .refuses('deal.confirmed_early');
  given(opened, negotiated)
    .when(confirm('VENTURE', { confirmedOn: { year: 1999, month: 1, day: 1 } }))
    .leaves({ stage: 'NEGOTIATING' });
});
