import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pickPort } from './ports.ts';
import { findRun } from './run-file.ts';
import { ownEnvironment, SERVICES } from './services.ts';
import { type System, type SystemOptions, startSystem } from './system.ts';

const FAKE = path.join(import.meta.dirname, '..', 'fixtures', 'fake-service.mjs');

let root = '';
let dataDir = '';
let system: System | null = null;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'naru-system-'));
  dataDir = path.join(root, 'data');
  system = null;
});
afterEach(async () => {
  await system?.stop();
  rmSync(root, { recursive: true });
});

const journal = () => path.join(root, 'journal');
const fake = (name: string) => ({ FAKE_NAME: name, FAKE_JOURNAL: journal() });

/** Two replaced services and their gateway. The addresses of the servers are only passed on. */
const options = (): SystemOptions => ({
  dataDir,
  port: 0,
  mongodbUri: 'mongodb://somewhere',
  natsUrl: 'nats://somewhere',
  services: [
    { name: 'one', main: FAKE, addressVariable: 'ONE_ADDRESS', context: 'one' },
    { name: 'two', main: FAKE, addressVariable: 'TWO_ADDRESS' },
  ],
  gateway: { name: 'gateway', main: FAKE, addressVariable: null },
  environment: { one: fake('one'), two: fake('two'), gateway: fake('gateway') },
});

async function seenBy(url: string): Promise<{ pid: number; env: Record<string, string> }> {
  return (await (await fetch(url)).json()) as { pid: number; env: Record<string, string> };
}

/** The environment of a service, asked at the address where it says whether it is ready. */
const environmentOf = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

test('each process gets what it needs: the servers only a service, the addresses of the services the gateway', async () => {
  const told = path.join(root, 'one.json');
  const given = options();
  system = await startSystem({
    ...given,
    environment: { ...given.environment, one: { ...fake('one'), FAKE_TELLS: told } },
  });
  const servers = { MONGODB_URI: 'mongodb://somewhere', NATS_URL: 'nats://somewhere', NATS_ACCOUNTS: 'one' };
  expect(environmentOf(told)).toMatchObject({ ...servers, DATABASE_PREFIX: 'naru', SUBJECT_PREFIX: '' });
  const { env } = await seenBy(system.gatewayUrl);
  for (const name of Object.keys(servers)) expect(env).not.toHaveProperty(name);
  expect(env).toMatchObject({
    OIDC_ISSUER: 'urn:naru:embedded',
    OIDC_AUDIENCE: 'naru',
    NARU_EMBEDDED: '1',
    HOST: '127.0.0.1',
    ONE_ADDRESS: system.addresses.one,
    TWO_ADDRESS: system.addresses.two,
  });
  const keys = (await (await fetch(env.OIDC_JWKS_URL ?? '')).json()) as { keys: unknown[] };
  expect(keys.keys).toHaveLength(1);
  expect(findRun(dataDir)).toMatchObject({ gatewayUrl: system.gatewayUrl, addresses: system.addresses });
});

test('the key of the journal is made in the data folder for its owner alone, and given to the ledger alone', async () => {
  system = await startSystem(options());
  const file = path.join(dataDir, 'journal-key.pem');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await seenBy(system.gatewayUrl)).env.JOURNAL_KEY_FILE).toBeUndefined();
  const around = { journalKeyFile: file };
  const given = SERVICES.map((service) => [service.name, ownEnvironment(around, service).JOURNAL_KEY_FILE]);
  expect(given.filter(([, its]) => its)).toEqual([['outcome-ledger', file]]);
});

test('another issuer replaces the embedded one', async () => {
  const oidc = { issuer: 'https://id.example', audience: 'other', jwksUrl: 'https://id.example/keys' };
  system = await startSystem({ ...options(), oidc });
  const { env } = await seenBy(system.gatewayUrl);
  expect(env).toMatchObject({ OIDC_ISSUER: oidc.issuer, OIDC_AUDIENCE: 'other', OIDC_JWKS_URL: oidc.jwksUrl });
  expect(system.issuerKey).toBeNull();
});

test('a killed process restarts under its address, and the record of the run has its new process', async () => {
  system = await startSystem(options());
  const before = await seenBy(system.gatewayUrl);
  const back = system.children.gateway?.restarted();
  system.children.gateway?.kill('SIGKILL');
  await back;
  const after = await seenBy(system.gatewayUrl);
  expect(after.pid).not.toBe(before.pid);
  expect(findRun(dataDir)?.children.gateway?.pid).toBe(after.pid);
});

test('the gateway stops before the services', async () => {
  system = await startSystem(options());
  await system.stop();
  const [first, ...others] = readFileSync(journal(), 'utf8').trim().split('\n');
  expect(first).toBe('gateway');
  expect(others.sort()).toEqual(['one', 'two']);
  expect(findRun(dataDir)).toBeNull();
});

test('a taken port is refused before anything starts', async () => {
  const port = await pickPort();
  const other = createServer().listen(port, '127.0.0.1');
  await expect(startSystem({ ...options(), port })).rejects.toThrow(`port ${port} is taken by another program`);
  other.close();
  expect(findRun(dataDir)).toBeNull();
});

test('if one process cannot start, the others are stopped again', async () => {
  const broken = { name: 'gateway', main: path.join(root, 'missing.mjs'), addressVariable: null };
  await expect(startSystem({ ...options(), gateway: broken })).rejects.toThrow(/^gateway did not start: /);
  expect(readFileSync(journal(), 'utf8').trim().split('\n').sort()).toEqual(['one', 'two']);
  expect(findRun(dataDir)).toBeNull();
});

test('a second system in the same folder is refused and does not disturb the first', async () => {
  system = await startSystem(options());
  await expect(startSystem(options())).rejects.toThrow(`Naru already runs in ${dataDir} at ${system.gatewayUrl}`);
  await seenBy(system.gatewayUrl);
});

test('a file in the place of the data folder is named', async () => {
  writeFileSync(dataDir, '');
  await expect(startSystem(options())).rejects.toThrow(`the data folder ${dataDir} cannot be used (EEXIST)`);
});

test('a reset is refused if foreign servers are used', async () => {
  await expect(startSystem({ ...options(), reset: true })).rejects.toThrow('--reset deletes embedded data only');
});
