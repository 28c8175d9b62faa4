import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MandateChanged, ProfileDormant } from '@naru/contracts/investor/v1/events';
import { Investor } from '@naru/contracts/investor/v1/investor';
import { MatchingServiceDefinition } from '@naru/contracts/matching/v1/service';
import { VenturePublished, VentureRegistered, VentureSuspended } from '@naru/contracts/registry/v1/events';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { realAmbient } from '@naru/kit/ambient';
import type { Host } from '@naru/kit/boot';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { type Ground, startGround } from '@naru/testing/ground';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import type { Db } from 'mongodb';
import { investorCopies } from '../copies/investor/store.ts';
import { ventureCopies } from '../copies/venture/store.ts';
import { matchingEngine } from '../service.ts';
import { matchHandlers } from './reactions.ts';
import { matchStore } from './store.ts';

let ground: Ground;
let stack: Stack;
let registry: Publisher;
let directory: Publisher;
let admin: TypedClient<typeof MatchingServiceDefinition> & { close(): void };

beforeAll(async () => {
  ground = await startGround();
  stack = await startStack(matchingEngine);
  registry = await publisher(stack, 'registry');
  directory = await publisher(stack, 'investor');
  admin = createClient(MatchingServiceDefinition, stack.addresses.matching ?? '', {
    token: () => stack.token({ role: 'network_admin' }),
  });
}, 60_000);

afterAll(async () => {
  admin?.close();
  await registry?.stop();
  await directory?.stop();
  await stack?.stop();
  await ground?.remove();
});

const publish = (ventureId: string, version: number) => {
  const profile = VentureProfile.fromPartial({ name: { en: 'Naru' }, sectors: ['IOT'] });
  const message = { ventureId, centreId: 'KR-27', state: 'PUBLISHED' as const, profile, fictional: true };
  return registry.say({ codec: VenturePublished, message, aggregate: ventureId, version });
};

const suspend = (ventureId: string, version: number) =>
  registry.say({
    codec: VentureSuspended,
    message: { ventureId, centreId: 'KR-27', state: 'SUSPENDED' },
    aggregate: ventureId,
    version,
    id: `${ventureId}-s`,
  });

const activate = (id: string, version: number) => {
  const investor = Investor.fromPartial({ id, type: 'VC', state: 'ACTIVE', mandate: { sectors: ['IOT'] } });
  return directory.say({ codec: MandateChanged, message: { investor }, aggregate: id, version });
};

const rest = (id: string, version: number) => {
  const investor = Investor.fromPartial({ id, type: 'VC', state: 'DORMANT', mandate: { sectors: ['IOT'] } });
  return directory.say({ codec: ProfileDormant, message: { investor }, aggregate: id, version, id: `${id}-d` });
};

const interested = (pair: { ventureId: string; investorId: string }) =>
  eventually(() => admin.expressInterest({ ...pair, side: 'INVESTOR' }));
const stateOf = async (ventureId: string) => (await admin.listMatches({ ventureId })).matches[0]?.state;

test.each([
  { who: 'a venture', leave: suspend, comeBack: publish, party: 'ventureId' as const, context: 'registry' },
  { who: 'an investor', leave: rest, comeBack: activate, party: 'investorId' as const, context: 'investor' },
])(
  '$who that left and returned keeps its new proposals when the event of its leaving is delivered again',
  async (way) => {
    const pair = { ventureId: `ven_${way.party}`, investorId: `inv_${way.party}` };
    const id = pair[way.party];
    await Promise.all([publish(pair.ventureId, 3), activate(pair.investorId, 3)]);
    await interested(pair);
    await way.leave(id, 4);
    await eventually(async () => (await stateOf(pair.ventureId)) === 'EXPIRED');
    await way.comeBack(id, 5);
    await eventually(async () => (await interested(pair)).state === 'PROPOSED');
    await way.leave(id, 4);
    await drained(stack, way.context);
    expect(await stateOf(pair.ventureId)).toBe('PROPOSED');
  },
);

