/** The comparison finds the faults that reactions have had. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import type { Host, ServiceSpec } from '@naru/kit/boot';
import { on } from '@naru/kit/subscribe';
import { type Ground, startGround } from '@naru/testing/ground';
import type { Collection } from 'mongodb';
import { type Killed, killEverywhere } from './kill.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
}, 60_000);
afterAll(() => ground?.remove());

interface Things {
  copies: Collection<{ _id: string; version: number }>;
  effects: Collection<{ _id: string }>;
}

/** Stores a copy, and then has an effect, in the way of the test. */
function serviceThat(react: (things: Things, event: { id: string; version: number }) => Promise<void>): ServiceSpec {
  const parts = ({ db }: Host) => {
    const things = { copies: db.collection('copies'), effects: db.collection('effects') } as unknown as Things;
    const handlers = [on(NetworkPlanned, (_, event) => react(things, event))];
    return { implementations: [], subscriptions: [{ name: 'hears', handlers }] };
  };
  return { name: 'test-service', context: 'test', parts };
}

const EVENT = { subscription: 'hears', handler: { type: 'naru.registry.network.planned.v1' }, context: 'registry' };
const killed = (spec: ServiceSpec): Promise<Killed> =>
  killEverywhere(ground.database.db, { spec, ...EVENT, data: new Uint8Array(), given: {} });

const copied = async ({ copies }: Things, version: number): Promise<boolean> => {
  const before = await copies.findOne({ _id: 'net' });
  if (before && before.version >= version) return false;
  await copies.replaceOne({ _id: 'net' }, { version }, { upsert: true });
  return true;
};
const acted = ({ effects }: Things, _id: string) =>
  effects.updateOne({ _id }, { $setOnInsert: { at: 1 } as object }, { upsert: true });

test('an effect that follows every delivery is there once, wherever the process dies', async () => {
  const { moments, faults } = await killed(
    serviceThat(async (things, { id, version }) => {
      await copied(things, version);
      await acted(things, id);
    }),
  );
  expect(moments).toEqual(['replaceOne copies', 'updateOne effects', 'consumer.handled', 'consumer.acked']);
  expect(faults).toEqual([]);
});

test('planted: the copy decides whether the effect follows', async () => {
  const { faults } = await killed(
    serviceThat(async (things, { id, version }) => {
      if (await copied(things, version)) await acted(things, id);
    }),
  );
  expect(faults).toEqual([expect.stringMatching(/killed before updateOne effects/)]);
});

test('planted: the effect has another id each time', async () => {
  let times = 0;
  const { faults } = await killed(
    serviceThat(async (things, { version }) => {
      times += 1;
      await acted(things, `${times}`);
      await copied(things, version);
    }),
  );
  expect(faults.length).toBeGreaterThan(0);
});

test('planted: a count of what was erased, taken while it is erased', async () => {
  const { faults } = await killEverywhere(ground.database.db, {
    spec: serviceThat(async ({ copies, effects }, { id }) => {
      const { deletedCount } = await copies.deleteMany({});
      await effects.updateOne({ _id: id }, { $setOnInsert: { deletedCount } as object }, { upsert: true });
    }),
    ...{ ...EVENT, data: new Uint8Array() },
    given: { docs: { copies: [{ _id: 'net', version: 1 }] } },
  });
  expect(faults).toEqual([expect.stringMatching(/killed before updateOne effects/)]);
});

test('planted: a reaction without an effect', async () => {
  const { faults } = await killed(serviceThat(async () => {}));
  expect(faults).toEqual([expect.stringMatching(/it has no effect/)]);
});
