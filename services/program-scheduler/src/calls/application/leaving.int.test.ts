/** Applications of a venture that leaves the network at the same moment. */
import { expect, test } from '@jest/globals';
import { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import { VentureConsentWithdrawn, VenturePublished } from '@naru/contracts/registry/v1/events';
import type { Host } from '@naru/kit/boot';
import { knownBodies } from '@naru/testing/bodies';
import { createClient } from '@naru/testing/client-typed';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { type Publisher, publisher } from '@naru/testing/publisher';
import { startStack } from '@naru/testing/stack';
import type { Db } from 'mongodb';
import { programScheduler } from '../../service.ts';

/** The same service, on a database that waits before an application is saved until the venture has left. */
function leaving(leave: () => Promise<unknown>, saved: () => void) {
  const applications = (db: Db) =>
    new Proxy(db.collection('application'), {
      get: (collection, name) => {
        const value = Reflect.get(collection, name);
        if (typeof value !== 'function') return value;
        if (name !== 'insertOne' && name !== 'updateOne') return value.bind(collection);
        return async (...given: unknown[]) => {
          await leave();
          const written = await value.apply(collection, given);
          if (name === 'insertOne') saved(); // The relay updates the outboxes of earlier ones meanwhile.
          return written;
        };
      },
    });
  const hooked = (db: Db) =>
    new Proxy(db, {
      get: (_, name) => {
        if (name === 'collection') return (of: string) => (of === 'application' ? applications(db) : db.collection(of));
        const value = Reflect.get(db, name);
        return typeof value === 'function' ? value.bind(db) : value;
      },
    });
  return { ...programScheduler, parts: (host: Host) => programScheduler.parts({ ...host, db: hooked(host.db) }) };
}

test('an application that is saved just after its venture has withdrawn its consent does not stay open', async () => {
  let leave = async () => {};
  let saved = () => {};
  const stack = await startStack(
    leaving(
      () => leave(),
      () => saved(),
    ),
  );
  await knownBodies(stack, ['org_1']);
  const registry: Publisher = await publisher(stack, 'registry');
  const admin = createClient(ProgramServiceDefinition, stack.addresses.program ?? '', {
    token: () => stack.token({ role: 'network_admin' }),
  });
  const profile = { name: { ko: '', en: 'Gaon' }, sectors: ['IOT' as const], stage: 'SEED' as const };
  const said = { centreId: 'KR-27', state: 'PUBLISHED' as const };
  for (const ventureId of ['ven_1', 'ven_2', 'ven_3']) {
    const message = VenturePublished.fromPartial({ ventureId, ...said, profile });
    await registry.say({ codec: VenturePublished, message, aggregate: ventureId, version: 4 });
  }
  await drained(stack, 'registry');
  const programme = await admin.createProgramme({ name: { en: 'Pilots' }, ownerId: 'org_1', kind: 'SUPPORT' });
  const closesAt = new Date(Date.now() + 3_600_000);
  const { id: roundId } = await admin.openRound({
    ...{ programmeId: programme.id, name: { en: 'Call' }, year: 2016, closesAt },
  });
  const draft = await admin.createApplicationDraft({ roundId, ventureId: 'ven_2' });

  const gone = (ventureId: string) => async () => {
    leave = async () => {};
    const message = VentureConsentWithdrawn.fromPartial({ ventureId, ...said });
    await registry.say({ codec: VentureConsentWithdrawn, message, aggregate: ventureId, version: 5 });
    await drained(stack, 'registry'); // The reaction is over, and has found no application under way.
  };
  leave = gone('ven_1');
  await expect(admin.createApplication({ roundId, ventureId: 'ven_1' })).rejects.toMatchObject({
    code: 'application.venture_hidden',
  });
  leave = gone('ven_2');
  await expect(admin.submitApplicationDraft({ id: draft.id })).rejects.toMatchObject({
    code: 'application.venture_hidden',
  });
  leave = gone('ven_3');
  // The process that saves it does not come to look whether the venture has left.
  saved = () => {
    saved = () => {};
    throw new Error('the process dies');
  };
  await expect(admin.createApplication({ roundId, ventureId: 'ven_3' })).rejects.toMatchObject({ code: 'internal' });
  await eventually(async () => {
    const { applications } = await admin.listApplications({ roundId, ventureId: 'ven_3' });
    return applications[0]?.state === 'WITHDRAWN';
  });
  const { applications } = await admin.listApplications({ roundId });
  expect(applications.map(({ ventureId, state }) => [ventureId, state]).sort()).toEqual([
    ['ven_1', 'WITHDRAWN'],
    ['ven_2', 'WITHDRAWN'],
    ['ven_3', 'WITHDRAWN'],
  ]);
  admin.close();
  await registry.stop();
  await stack.stop();
}, 60_000);