test.each([
  {
    ...{ who: 'a venture', leave: suspend, party: 'ventureId' as const, context: 'registry', copies: 'ventures' },
    stored: { $set: { version: 4 }, $unset: { profile: 1 } },
  },
  {
    ...{ who: 'an investor', leave: rest, party: 'investorId' as const, context: 'investor', copies: 'investors' },
    stored: { $set: { version: 4, active: false } },
  },
])('the proposals of $who expire once, even where the process that stored its leaving crashed', async (way) => {
  const pair = { ventureId: `ven_died_${way.party}`, investorId: `inv_died_${way.party}` };
  const id = pair[way.party];
  await Promise.all([publish(pair.ventureId, 3), activate(pair.investorId, 3)]);
  await interested(pair);
  const copies = stack.database('matching').collection(way.copies);
  expect((await copies.updateOne({ _id: id as never }, way.stored)).matchedCount).toBe(1);
  await way.leave(id, 4);
  await eventually(async () => (await stateOf(pair.ventureId)) === 'EXPIRED');
  const etag = async () => (await admin.listMatches({ ventureId: pair.ventureId })).matches[0]?.etag;
  const before = await etag();
  await way.leave(id, 4);
  await drained(stack, way.context);
  expect(await etag()).toBe(before);
});

/** The same service, on a database that hides the party just before a match is first saved. */
function hiding(
  spec: typeof matchingEngine,
  hide: (db: Db, match: { ventureId: string; investorId: string }) => unknown,
  saved: () => void,
) {
  const matches = (db: Db) =>
    new Proxy(db.collection('match'), {
      get: (collection, name) => {
        const value = Reflect.get(collection, name);
        if (typeof value !== 'function') return value;
        if (name !== 'insertOne') return value.bind(collection);
        return async (doc: { state: { ventureId: string; investorId: string } }) => {
          await hide(db, doc.state);
          const inserted = await collection.insertOne(doc as never);
          saved();
          return inserted;
        };
      },
    });
  const hooked = (db: Db) =>
    new Proxy(db, {
      get: (_, name) => {
        if (name === 'collection') return (of: string) => (of === 'match' ? matches(db) : db.collection(of));
        const value = Reflect.get(db, name);
        return typeof value === 'function' ? value.bind(db) : value;
      },
    });
  return { ...spec, parts: (host: Host) => spec.parts({ ...host, db: hooked(host.db) }) };
}

test.each([
  { who: 'a venture', copies: 'ventures', party: 'ventureId' as const, gone: { $unset: { profile: 1 } } },
  { who: 'an investor', copies: 'investors', party: 'investorId' as const, gone: { $set: { active: false } } },
])('a proposal that is saved just after $who has left does not stay open', async ({ copies, party, gone }) => {
  let saved = () => {};
  const own = await startStack(
    hiding(
      matchingEngine,
      (db, match) =>
        db.collection(copies).updateOne({ _id: match[party] as never }, { ...gone, $inc: { version: 1 } } as never),
      () => saved(),
    ),
  );
  const [theirs, others] = [await publisher(own, 'registry'), await publisher(own, 'investor')];
  const secretariat = createClient(MatchingServiceDefinition, own.addresses.matching ?? '', {
    token: () => own.token({ role: 'network_admin' }),
  });
  const pairOf = (n: number) => ({ ventureId: `ven_race${n}`, investorId: `inv_race${n}` });
  const profile = VentureProfile.fromPartial({ name: { en: 'Naru' }, sectors: ['IOT'] });
  for (const n of [1, 2, 3]) {
    const { ventureId, investorId } = pairOf(n);
    const message = { ventureId, centreId: 'KR-27', state: 'PUBLISHED' as const, profile, fictional: true };
    await theirs.say({ codec: VenturePublished, message, aggregate: ventureId, version: 3 });
    const investor = Investor.fromPartial({
      id: investorId,
      type: 'VC',
      state: 'ACTIVE',
      mandate: { sectors: ['IOT'] },
    });
    await others.say({ codec: MandateChanged, message: { investor }, aggregate: investorId, version: 3 });
    await eventually(async () => (await secretariat.whyNot(pairOf(n))).candidate !== undefined);
  }
  await expect(secretariat.expressInterest({ ...pairOf(1), side: 'INVESTOR' })).rejects.toMatchObject({
    code: party === 'ventureId' ? 'match.venture_absent' : 'match.investor_absent',
  });
  const named = party === 'ventureId' ? { ventureId: 'ven_race2' } : { investorId: 'inv_race2' };
  expect((await secretariat.proposeMatches({ ...named, count: 1 })).matches).toEqual([]);
  // The process that saves the third does not come to look at the party again.
  saved = () => {
    saved = () => {};
    throw new Error('the process dies');
  };
  await expect(secretariat.expressInterest({ ...pairOf(3), side: 'INVESTOR' })).rejects.toMatchObject({
    code: 'internal',
  });
  const states = async () => (await secretariat.listMatches({})).matches.map(({ state }) => state);
  await eventually(async () => (await states()).join() === 'EXPIRED,EXPIRED,EXPIRED');
  secretariat.close();
  await theirs.stop();
  await others.stop();
  await own.stop();
});

