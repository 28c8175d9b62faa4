/** What a service says, and what its callers hear, while its bus, its database or its issuer is away. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { OpsServiceDefinition as Ops } from '@naru/contracts/ops/v1/service';
import { createClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import { withBusLaid } from '@naru/testing/lay';
import { listenToLog } from '@naru/testing/log-lines';
import { startProxy, type Way } from '@naru/testing/proxy';
import { type Stack, startStack } from '@naru/testing/stack';
import { realAmbient } from './ambient.ts';
import { type Running, startService } from './boot.ts';
import type { Environment } from './config.ts';
import { connectMongo } from './mongo.ts';

const spec = { name: 'test-service', context: 'registry', parts: () => ({ implementations: [] }) };

let stack: Stack;
let bus: Way;
let database: Way;
let env: Environment;
let running: Running;
const children: ChildProcess[] = [];

beforeAll(async () => {
  stack = await startStack();
  const { NATS_URL = '', MONGODB_URI = '' } = stack.env;
  const [mongo, nats] = [new URL(MONGODB_URI), new URL(NATS_URL)];
  database = await startProxy(mongo.host);
  bus = await startProxy(nats.host);
  env = {
    ...stack.env,
    NATS_URL: `nats://${bus.host}`,
    MONGODB_URI: `mongodb://${mongo.username ? `${mongo.username}:${mongo.password}@` : ''}${database.host}/?directConnection=true&retryWrites=false`,
    UNSENT_OLD_MS: '500',
  };
  running = await startService(withBusLaid(spec, stack.env), env, realAmbient);
}, 60_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await running?.stop();
  await bus?.close();
  await database?.close();
  await stack?.stop();
});

let log: ReturnType<typeof listenToLog>;
beforeEach(() => {
  log = listenToLog();
});
afterEach(() => log.end());

async function ready(url = running.healthUrl) {
  const response = await fetch(`${url}/readyz`);
  const body = (await response.json()) as { checks: Record<string, boolean>; warnings: Record<string, string> };
  return { status: response.status, ...body };
}

const heard = (text: string) => {
  const found = log.lines.find((one) => one.text === text);
  return found && { level: found.level, host: found.facts.host };
};

test('a bus that is away is told at once and by name; the service stays ready and says what is wrong', async () => {
  expect(await ready()).toMatchObject({ status: 200, warnings: {} });
  await bus.close();
  const away = await eventually(
    async () => {
      const answer = await ready();
      return answer.warnings.bus ? answer : null;
    },
    { withinMs: 2_000 },
  );
  expect(away).toMatchObject({ status: 200, warnings: { bus: expect.stringContaining('not connected') } });
  expect(heard('the bus is away')).toMatchObject({ level: 'warn', host: bus.host });
  await bus.open();
  await eventually(async () => Object.keys((await ready()).warnings).length === 0);
  expect(heard('the bus is back')).toMatchObject({ level: 'info', host: bus.host });
});

describe('callers hear within three seconds, reads too', () => {
  let client: ReturnType<typeof createClient<typeof Ops>>;
  beforeAll(async () => {
    const token = await stack.token({ role: 'network_admin' });
    client = createClient(Ops, running.address, { token: () => token });
  });
  afterAll(() => client?.close());

  async function expectTold() {
    for (const call of [
      () => client.listParkedEvents({ service: 'registry' }),
      () => client.getOperation({ service: 'registry', id: 'op_1' }),
      () => client.republishEvents({ service: 'registry' }),
    ]) {
      const begun = performance.now();
      await expect(call()).rejects.toMatchObject({ kind: 'unavailable', code: 'database.unavailable' });
      expect(performance.now() - begun).toBeLessThan(3_000);
    }
  }

  test('of a database that is away, which is told at once and by name', async () => {
    await client.listParkedEvents({ service: 'registry' });
    await database.close();
    await eventually(() => heard('the database is away'), { withinMs: 2_000 });
    expect(heard('the database is away')).toMatchObject({ level: 'warn', host: database.host });
    await expectTold();
    expect(await ready()).toMatchObject({ status: 503, checks: { database: false } });
    await database.open();
    await eventually(async () => (await ready()).status === 200);
    expect(heard('the database is back')).toMatchObject({ level: 'info', host: database.host });
  }, 60_000);

  test('of a database that hangs', async () => {
    await client.listParkedEvents({ service: 'registry' });
    database.hold();
    await expectTold();
    expect(await ready()).toMatchObject({ status: 503, checks: { database: false } });
    await eventually(() => heard('the database is away'));
    await expectTold();
    database.release();
    await eventually(async () => (await ready()).status === 200);
    await client.listParkedEvents({ service: 'registry' });
  }, 60_000);
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** A service as a process of its own. */
function spawned(more: Environment) {
  const program = `
    import { runService } from '${import.meta.resolve('./boot.ts')}';
    await runService({ name: 'test-service', context: 'registry', parts: () => ({ implementations: [] }) });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, ...env, LOG_LEVEL: 'info', ...more } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      output.text += text.toString();
    });
  return { child, output };
}

test('a database that does not answer at first is reached once it does', async () => {
  await database.close();
  const late = await connectMongo({ uri: env.MONGODB_URI ?? '', name: 'naru_test_late' });
  await expect(late.reach()).rejects.toThrow('ECONNREFUSED');
  await database.open();
  await eventually(late.reach);
  expect(await late.ping()).toBe(true);
  await late.close();
  await eventually(async () => (await ready()).status === 200);
});

test('an issuer whose keys cannot be read is told at the start, and stands in /readyz; the service is ready', async () => {
  const [port, OIDC_JWKS_URL] = [await freePort(), 'http://127.0.0.1:1/keys.json'];
  const { output } = spawned({ HEALTH_PORT: String(port), OIDC_JWKS_URL });
  const { status, warnings } = await eventually(async () => {
    const answer = await ready(`http://127.0.0.1:${port}`);
    return answer.warnings.issuer && answer.status === 200 ? answer : null;
  });
  expect([status, warnings.issuer]).toEqual([200, expect.stringContaining(`${OIDC_JWKS_URL} cannot be read: `)]);
  await eventually(() => output.text.includes('the keys of the issuer cannot be read'));
}, 60_000);

