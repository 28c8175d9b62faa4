/** A whole service starts and stops in the right order. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OpsServiceDefinition as Ops } from '@naru/contracts/ops/v1/service';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { createClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { withBusLaid } from '@naru/testing/lay';
import { publisher } from '@naru/testing/publisher';
import { type Stack, startStack } from '@naru/testing/stack';
import { realAmbient } from './ambient.ts';
import { type Host, type Parts, startService } from './boot.ts';
import { aggregateStore } from './change.ts';
import { connectMongo } from './mongo.ts';
import { short } from './operations.ts';
import { outgoing } from './outbox.ts';
import { on } from './subscribe.ts';

let stack: Stack;
let contexts = 0;
beforeAll(async () => {
  stack = await startStack();
}, 60_000);
afterAll(() => stack?.stop());

interface Plan {
  centres: number;
}

const planStore = ({ db, relay }: Pick<Host, 'db' | 'relay'>) =>
  aggregateStore<Plan, Plan>(
    {
      db,
      noun: 'plan',
      schema: 1,
      evolve: (_, event) => event,
      publish: (_, { centres }) => outgoing(NetworkPlanned, { plan: { centres, etag: '' } }),
      dueAt: ({ centres }) => (centres === 1 ? new Date(0) : undefined),
    },
    relay,
  );

/** A service in a context of its own. */
function begin(parts: (host: Host) => Parts, env = {}) {
  const spec = { name: 'test-service', context: `boot${contexts}`, parts };
  return startService(withBusLaid(spec, stack.env), { ...stack.env, ...env }, realAmbient);
}

function nextContext(): string {
  contexts += 1;
  return `boot${contexts}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const asked = async (url: string) => {
  const response = await fetch(url).catch(() => null);
  return response && { status: response.status, body: (await response.json()) as { checks: Record<string, boolean> } };
};

test('it is ready and answers once all its parts have started; after its stop it answers nothing', async () => {
  nextContext();
  const [health, grpc] = [await freePort(), await freePort()];
  const gate = Promise.withResolvers<void>();
  let other = false;
  const starting = begin(() => ({ implementations: [], ready: { other: () => other }, start: () => gate.promise }), {
    HEALTH_PORT: String(health),
    GRPC_PORT: String(grpc),
  });
  const readyz = `http://127.0.0.1:${health}/readyz`;
  const early = await eventually(async () => {
    const answer = await asked(readyz);
    return answer?.body.checks.database ? answer : null;
  });
  expect(early).toMatchObject({
    status: 503,
    body: { checks: { serving: false, database: true, other: false } },
  });
  gate.resolve();
  const running = await starting;
  expect(running).toMatchObject({ address: `127.0.0.1:${grpc}`, healthUrl: `http://127.0.0.1:${health}` });
  expect((await asked(readyz))?.body.checks).toMatchObject({ serving: true, other: false });
  other = true;
  expect((await asked(readyz))?.status).toBe(200);
  await running.stop();
  expect(await asked(readyz)).toBeNull();
});

test('it has what its parts need: indexes, timers, subscriptions, operations, owners of objects, and its own name', async () => {
  const context = nextContext();
  const due: { id: string; actor: string }[] = [];
  const heard: { id: string; causeId?: string | undefined; actor: string; causedBy: string }[] = [];
  let host: Host | undefined;
  const running = await begin((given) => {
    host = given;
    expect(given.operations).toThrow('before the service has started');
    const plans = planStore(given);
    const timer = plans.dueBy(async (id, { actor }) => due.push({ id, actor }));
    const hears = on(NetworkPlanned, async (_, { id, causeId, actor, causedBy }) =>
      heard.push({ id, causeId, actor, causedBy }),
    );
    return {
      implementations: [],
      aggregates: [plans],
      timers: [timer],
      subscriptions: [{ name: 'hears', handlers: [hears] }],
      operations: { 'test.count': short(async ({ params }) => ({ n: String(params.n) })) },
      objects: { plan: () => ({ open: true }) },
    };
  });
  if (!host) throw new Error('the service has no parts');
  const names = (await host.db.collection('plan').indexes()).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['dueAt_1', 'pendingSince_1', 'request.key_1']));
  expect((await host.db.collection('events').indexes()).length).toBe(3);
  expect(host.ownCause()).toMatchObject({ actor: 'test-service', now: expect.any(Date) });

  const registry = await publisher(stack, 'registry');
  const said = await registry.say({
    codec: NetworkPlanned,
    message: { plan: undefined },
    aggregate: 'net',
    version: 1,
  });
  await eventually(() => heard.length > 0);
  expect(heard[0]).toEqual({ id: said, causeId: said, actor: 'test-service', causedBy: 'test' });
  await registry.stop();

  await planStore(host).change('plan_1', () => [{ centres: 1 }], host.ownCause());
  await eventually(() => due.length > 0);
  expect(due[0]).toEqual({ id: 'plan_1', actor: 'test-service' });

  const { id } = await host.operations().start('test.count', { n: 7 }, { ...host.ownCause(), actor: 'somebody' });
  const client = createClient(Ops, running.address, { token: () => stack.tokenOf('somebody', { role: 'analyst' }) });
  const done = await eventually(async () => {
    const operation = await client.getOperation({ service: context, id });
    return operation.state === 'SUCCEEDED' && operation;
  });
  expect(done.result).toEqual({ n: '7' });
  const stranger = createClient(Ops, running.address, { token: () => stack.tokenOf('stranger', { role: 'analyst' }) });
  await expect(stranger.getOperation({ service: context, id })).rejects.toMatchObject({ kind: 'not_found' });
  client.close();
  stranger.close();
  await running.stop();
});

