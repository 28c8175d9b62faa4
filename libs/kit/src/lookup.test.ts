import { create } from '@bufbuild/protobuf';
import { expect, test } from '@jest/globals';
import { methods } from '@naru/contracts';
import { handAmbient } from '@naru/testing/hand-ambient';
import type { Grant } from './identity.ts';
import { behindOf, type Lookup, lookingUp, NO_LOOKUPS, nounsLookedUp } from './lookup.ts';
import { NO_REACH, type Ownership, type Reach } from './reach.ts';
import { notFound } from './rejection.ts';

const WAIT_MS = 2_000;
const named = (name: string) => methods.find((one) => one.name === name) ?? fail(name);
const fail = (name: string): never => {
  throw new Error(`no method ${name}`);
};

const OPEN: Ownership = { open: true };

/** Copies of the given objects, which a test may add to. */
function world(objects: Readonly<Record<string, Ownership>> = {}) {
  const ambient = handAmbient();
  const there = new Map(Object.entries(objects));
  const asked: string[] = [];
  let behind = false;
  const of = (noun: string, form?: RegExp): Lookup => ({
    find: async (ids) => {
      asked.push(`${noun} ${ids.join()}`);
      return new Map(ids.flatMap((id) => (there.has(id) ? [[id, there.get(id) ?? OPEN] as const] : [])));
    },
    ...(form && { form }),
    copied: { by: 'copies', of: 'registry' },
  });
  const lookups = {
    venture: of('venture', /^ven_/),
    investor: of('investor', /^inv_/),
    centre: of('centre', /^KR-/),
    organisation: of('organisation'),
  };
  const room = { lookups, waitMs: WAIT_MS, isBehind: async () => behind };
  const ask = (
    name: string,
    fields: Record<string, unknown>,
    { grants = [{ role: 'network_admin' }] as Grant[], access = granted } = {},
  ) =>
    lookingUp(
      named(name),
      room,
      ambient,
    )?.(create(named(name).input, fields), {
      caller: { subject: 'someone', grants, expiresAt: new Date(), token: '' },
      signal: new AbortController().signal,
      access,
    }) ?? fail(name);
  return {
    ambient,
    asked,
    ask,
    room,
    arrives: (id: string) => void there.set(id, OPEN),
    falls: () => {
      behind = true;
    },
    /** Lets the time of the wait pass. */
    waits: async () => {
      while (ambient.elapsedMs() < WAIT_MS) {
        await ambient.resting();
        ambient.advance(ambient.waitingMs()[0] ?? 0);
      }
    },
  };
}

const REACH: Reach = { ...NO_REACH, any: true };
const granted = async () => REACH;

test('what is there passes with one query for each noun and no pause', async () => {
  const { ask, asked, ambient } = world({ ven_1: OPEN, inv_1: OPEN, inv_2: OPEN, 'KR-27': OPEN });
  const profile = { centreId: 'KR-27', holdings: ['ven_1', 'inv_1'], actsFor: ['inv_1', 'inv_2'] };
  expect(await ask('RegisterJudge', { subject: 'j', profile })).toBe(REACH);
  expect(asked.sort()).toEqual(['centre KR-27', 'investor inv_1,inv_2', 'venture ven_1']);
  expect(ambient.waitingMs()).toEqual([]);
});

test('an empty id is none, and a request without ids pays nothing', async () => {
  const { ask, asked, room, ambient } = world();
  await ask('OpenCase', { ventureId: '', deskId: '' });
  expect(asked).toEqual([]);
  expect(lookingUp(named('GetFund'), room, ambient)).toBeNull();
});

test('an id that arrives a moment later passes', async () => {
  const { ask, ambient, arrives } = world();
  const answer = ask('AnnounceFund', { ownerId: 'org_new' });
  await ambient.resting();
  arrives('org_new');
  ambient.advance(25);
  expect(await answer).toBe(REACH);
});

test('what does not arrive is refused after the wait, each id with its field', async () => {
  const { ask, waits, ambient } = world({ ven_1: OPEN });
  const profile = { centreId: 'KR-99', employers: [{ organisationId: 'org_typo' }], holdings: ['ven_1', 'nonsense'] };
  const answer = ask('RegisterJudge', { subject: 'j', profile }).catch((error: unknown) => error);
  await waits();
  expect(await answer).toMatchObject({
    kind: 'not_found',
    code: 'centre.not_found',
    params: { id: 'KR-99' },
    faults: [
      { path: 'profile.centreId', rule: 'centre.not_found', params: { id: 'KR-99' } },
      { path: 'profile.holdings[1]', rule: 'venture.not_found', params: { id: 'nonsense' } },
      { path: 'profile.employers[0].organisationId', rule: 'organisation.not_found', params: { id: 'org_typo' } },
    ],
  });
  expect(ambient.elapsedMs()).toBe(WAIT_MS);
});

