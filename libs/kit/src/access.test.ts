import { expect, test } from '@jest/globals';
import { methods } from '@naru/contracts';
import { checkAccess, type Ownership } from './access.ts';
import type { Grant } from './identity.ts';
import { NO_REACH } from './reach.ts';

const ruleOf = (name: string) => {
  const found = methods.find((method) => method.name === name);
  if (!found) throw new Error(`no method ${name}`);
  return found.access;
};

/** The reach that a caller with one grant has for a method, on an object that has an owner. */
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

test('an officer changes objects of their own centre; a draft of another centre is not found, a shared one is forbidden', async () => {
  expect(await outcome('PublishVenture', officer('KR-27'), draft, 'venture')).toBe('allowed');
  expect(await outcome('PublishVenture', officer('KR-41'), draft, 'venture')).toBe('not_found');
  expect(await outcome('PublishVenture', officer('KR-41'), shared, 'venture')).toBe('forbidden');
});

test('a role that the rule does not name is refused before any object is looked up', async () => {
  expect(await outcome('PublishVenture', { role: 'investor_member', org: 'inv_1' }, null, 'venture')).toBe('forbidden');
});

test('everybody sees a shared object; only its own people see one that is not shared', async () => {
  const investor: Grant = { role: 'investor_member', org: 'inv_1' };
  expect(await outcome('GetVenture', investor, shared, 'venture')).toBe('allowed');
  expect(await outcome('GetVenture', investor, draft, 'venture')).toBe('not_found');
  expect(await outcome('GetVenture', { role: 'venture_member', org: 'ven_1' }, draft, 'venture')).toBe('allowed');
});

test('parties see their deal, the secretariat sees every deal, others see none', async () => {
  const deal: Ownership = { parties: ['KR-27', 'ven_1', 'inv_1'] };
  expect(await outcome('GetDeal', officer('KR-27'), deal, 'deal')).toBe('allowed');
  expect(await outcome('GetDeal', { role: 'investor_member', org: 'inv_1' }, deal, 'deal')).toBe('allowed');
  expect(await outcome('GetDeal', { role: 'network_admin' }, deal, 'deal')).toBe('allowed');
  expect(await outcome('GetDeal', { role: 'investor_member', org: 'inv_2' }, deal, 'deal')).toBe('not_found');
  expect(await outcome('GetDeal', { role: 'judge' }, deal, 'deal')).toBe('forbidden');
});

test('an object that does not exist is not found, even by the secretariat', async () => {
  expect(await outcome('GetDeal', { role: 'network_admin' }, null, 'deal')).toBe('not_found');
});

test('an object whose owner is looked up in another way is refused under the name of its noun', async () => {
  const caller = { subject: 'me', grants: [officer('KR-41')], expiresAt: new Date(), token: '' };
  const rule = { ...ruleOf('GetVisit'), objectKind: 'visit.owed' };
  const objects = { 'visit.owed': () => ({ parties: ['KR-27'] }) };
  await expect(checkAccess({ rule, caller, request: { id: 'vis_1' }, objects })).rejects.toMatchObject({
    code: 'visit.not_found',
    message: expect.stringContaining('no visit vis_1'),
  });
});

/** How far grants reach in a method: on an object, or on none for a list. */
const reachIn = (method: string, grants: Grant[], object?: Ownership) => {
  const rule = ruleOf(method);
  const caller = { subject: 'me', grants, expiresAt: new Date(), token: '' };
  return checkAccess({ rule, caller, request: { id: 'x' }, objects: { [rule.objectKind]: () => object ?? null } });
};

test('a list gets the reach of the grants that fit its rule, and of no other grant', async () => {
  const mentor: Grant = { role: 'mentor', centre: 'KR-41' };
  expect(await reachIn('ListMentoringSessions', [mentor])).toEqual({ ...NO_REACH, subject: 'me' });
  expect(await reachIn('ListMentoringSessions', [mentor, officer('KR-27')])).toEqual({
    ...NO_REACH,
    centres: ['KR-27'],
    subject: 'me',
  });
});

test('a method that is open to everybody reaches open objects only, whatever grants the token has', async () => {
  expect(await reachIn('ListProgrammes', [])).toEqual({ ...NO_REACH, open: true });
  expect(await reachIn('ListProgrammes', [{ role: 'judge', centre: 'KR-27' }])).toEqual({ ...NO_REACH, open: true });
});

test('where the request names an object, only the grants that fit it count', async () => {
  const both = [officer('KR-27'), officer('KR-41')];
  expect(await reachIn('PublishVenture', both, draft)).toEqual({ ...NO_REACH, centres: ['KR-27'] });
});

test('two grants together pass nothing that neither passes alone', async () => {
  // One grant fits the officer's organisation, the other the member's centre: each by the scope of the other.
  const crossed: Grant[] = [
    { role: 'centre_officer', centre: 'KR-41', org: 'ven_1' },
    { role: 'venture_member', centre: 'KR-27', org: 'ven_2' },
  ];
  await expect(reachIn('UpdateVenture', crossed, draft)).rejects.toMatchObject({ code: 'venture.not_found' });
  await expect(reachIn('UpdateVenture', crossed, shared)).rejects.toMatchObject({ code: 'access.scope' });
});

test('forbidden for a caller who may see the object but not change it; not found for a caller who may not see it', async () => {
  const session: Ownership = { centre: 'KR-27', orgs: ['ven_1'], subject: 'another' };
  const mentor: Grant = { role: 'mentor', centre: 'KR-27' };
  await expect(reachIn('UpdateMentoringSession', [mentor], session)).rejects.toMatchObject({
    kind: 'not_found',
    message: 'there is no mentoring session x that you may see',
  });
  const member: Grant = { role: 'venture_member', org: 'ven_1' };
  await expect(reachIn('UpdateMentoringSession', [mentor, member], session)).rejects.toMatchObject({
    kind: 'forbidden',
  });
});