test('a caller may have as many open operations as the setting allows', async () => {
  nextContext();
  let host: Host | undefined;
  const parts = (given: Host): Parts => {
    host = given;
    const wait = short(async (_, { signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return {};
    });
    return { implementations: [], operations: { wait } };
  };
  const running = await begin(parts, { OPERATIONS_OPEN_MAX: '1' });
  const cause = { ...(host?.ownCause() ?? raise()), actor: 'somebody' };
  await host?.operations().start('wait', {}, cause);
  await expect(host?.operations().start('wait', {}, cause)).rejects.toMatchObject({ code: 'operation.limit' });
  await running.stop();
});

const raise = (): never => {
  throw new Error('the service has no parts');
};

test('one replica reports its saves to the others, with the version where it saved itself', async () => {
  nextContext();
  const told: [string, string, number | undefined][] = [];
  const hosts: Host[] = [];
  const parts =
    (name: string) =>
    (host: Host): Parts => {
      hosts.push(host);
      const saved = (id: string, version?: number) => void told.push([name, id, version]);
      const start = async () => void (await host.saved.hear('plan', { saved, reconnected: () => {} }));
      return { implementations: [], aggregates: [planStore(host)], start };
    };
  const running = [await begin(parts('one')), await begin(parts('other'))];
  const [first] = hosts;
  if (!first) raise();
  await planStore(first as Host).change('plan_1', () => [{ centres: 4 }, { centres: 5 }], (first as Host).ownCause());
  await eventually(() => told.length === 2);
  expect(told.toSorted()).toEqual([
    ['one', 'plan_1', 2],
    ['other', 'plan_1', undefined],
  ]);
  await Promise.all(running.map((one) => one.stop()));
});

test('it stops in order: it finishes the work in hand, stops its parts, and then publishes what was saved', async () => {
  const context = nextContext();
  const order: string[] = [];
  const inHand = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  let plans: ReturnType<typeof planStore> | undefined;
  const running = await begin((host) => {
    plans = planStore(host);
    const handle = async (_: unknown, { aggregate }: { aggregate: string }) => {
      if (aggregate !== 'net') return; // It receives its own event too.
      inHand.resolve();
      await goOn.promise;
      await plans?.change('plan_1', () => [{ centres: 3 }], host.ownCause());
      order.push('handled');
    };
    return {
      implementations: [],
      aggregates: [plans],
      subscriptions: [{ name: 'hears', handlers: [on(NetworkPlanned, handle)] }],
      stop: async () => {
        // The parts still have the database and the bus while they stop.
        await plans?.find('plan_1');
        order.push('parts ended');
      },
    };
  });
  const registry = await publisher(stack, 'registry');
  await registry.say({ codec: NetworkPlanned, message: { plan: undefined }, aggregate: 'net', version: 1 });
  await inHand.promise;
  const stopping = running.stop();
  await eventually(async () => (await asked(`${running.healthUrl}/readyz`))?.body.checks.serving === false);
  goOn.resolve();
  await stopping;
  expect(order).toEqual(['handled', 'parts ended']);
  expect(await asked(`${running.healthUrl}/readyz`)).toBeNull();
  await registry.stop();
  const behind = await connectMongo({
    uri: stack.env.MONGODB_URI ?? '',
    name: `${stack.env.DATABASE_PREFIX}_${context}`,
  });
  expect(await behind.db.collection('plan').findOne({ _id: 'plan_1' as never })).toMatchObject({ version: 1 });
  await behind.close();
});