test('while copies are behind, the refusal says so and may be tried again', async () => {
  const { ask, waits, falls } = world();
  falls();
  const answer = ask('AnnounceFund', { ownerId: 'org_late' }).catch((error: unknown) => error);
  await waits();
  expect(await answer).toMatchObject({
    ...{ kind: 'unavailable', code: 'lookup.behind', faults: [{ path: 'ownerId', rule: 'lookup.behind' }] },
  });
});

test('what the caller may not see is answered like an unknown id, after as long', async () => {
  const member: Grant[] = [{ role: 'investor_member', org: 'inv_own' }];
  const refusals = [];
  for (const objects of [{}, { inv_1: { orgs: ['inv_1'] } }]) {
    const { ask, waits, ambient } = world(objects);
    const answer = ask('RegisterJudge', { profile: { actsFor: ['inv_1'] } }, { grants: member }).catch(
      (one: unknown) => one,
    );
    await waits();
    refusals.push([await answer, ambient.elapsedMs()]);
  }
  expect(refusals[0]).toEqual(refusals[1]);
});

test('the object of the call is waited for too, and refused as access refuses it', async () => {
  const objects = { ven_1: OPEN, inv_1: OPEN };
  const match = { ventureId: 'ven_1', investorId: 'inv_1' };
  let tries = 0;
  const soon = async () => {
    tries += 1;
    if (tries < 2) throw notFound('side', 'ven_1');
    return REACH;
  };
  const never = async () => {
    throw notFound('side', 'ven_1');
  };
  const first = world(objects);
  const patient = first.ask('ExpressInterest', match, { access: soon });
  await first.ambient.resting();
  first.ambient.advance(25);
  expect(await patient).toBe(REACH);
  for (const [behind, code] of [
    [false, 'side.not_found'],
    [true, 'lookup.behind'],
  ] as const) {
    const { ask, waits, falls } = world(objects);
    if (behind) falls();
    const refused = ask('ExpressInterest', match, { access: never }).catch((error: unknown) => error);
    await waits();
    expect(await refused).toMatchObject({ code });
  }
});

test('an update looks up only the fields of its mask, and names them as its body has them', async () => {
  const { ask, asked, waits } = world();
  const judge = { centreId: 'KR-99', holdings: ['ven_typo'] };
  const answer = ask('UpdateJudge', { id: 'j', judge, updateMask: { paths: ['holdings'] } }).catch(
    (one: unknown) => one,
  );
  await waits();
  expect(await answer).toMatchObject({ code: 'venture.not_found', faults: [{ path: 'holdings[0]' }] });
  expect(new Set(asked)).toEqual(new Set(['venture ven_typo']));
});

test('what a service owns itself is not waited for', async () => {
  const { room, ambient } = world();
  const { copied: _, ...own } = room.lookups.organisation;
  const lookups = { ...room.lookups, organisation: own };
  const message = create(named('AnnounceFund').input, { ownerId: 'org_typo' });
  const caller = { subject: 's', grants: [{ role: 'network_admin' }], expiresAt: new Date(), token: '' };
  const asked = { caller, signal: new AbortController().signal, access: granted };
  await expect(lookingUp(named('AnnounceFund'), { ...room, lookups }, ambient)?.(message, asked)).rejects.toMatchObject(
    {
      code: 'organisation.not_found',
    },
  );
});

test('a service that does not say where it looks a noun up does not start', () => {
  expect(() => lookingUp(named('AnnounceFund'), NO_LOOKUPS, handAmbient())).toThrow('names a centre: say in');
  expect(nounsLookedUp(named('AnnounceFund').input)).toEqual(['centre', 'organisation']);
});

test('copies are behind while the bus is away, does not answer, or has events for them', async () => {
  const copied = { by: 'copies', of: 'registry' };
  const lag =
    (pending: number, context = 'registry') =>
    async () => [{ durable: 'd', context, pending, redelivered: 0 }];
  const silent = async () => {
    throw new Error('timeout');
  };
  const is = (connected: boolean, asked: Parameters<typeof behindOf>[1][number]['lag']) =>
    behindOf({ connected: () => connected }, [{ name: 'copies', lag: asked }])(copied);
  expect(await is(true, lag(0))).toBe(false);
  expect(await is(true, lag(3, 'investor'))).toBe(false);
  expect(await is(true, lag(3))).toBe(true);
  expect(await is(true, silent)).toBe(true);
  expect(await is(false, lag(0))).toBe(true);
  await expect(behindOf({ connected: () => true }, [])(copied)).rejects.toThrow('no subscription copies');
});
