import { expect, test } from '@jest/globals';
import { methods } from '@naru/contracts';
import { checkAccess, type Ownership } from './access.ts';
import type { Grant } from './identity.ts';

const ruleOf = (name: string) => {
  const found = methods.find((method) => method.name === name);
  if (!found) throw new Error(`no method ${name}`);
  return found.access;
};

/** What a caller with one grant gets of a method on an object that somebody owns. */
async function outcome(method: string, grant: Grant, object: Ownership | null, kind: string): Promise<string> {
  const caller = { subject: 'me', grants: [grant], expiresAt: new Date(), token: '' };
  const objects = { [kind]: () => object };
  return checkAccess({ rule: ruleOf(method), caller, request: { id: 'x' }, objects }).then(
    () => 'allowed',
    (error: { kind: string }) => error.kind,
  );
}

const draft: Ownership = { centre: 'KR-27', orgs: ['ven_1'], open: false };
const shared: Ownership = { ...draft, open: true };
const officer = (centre: string): Grant => ({ role: 'centre_officer', centre });

test('an officer changes what is of the own centre; a draft of another does not exist, a shared one is not theirs', async () => {
  expect(await outcome('PublishVenture', officer('KR-27'), draft, 'venture')).toBe('allowed');
  expect(await outcome('PublishVenture', officer('KR-41'), draft, 'venture')).toBe('not_found');
  expect(await outcome('PublishVenture', officer('KR-41'), shared, 'venture')).toBe('forbidden');
});

test('a role that the rule does not name is refused before anything is looked up', async () => {
  expect(await outcome('PublishVenture', { role: 'investor_member', org: 'inv_1' }, null, 'venture')).toBe('forbidden');
});

test('everybody sees what is shared, nobody what is not, but its own people', async () => {
  const investor: Grant = { role: 'investor_member', org: 'inv_1' };
  expect(await outcome('GetVenture', investor, shared, 'venture')).toBe('allowed');
  expect(await outcome('GetVenture', investor, draft, 'venture')).toBe('not_found');
  expect(await outcome('GetVenture', { role: 'venture_member', org: 'ven_1' }, draft, 'venture')).toBe('allowed');
});

test('parties see their deal, the secretariat every one, others none', async () => {
  const deal: Ownership = { parties: ['KR-27', 'ven_1', 'inv_1'] };
  expect(await outcome('GetDeal', officer('KR-27'), deal, 'deal')).toBe('allowed');
  expect(await outcome('GetDeal', { role: 'investor_member', org: 'inv_1' }, deal, 'deal')).toBe('allowed');
  expect(await outcome('GetDeal', { role: 'network_admin' }, deal, 'deal')).toBe('allowed');
  expect(await outcome('GetDeal', { role: 'investor_member', org: 'inv_2' }, deal, 'deal')).toBe('not_found');
  expect(await outcome('GetDeal', { role: 'judge' }, deal, 'deal')).toBe('forbidden');
});

test("what is nobody's is not found, even for the secretariat", async () => {
  expect(await outcome('GetDeal', { role: 'network_admin' }, null, 'deal')).toBe('not_found');
});

test('an object looked at in another way is refused by its own name', async () => {
  const caller = { subject: 'me', grants: [officer('KR-41')], expiresAt: new Date(), token: '' };
  const rule = { ...ruleOf('GetVisit'), objectKind: 'visit.owed' };
  const objects = { 'visit.owed': () => ({ parties: ['KR-27'] }) };
  await expect(checkAccess({ rule, caller, request: { id: 'vis_1' }, objects })).rejects.toMatchObject({
    code: 'visit.not_found',
    message: expect.stringContaining('no visit vis_1'),
  });
});
