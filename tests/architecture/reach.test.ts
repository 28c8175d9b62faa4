import { expect, test } from '@jest/globals';
import { grantFindings } from './reach.ts';
import { shown, sourceOf, sources } from './source.ts';

test('no handler reads grants: it narrows by the reach of its call', () => {
  expect(shown(sources().flatMap(grantFindings))).toEqual([]);
});

const RPC = 'services/outcome-ledger/src/outcome/rpc.ts';

test.each([
  ['a helper of identity', "import { affiliationsOf } from '@naru/kit/identity';"],
  ['the grants', "const isAdmin = call.caller.grants.some(({ role }) => role === 'network_admin');"],
  ['the grants taken apart', 'const f = ({ grants }) => grants.length;'],
  ['the claims', 'const own = call.claims;'],
  ['affiliations', 'const own = call.affiliations;'],
])('planted: %s', (_, text) => {
  expect(grantFindings(sourceOf(RPC, text)).length).toBeGreaterThan(0);
});

test("every refusal by a caller's affiliations is listed", () => {
  const ballot = 'services/program-scheduler/src/jury/ballot/rpc.ts';
  expect(grantFindings(sourceOf(ballot, 'const own = call.affiliations;'))).toEqual([]);
  expect(
    grantFindings(sourceOf(RPC, "import type { Grant } from '@naru/kit/identity'; const x = call.reach;")),
  ).toEqual([]);
});

test('one answer shows the claims', () => {
  const identity = 'services/startup-registry/src/identity/message.ts';
  expect(grantFindings(sourceOf(identity, 'const own = call.claims;'))).toEqual([]);
});
