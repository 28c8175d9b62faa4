import { expect, test } from '@jest/globals';
import { party } from './fixture/ground.ts';
import { type Pair, wishesOf } from './wishes.ts';

const pair = (ventureId: string, investorId: string): Pair => ({
  ...{ introductionId: `int_${ventureId}_${investorId}`, ventureId, investorId, centreId: 'KR-27' },
});
const pairs = [pair('ven_1', 'inv_1'), pair('ven_1', 'inv_2'), pair('ven_2', 'inv_1')];
const asked = (parties: string[], gone: string[] = []) =>
  wishesOf({
    timetableId: 'tmt_1',
    ...{ parties: parties.map((id) => party(id)), pairs, hidden: async () => new Set(gone) },
  });

test('where no participant is named, all parties of accepted introductions take part', async () => {
  const { parties, meetings } = await asked([]);
  expect(parties.map(({ partyId }) => partyId)).toEqual(['inv_1', 'inv_2', 'ven_1', 'ven_2']);
  expect(meetings).toHaveLength(3);
});

test('only accepted introductions between participants become meetings, each with one id for ever', async () => {
  const [first, second] = [await asked(['ven_1', 'inv_1', 'inv_9']), await asked(['ven_1', 'inv_1'])];
  expect(first.meetings.map(({ introductionId }) => introductionId)).toEqual(['int_ven_1_inv_1']);
  expect(first.meetings).toEqual(second.meetings);
  expect(first.parties).toHaveLength(3);
});

test('a hidden venture takes no part', async () => {
  const { parties, meetings } = await asked([], ['ven_1']);
  expect(meetings.map(({ firstPartyId }) => firstPartyId)).toEqual(['ven_2']);
  expect(parties.map(({ partyId }) => partyId)).toEqual(['inv_1', 'ven_2']);
});