test('a process without bus and database lives, says what it waits for, and ends when it is told to', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { child, output } = spawned({
    HEALTH_PORT: String(port),
    NATS_URL: 'nats://127.0.0.1:1',
    MONGODB_URI: 'mongodb://user:hidden@127.0.0.1:2/',
  });
  await eventually(async () => (await fetch(`${url}/livez`)).ok);
  const { status, warnings } = await eventually(async () => {
    const answer = await ready(url);
    return answer.warnings.bus && answer.warnings.database ? answer : null;
  });
  expect([status, warnings]).toEqual([
    503,
    {
      bus: expect.stringMatching(/^the bus at 127\.0\.0\.1:1 is away: .*(?:ECONNREFUSED|refused)/),
      database: expect.stringMatching(/^the database at 127\.0\.0\.1:2 is away: .*ECONNREFUSED/),
    },
  ]);
  for (const [name, host] of [
    ['bus', '127.0.0.1:1'],
    ['database', '127.0.0.1:2'],
  ])
    await eventually(() => new RegExp(`"level":40,.*"host":"${host}".*"waiting for the ${name}"`).test(output.text));
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(output.text).not.toContain('hidden');
}, 60_000);

test.each([
  ['MONGODB_URI', 'mongodb://user:hidden@'],
  ['HEALTH_PORT', ''],
  ['GRPC_PORT', ''],
  ['TLS_CERT_FILE', '/nowhere/cert.pem'],
])(
  'a wrong %s ends the start in words that name it',
  async (variable, value) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const given = value || String((taken.address() as AddressInfo).port);
    const { child, output } = spawned({
      HEALTH_PORT: '0',
      TLS_KEY_FILE: value.startsWith('/') ? value : '',
      [variable]: given,
    });
    const [code] = await once(child, 'exit');
    taken.close();
    expect([code, output.text]).toEqual([
      1,
      expect.stringMatching(new RegExp(`the configuration is not right:\n  .*${variable}`)),
    ]);
    expect(output.text).not.toContain('hidden');
  },
  60_000,
);
