import { expect, test } from '@jest/globals';
import { Deal } from '@naru/contracts/investor/v1/deal';
import { DealConfirmed, DealSnapshot, ProfileVerified } from '@naru/contracts/investor/v1/events';
import { Investor } from '@naru/contracts/investor/v1/investor';
import { Meeting } from '@naru/contracts/program/v1/timetable';
import { MeetingScheduled } from '@naru/contracts/program/v1/timetable_events';
import { CentreOpened, VentureRegistered } from '@naru/contracts/registry/v1/events';
import { type Codec, outgoing } from '@naru/kit/outbox';
import { type Finders, matchesType, mayBeTold } from './audience.ts';
import { concernOf } from './concern.ts';

const NOBODY: Finders = {
  centreOf: async () => '',
  judge: async (id) => `person of ${id}`,
  mentor: async (id) => `person of ${id}`,
  owner: async () => '',
  teams: async () => [],
  residents: async () => [],
  judgesOf: async () => [],
  voters: async () => [],
  centres: async () => [],
  followers: async () => [],
};
const heard = (type: string, data: Uint8Array, causedBy = 'kim') => ({
  ...{ type, data, causedBy, aggregate: 'agg_1', context: type.split('.')[1] ?? '' },
});

async function concern<M>(codec: Codec<M>, message: M) {
  const { event, data } = outgoing(codec, message);
  const found = await concernOf(heard(event.type, data), NOBODY);
  if (!found) throw new Error('not in the catalogue');
  return found;
}

const deal = Deal.fromPartial({
  id: 'deal_1',
  ventureId: 'ven_1',
  centreId: 'KR-27',
  investorId: 'inv_1',
  origin: { id: 'int_1' },
});
const told = (ids: string[], of: Awaited<ReturnType<typeof concern>>, seesAll = false) =>
  mayBeTold({ ids, seesAll }, of);

test('the parties of an event are the ventures, centres and investors that it names', async () => {
  expect([...(await concern(DealConfirmed, { deal })).parties].sort()).toEqual(['KR-27', 'inv_1', 'ven_1']);
  expect([...(await concern(ProfileVerified, { investor: Investor.fromPartial({ id: 'inv_9' }) })).parties]).toEqual([
    'inv_9',
  ]);
  expect(
    [...(await concern(VentureRegistered, { ventureId: 'ven_2', centreId: 'KR-41', state: 'DRAFT' })).parties].sort(),
  ).toEqual(['KR-41', 'ven_2']);
});

test('a meeting concerns the two who meet and the centre that follows one of them', async () => {
  const meeting = Meeting.fromPartial({ firstPartyId: 'ven_1', secondPartyId: 'inv_1', centreId: 'KR-27' });
  expect([...(await concern(MeetingScheduled, { meeting })).parties].sort()).toEqual(['KR-27', 'inv_1', 'ven_1']);
});

test('an event for parties reaches them and the secretariat, and nobody else', async () => {
  const confirmed = await concern(DealConfirmed, { deal });
  expect(told(['inv_1'], confirmed)).toBe(true);
  expect(told(['KR-27'], confirmed)).toBe(true);
  expect(told(['inv_2', 'KR-41'], confirmed)).toBe(false);
  expect(told([], confirmed, true)).toBe(true);
});

test('public events reach everybody, snapshots nobody', async () => {
  expect(told([], await concern(CentreOpened, { centre: undefined }))).toBe(true);
  expect(told(['inv_1'], await concern(DealSnapshot, { deal }), true)).toBe(false);
});

test('an unknown type from a newer service is ignored', async () => {
  expect(await concernOf(heard('naru.future.thing.happened.v1', new Uint8Array()), NOBODY)).toBeNull();
});

test('a pattern matches every type that begins with it', async () => {
  expect(matchesType('naru.investor.*', 'naru.investor.deal.confirmed.v1')).toBe(true);
  expect(matchesType('naru.investor.deal.confirmed.v1', 'naru.investor.deal.confirmed.v1')).toBe(true);
  expect(matchesType('naru.investor.deal', 'naru.investor.deal.confirmed.v1')).toBe(false);
});
