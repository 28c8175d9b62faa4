import { expect, test } from '@jest/globals';
import { Mandate } from '@naru/contracts/investor/v1/investor';
import { Rejection } from '@naru/kit/rejection';
import { requireMandate } from './mandate.ts';

function faultsOf(mandate: Parameters<typeof Mandate.fromPartial>[0] | undefined) {
  try {
    requireMandate('mandate', mandate && Mandate.fromPartial(mandate));
    return [];
  } catch (error) {
    if (error instanceof Rejection) return error.faults.map(({ path, rule }) => [path, rule]);
    throw error;
  }
}

test('accepts a mandate without wishes, and one with many', () => {
  expect(faultsOf({})).toEqual([]);
  expect(
    faultsOf({
      sectors: ['IOT'],
      excludedSectors: ['GAME'],
      ticketMinKrw: 5,
      ticketMaxKrw: 5,
      needs: { ko: '', en: 'sensors' },
    }),
  ).toEqual([]);
});

test('one bound alone is enough', () => {
  expect(faultsOf({ ticketMinKrw: 5 })).toEqual([]);
  expect(faultsOf({ ticketMaxKrw: 5 })).toEqual([]);
});

test('refuses a missing mandate', () => expect(faultsOf(undefined)).toEqual([['mandate', 'required']]));

test('reports all faults together', () => {
  expect(
    faultsOf({
      ticketMinKrw: 6,
      ticketMaxKrw: 5,
      sectors: ['IOT', 'AI'],
      excludedSectors: ['AI'],
      needs: { ko: ' ', en: '' },
    }),
  ).toEqual([
    ['mandate.ticketMaxKrw', 'mandate.ticket_range'],
    ['mandate.excludedSectors', 'mandate.sectors_disjoint'],
    ['mandate.needs', 'text.given'],
  ]);
});

test('names the fault in both languages, and how to correct it', () => {
  const mandate = {
    ticketMinKrw: 150_000_000,
    ticketMaxKrw: 5,
    sectors: ['IOT' as const],
    excludedSectors: ['IOT' as const],
  };
  expect(() => requireMandate('mandate', Mandate.fromPartial(mandate))).toThrow(
    expect.objectContaining({
      faults: [
        expect.objectContaining({
          said: {
            ko: '최소 투자 금액(ticketMinKrw)인 1억 5천만원 이상이어야 합니다',
            en: 'must be at least ticketMinKrw, which is KRW 150m',
          },
        }),
        expect.objectContaining({
          said: {
            ko: '찾는 분야(sectors)와 제외한 분야(excludedSectors)는 겹칠 수 없습니다. 다음 분야를 한쪽에서 빼십시오: IOT',
            en: 'sectors and excludedSectors must not overlap; take these out of one of the two lists: IOT',
          },
        }),
      ],
    }),
  );
});
