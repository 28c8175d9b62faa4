import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { ConfigError } from '@naru/kit/config';
import { readKeys } from './keys.ts';

const pair = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    secret: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    shared: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};
const [now, before, first] = [pair(), pair(), pair()];

test('the key that signs, and the older ones, are read from variables', () => {
  const { signing, ring } = readKeys({ JOURNAL_KEY: now.secret, JOURNAL_OLD_KEYS: before.shared + first.shared });
  expect(ring.size).toBe(3);
  expect([...ring.keys()].at(-1)).toBe(signing.id);
});

test('a key in one line has its ends of lines as \\n', () => {
  const inOneLine = now.secret.replaceAll('\n', '\\n');
  expect(readKeys({ JOURNAL_KEY: inOneLine }).signing.id).toBe(readKeys({ JOURNAL_KEY: now.secret }).signing.id);
});

test.each([
  ['no key', {}, /JOURNAL_KEY or JOURNAL_KEY_FILE must have the key/],
  ['no PEM', { JOURNAL_KEY: 'secret' }, /^JOURNAL_KEY cannot be read/],
  ['another kind of key', { JOURNAL_KEY: rsa() }, /the key is rsa, not ed25519/],
  ['a private key that is not one', { JOURNAL_KEY: now.shared }, /^JOURNAL_KEY cannot be read/],
])('the service does not start with %s', (_, config, message) => {
  expect(() => readKeys(config)).toThrow(ConfigError);
  expect(() => readKeys(config)).toThrow(message);
});

function rsa(): string {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  }) as string;
}
