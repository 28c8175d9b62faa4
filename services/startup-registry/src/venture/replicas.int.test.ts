/** Two replicas of the service: each has its own index in memory, and its own clock. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import { type Ambient, realAmbient } from '@naru/kit/ambient';
import { type Host, type Running, startService } from '@naru/kit/boot';
import { createClient, type TypedClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { type Stack, startStack } from '@naru/testing/stack';
import type { Collection, Db } from 'mongodb';
import { startupRegistry } from '../service.ts';

type Client = TypedClient<typeof RegistryServiceDefinition> & { close(): void };

const HALT_MS = 60_000;
/** `npm run faults` halts a write for as long as it says; otherwise the clocks go on in its place. */
const TRUE_TIMES = process.env.NARU_TRUE_TIMES === '1';

/** How far the clock of each replica is ahead of the machine's. */
const ahead = { one: 0, other: 0 };
const clockOf = (replica: keyof typeof ahead): Ambient => ({
  ...realAmbient,
  now: () => new Date(Date.now() + ahead[replica]),
});

/** A write to a venture stops here, after everything is decided and stamped, until it is let go. */
const gate = { closed: false, waiting: 0, open: () => {} };
let passed = Promise.resolve();
const close = () => {
  gate.closed = true;
  passed = new Promise((resolve) => {
    gate.open = () => {
      gate.closed = false;
      resolve();
    };
  });
};

function halting(db: Db): Db {
  const gated = (collection: Collection): Collection =>
    new Proxy(collection, {
      get: (_, key) => {
        const value = Reflect.get(collection, key);
        if (typeof value !== 'function') return value;
        if (key !== 'updateOne') return value.bind(collection);
        return async (...args: unknown[]) => {
          if (gate.closed) {
            gate.waiting += 1;
            await passed;
          }
          return value.apply(collection, args);
        };
      },
    });
  return new Proxy(db, {
    get: (_, key) => {
      if (key === 'collection')
        return (name: string) => (name === 'venture' ? gated(db.collection(name)) : db.collection(name));
      const value = Reflect.get(db, key);
      return typeof value === 'function' ? value.bind(db) : value;
    },
  });
}

let stack: Stack;
let running: Running[] = [];
let one: Client;
let other: Client;

beforeAll(async () => {
  stack = await startStack(startupRegistry);
  const halted = {
    ...startupRegistry,
    parts: (host: Host) => startupRegistry.parts({ ...host, db: halting(host.db) }),
  };
  running = [
    await startService(halted, stack.env, clockOf('one')),
    await startService(startupRegistry, stack.env, clockOf('other')),
  ];
  await stack.stopService('registry');
  const at = ({ address }: Running) =>
    createClient(RegistryServiceDefinition, address, { token: () => stack.token({ role: 'network_admin' }) });
  [one, other] = running.map(at) as [Client, Client];
  await one.setNetworkPlan({ centres: 1 });
  const host = await one.registerOrganisation({ name: { ko: '삼성' }, country: 'KR' });
  const openedOn = { year: 2014, month: 9, day: 15 };
  await one.openCentre({
    ...{ id: 'KR-27', name: { ko: '대구' }, region: { ko: '대구' } },
    ...{ openingOrder: 1, openedOn, leadHostId: host.id },
  });
}, 60_000);

afterAll(async () => {
  for (const client of [one, other]) client?.close();
  await Promise.all(running.map((each) => each.stop()));
  await stack?.stop();
});

/** A number with a valid check digit for each venture. */
let numbers = 1_000;
function nextBrn(): string {
  numbers += 1;
  const digits = `12481${numbers}`;
  const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return digits + ((10 - ((sum + Math.floor((5 * Number(digits[8])) / 10)) % 10)) % 10);
}

/** Not published yet. */
async function agreed(client: Client, en: string): Promise<string> {
  const { id } = await client.registerVenture({
    ...{ centreId: 'KR-27', brn: nextBrn(), profile: { name: { en }, sectors: ['IOT'] } },
  });
  await client.verifyVenture({ id });
  await client.giveConsent({ id, purpose: 'SHARE_WITH_NETWORK' });
  return id;
}

const published = async (client: Client, en: string): Promise<string> => {
  const id = await agreed(client, en);
  await client.publishVenture({ id });
  return id;
};

const found = async (client: Client, query: string) =>
  (await client.searchVentures({ query })).ventures.map(({ id }) => id).sort();

async function haltLasts(): Promise<void> {
  if (!TRUE_TIMES) {
    ahead.one += HALT_MS;
    ahead.other += HALT_MS;
    return;
  }
  const until = performance.now() + HALT_MS;
  await eventually(() => performance.now() >= until, { withinMs: 2 * HALT_MS, everyMs: 100 });
}

test(
  'a write that is halted for a minute is found in both replicas, behind all that was saved meanwhile',
  async () => {
    const late = await agreed(one, 'Halted One');
    close();
    const publishing = one.publishVenture({ id: late }, { deadlineMs: 2 * HALT_MS });
    await eventually(() => gate.waiting > 0);
    await haltLasts();
    const later = await published(other, 'Halted Two');
    await eventually(async () => (await found(one, 'halted')).length === 1);
    gate.open();
    await publishing;
    const both = [late, later].sort();
    await eventually(async () => (await found(other, 'halted')).length === 2);
    expect([await found(one, 'halted'), await found(other, 'halted')]).toEqual([both, both]);
  },
  3 * HALT_MS,
);

test(
  'a withdrawal that is halted for a minute hides the venture in both replicas',
  async () => {
    const id = await published(one, 'Leaving');
    await eventually(async () => (await found(other, 'leaving')).length === 1);
    close();
    const before = gate.waiting;
    const leaving = one.withdrawConsent({ id }, { deadlineMs: 2 * HALT_MS });
    await eventually(() => gate.waiting > before);
    await haltLasts();
    gate.open();
    await leaving;
    await eventually(async () => (await found(other, 'leaving')).length === 0);
    expect(await found(one, 'leaving')).toEqual([]);
  },
  3 * HALT_MS,
);

test.each(['one', 'other'] as const)(
  'a clock ten minutes ahead in replica %s leaves no venture out',
  async (replica) => {
    ahead[replica] += 10 * 60_000;
    const name = `Clock${replica}`;
    const ids = [await published(one, name), await published(other, name), await published(one, name)].sort();
    await eventually(async () => (await found(one, name)).length === 3);
    await eventually(async () => (await found(other, name)).length === 3);
    const [leaving = '', ...staying] = ids;
    await (replica === 'one' ? other : one).withdrawConsent({ id: leaving });
    await eventually(async () => (await found(one, name)).length === 2);
    await eventually(async () => (await found(other, name)).length === 2);
    expect([await found(one, name), await found(other, name)]).toEqual([staying, staying]);
    ahead[replica] -= 10 * 60_000;
  },
);
