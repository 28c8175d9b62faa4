import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, readConfig, SECRETS, sealingKeys, serviceConfig } from './config.ts';

const env = {
  OIDC_ISSUER: 'https://issuer.example',
  OIDC_JWKS_URL: 'https://issuer.example/jwks.json',
  MONGODB_URI: 'mongodb://localhost',
  NATS_URL: 'nats://localhost',
};

test('a missing variable takes its default', () => {
  expect(readConfig(serviceConfig, env)).toEqual({
    ...env,
    OIDC_AUDIENCE: 'naru',
    OTEL_TRACES_SAMPLER: 'parentbased_always_on',
    OTEL_TRACES_SAMPLER_ARG: 1,
    OTEL_METRIC_EXPORT_INTERVAL: 60_000,
    NARU_REVISION: 'unknown',
    JOURNAL_HEAD_MS: 60_000,
    LOG_LEVEL: 'info',
    LOOKUP_WAIT_MS: 2_000,
    DATABASE_PREFIX: 'naru',
    NATS_ACCOUNTS: 'each',
    SUBJECT_PREFIX: '',
    GRPC_HOST: '127.0.0.1',
    GRPC_CONNECTION_AGE_MS: 60_000,
    GRPC_PORT: 0,
    HEALTH_HOST: '127.0.0.1',
    HEALTH_PORT: 0,
    NARU_EMBEDDED: '0',
    OPERATIONS_OPEN_MAX: 3,
    ADDRESSES_PER_OWNER: 20,
    STREAMS_PER_SUBJECT: 10,
    SUBSCRIPTIONS_PER_SUBJECT: 20,
    FEED_KEPT_MS: 30 * 24 * 3_600_000,
    MAIL_PER_DAY: 20,
    MAIL_DIGEST_HOUR: 8,
    RETRY_SOON_MS: 120_000,
    RETRY_LATE_MS: 1_800_000,
    RETRY_FLIGHT_MS: 10_000,
    UNSENT_OLD_MS: 30_000,
    EVENTS_KEPT_MS: 30 * 24 * 3_600_000,
    LEASE_MS: 5_000,
    NARU_UNDECLARED: 'count',
  });
});
test('an empty variable counts as missing, and other variables are ignored', () => {
  expect(readConfig(serviceConfig, { ...env, GRPC_PORT: '', PATH: '/bin' })).toMatchObject({ GRPC_PORT: 0 });
});
test('the limits of each range are allowed', () => {
  const ends = { GRPC_PORT: '65535', OTEL_TRACES_SAMPLER_ARG: '0', NATS_ACCOUNTS: 'one', SUBJECT_PREFIX: 'a_1.' };
  expect(readConfig(serviceConfig, { ...env, ...ends, MONGODB_URI: 'mongodb+srv://host' })).toMatchObject({
    GRPC_PORT: 65_535,
    OTEL_TRACES_SAMPLER_ARG: 0,
    NATS_ACCOUNTS: 'one',
  });
});
test.each([
  ['GRPC_PORT', '65536'],
  ['GRPC_PORT', '-1'],
  ['NATS_ACCOUNTS', 'two'],
  ['NATS_URL', 'nats://:::'],
  ['NATS_URL', 'nats://a:4222,nats://'],
  ['OTEL_TRACES_SAMPLER', 'sometimes'],
  ['SEALING_KEYS_FILE', '/nowhere/keys'],
  ['JOURNAL_KEY_FILE', '/nowhere/key'],
  ['OTEL_TRACES_SAMPLER_ARG', '1.1'],
  ['OTEL_TRACES_SAMPLER_ARG', '-0.1'],
  ['MONGODB_URI', 'http://localhost'],
  ['DATABASE_PREFIX', '1naru'],
  ['DATABASE_PREFIX', `n${'a'.repeat(31)}`],
  ['SUBJECT_PREFIX', 'test'],
  ['NARU_EMBEDDED', 'yes'],
  ['LOG_LEVEL', 'loud'],
  ['RETRY_SOON_MS', '0'],
  ['RETRY_LATE_MS', '1.5'],
])('%s=%s is refused by its name', (name, value) => {
  expect(() => readConfig(serviceConfig, { ...env, [name]: value })).toThrow(`  ${name}: `);
});
test('all faults are reported at once', () => {
  const read = () => readConfig(serviceConfig, { GRPC_PORT: 'x' });
  expect(read).toThrow(ConfigError);
  for (const name of ['OIDC_ISSUER', 'OIDC_JWKS_URL', 'MONGODB_URI', 'NATS_URL', 'GRPC_PORT'])
    expect(read).toThrow(`  ${name}: `);
});

test('a service that stores secrets does not start without keys for them', () => {
  const keys = `2026:${Buffer.alloc(32, 1).toString('base64')}`;
  expect(sealingKeys(readConfig(serviceConfig, { ...env, SEALING_KEYS: keys }))).toBe(keys);
  expect(() => sealingKeys(readConfig(serviceConfig, env))).toThrow('SEALING_KEYS: this service stores secrets');
  expect(() => readConfig(serviceConfig, { ...env, SEALING_KEYS: '2026:short' })).toThrow(
    '  SEALING_KEYS: must be id:key',
  );
});

const SHAPE = Object.fromEntries(SECRETS.map((name) => [name, z.string()]));

function secretFiles(content: (name: string) => string): Record<string, string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'naru-config-'));
  return Object.fromEntries(
    SECRETS.map((name) => {
      writeFileSync(path.join(folder, name), content(name));
      return [`${name}_FILE`, path.join(folder, name)];
    }),
  );
}

test('every secret may come from a file, whose last end of line is none of it; the variable itself comes first', () => {
  const files = secretFiles((name) => `the ${name}\n`);
  expect(readConfig(SHAPE, files)).toEqual(Object.fromEntries(SECRETS.map((name) => [name, `the ${name}`])));
  expect(readConfig(SHAPE, { ...files, NATS_PASSWORD: 'mine' })).toMatchObject({ NATS_PASSWORD: 'mine' });
  // An empty variable counts as not set.
  expect(readConfig(SHAPE, { ...files, NATS_PASSWORD: '' })).toMatchObject({ NATS_PASSWORD: 'the NATS_PASSWORD' });
});

test('a file that cannot be read is named, with all other faults, and so is a wrong secret in a file', () => {
  const { MONGODB_URI: _, ...rest } = env;
  const read = () => readConfig(serviceConfig, { ...rest, MONGODB_URI_FILE: '/nowhere/uri', GRPC_PORT: 'x' });
  expect(read).toThrow('  MONGODB_URI_FILE: ENOENT');
  expect(read).toThrow('  GRPC_PORT: ');
  expect(read).not.toThrow('  MONGODB_URI: ');
  const { MONGODB_URI_FILE = '' } = secretFiles(() => 'http://database');
  expect(() => readConfig(serviceConfig, { ...rest, MONGODB_URI_FILE })).toThrow('  MONGODB_URI: must begin');
});
