import { expect, test } from '@jest/globals';
import type { StageSum } from '../copies/deal/store.ts';
import { dealReport } from './report.ts';

const sum = (stage: string, count: number, amountKrw: number, day = 1): StageSum => ({
  stage,
  count,
  amountKrw: BigInt(amountKrw),
  newest: new Date(Date.UTC(2015, 4, day)),
});

test('the Venture Partners Day: confirmed and negotiating deals are separate, and the pipeline is their sum', () => {
  const report = dealReport([sum('CONFIRMED', 14, 2_250_000_000), sum('NEGOTIATING', 4, 3_000_000_000, 11)], '');
  expect(report).toEqual({
    confirmed: { count: 14, amountKrw: '2250000000', display: { ko: '22억 5천만원', en: 'KRW 2.25bn' } },
    negotiating: { count: 4, amountKrw: '3000000000', display: { ko: '30억원', en: 'KRW 3bn' } },
    pipeline: { count: 18, amountKrw: '5250000000', display: { ko: '52억 5천만원', en: 'KRW 5.25bn' } },
    averageConfirmedKrw: 160_714_286,
    source: 'naru.investor.deal events',
    scope: 'all deals of the network',
    asOf: new Date(Date.UTC(2015, 4, 11)),
  });
});

test('no sum contains interest or dropped deals', () => {
  const report = dealReport([sum('INTEREST', 3, 0), sum('DROPPED', 2, 500_000_000)], 'evt_1');
  expect(report).toMatchObject({
    confirmed: { count: 0, amountKrw: '0' },
    negotiating: { count: 0, amountKrw: '0' },
    pipeline: { count: 0, amountKrw: '0' },
    averageConfirmedKrw: 0,
    scope: 'deals of origin evt_1',
  });
});

test('without any event the sums are 0, without a time', () => {
  expect(dealReport([], '')).toMatchObject({ pipeline: { count: 0, amountKrw: '0' }, asOf: undefined });
});
