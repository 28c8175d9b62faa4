/** Ids in requests: each names something that is looked up, or has its reason not to be. */
import { expect, test } from '@jest/globals';
import { type ContractMethod, methods } from '@naru/contracts';
import { lookupFindings, NOT_LOOKED_UP } from './lookups.ts';
import { shown } from './source.ts';

const named = (name: string) => methods.find((method) => method.name === name) as ContractMethod;

test('every id in a request is looked up, or has a reason not to be', () => {
  expect(shown(lookupFindings(methods))).toEqual([]);
});

test('planted faults: an id without a lookup, one that nothing refuses any more, and an unneeded exception', () => {
  const { 'naru.investor.v1.DealOrigin.id': _, ...others } = NOT_LOOKED_UP;
  expect(shown(lookupFindings(methods, others))).toEqual([
    expect.stringContaining('DealOrigin.id in OpenDeal may name nothing'),
  ]);
  const silent = { ...named('OpenRound'), refuses: [] };
  expect(shown(lookupFindings([silent], {})).join()).toContain(
    'OpenRoundRequest.event_id in OpenRound may name nothing',
  );
  // Any id may claim to be a centre there: the access rule does not find one.
  expect(shown(lookupFindings([named('RegisterMentor')], {}, () => false)).join()).toContain(
    'centre_id in RegisterMentor may name nothing',
  );
  expect(shown(lookupFindings(methods, { ...NOT_LOOKED_UP, 'naru.x.v1.Y.id': 'planted' }))).toEqual([
    expect.stringContaining('naru.x.v1.Y.id needs no exception'),
  ]);
});