test('proposals expire only after the copy says that the party has left', async () => {
  const { db } = ground.database;
  const host = { db, ambient: realAmbient, relay: { ambient: realAmbient, enqueue: () => {} } } as unknown as Host;
  const [matches, ventures, investors] = [matchStore(host), ventureCopies(host), investorCopies(host)];
  const forgotten: string[] = [];
  const handlers = matchHandlers(matches, { ventures, investors }, async (id) => forgotten.push(id));
  const hear = (type: string, message: object, aggregate: string) =>
    handlers
      .find((one) => one.type === type)
      ?.handle({ ...ground.cause(), type, aggregate, version: 4, at: new Date(), message } as never);
  const hider = { ventureId: 'ven_order', centreId: 'KR-27', state: 'SUSPENDED' };
  await hear('naru.registry.venture.suspended.v1', hider, 'ven_order');
  expect(await ventures.find('ven_order')).toMatchObject({ version: 4, centreId: 'KR-27' });
  const resting = Investor.fromPartial({ id: 'inv_order', state: 'DORMANT' });
  await hear('naru.investor.profile.dormant.v1', { investor: resting }, 'inv_order');
  expect(await investors.find('inv_order')).toMatchObject({ version: 4, active: false });
  expect(forgotten).toEqual(['ven_order']);
});

test('an older event about a hidden venture does not remove its centre', async () => {
  const bare = { ventureId: 'ven_bare', centreId: '', state: 'STATE_UNSPECIFIED' as const };
  const copyOf = () =>
    stack
      .database('matching')
      .collection('ventures')
      .findOne({ _id: 'ven_bare' as never });
  await registry.say({ codec: VentureRegistered, message: bare, aggregate: 'ven_bare', version: 1 });
  await eventually(copyOf);
  expect(await copyOf()).not.toHaveProperty('centreId');
  await publish('ven_bare', 5);
  await registry.say({ codec: VentureRegistered, message: bare, aggregate: 'ven_bare', version: 6 });
  await eventually(async () => (await copyOf())?.version === 6);
  expect(await copyOf()).toMatchObject({ centreId: 'KR-27' });
});

test('a copy that is made of bare events alone knows the centre', async () => {
  const bare = { ventureId: 'ven_late', centreId: 'KR-27', state: 'PUBLISHED' as const, profile: undefined };
  const codec = VenturePublished;
  await registry.say({ codec, message: { ...bare, fictional: false }, aggregate: 'ven_late', version: 4 });
  await suspend('ven_late', 5);
  const copyOf = () =>
    stack
      .database('matching')
      .collection('ventures')
      .findOne({ _id: 'ven_late' as never });
  await eventually(async () => (await copyOf())?.version === 5);
  expect(await copyOf()).toMatchObject({ centreId: 'KR-27', everShared: true });
});
