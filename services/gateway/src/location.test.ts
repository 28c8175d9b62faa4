import { expect, test } from '@jest/globals';
import { methods } from '@naru/contracts';
import { locationsOf } from './location.ts';
import { compilePlan } from './plan.ts';

const plans = methods.map(compilePlan).filter((plan) => plan !== null);
const locationOf = locationsOf(plans);
const addressFor = (path: string, reply: Record<string, string>): string | undefined => {
  const plan = plans.find(({ method, httpMethod }) => httpMethod === 'POST' && method.http?.path === path);
  if (!plan) throw new Error(`no POST ${path}`);
  return locationOf(plan)(reply, 'matching');
};

test.each([
  ['/v1/ventures', '/v1/ventures/a%2Fb'],
  ['/v1/visits:record', '/v1/visits/a%2Fb'],
  ['/v1/events/{event_id}/timetable', '/v1/timetables/a%2Fb'],
  ['/v1/matches:run', '/v1/services/matching/operations/a%2Fb'],
])('POST %s creates an object at %s', (path, address) => {
  expect(addressFor(path, { id: 'a/b' })).toBe(address);
});

test('a reply without an id has no address', () => {
  expect(addressFor('/v1/ventures', { id: '' })).toBeUndefined();
});

test('every creation and operation has an address', () => {
  const reply = { id: 'x', roundId: 'x' };
  const made = plans.filter(({ method }) => method.kind === 'create' || method.kind === 'operation');
  const nowhere = made.filter((plan) => locationOf(plan)(reply, 'program') === undefined);
  expect(nowhere.map(({ method }) => method.name)).toEqual([]);
});
