import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { greet, tokenOf } from './greeting.ts';
import { AUDIENCE, EMBEDDED_ISSUER, openIssuerKey, publicKeySet, signToken } from './issuer.ts';
import { loaderToken } from './load.ts';
import type { System } from './system.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'naru-issuer-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('a signed token is verified with the published keys', async () => {
  const key = await openIssuerKey(path.join(dir, 'issuer.json'));
  const grants = [{ role: 'centre_officer', centre: 'KR-27' } as const];
  const token = await signToken({ subject: 'kim', grants, ttlS: 60, key });
  const expected = { issuer: EMBEDDED_ISSUER, audience: AUDIENCE, algorithms: ['ES256'] };
  const { payload } = await jwtVerify(token, createLocalJWKSet(publicKeySet(key)), expected);
  expect(payload).toMatchObject({ sub: 'kim', grants, jti: expect.any(String) });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
});

test('the greeting names the command that gives a token, and no token', async () => {
  const key = await openIssuerKey(path.join(dir, 'issuer.json'));
  const told = (issuerKey: typeof key | null) => {
    const lines: string[] = [];
    greet({ gatewayUrl: 'http://127.0.0.1:8080', issuerKey }, { dataDir: dir, say: (line) => lines.push(line) });
    return lines.join('\n');
  };
  const command =
    'curl -H "Authorization: Bearer $(npm run -s token -- --role network_admin)" http://127.0.0.1:8080/v1/ventures';
  expect(told(key)).toContain(`  ${command}\n`);
  expect(told(null)).toContain('"Authorization: Bearer $TOKEN"');
  expect(told(key)).not.toMatch(/eyJ/);
});

test('every load of a network, at the start or later, uses the same caller', async () => {
  const key = await openIssuerKey(path.join(dir, 'issuer.json'));
  const subjects = await Promise.all(
    [await tokenOf({ issuerKey: key } as System), await loaderToken({ NARU_DATA: dir })].map(
      async (token) => decodeJwt(token ?? '').sub,
    ),
  );
  expect(new Set(subjects).size).toBe(1);
});

test('the published keys hold no private part', async () => {
  const key = await openIssuerKey(path.join(dir, 'issuer.json'));
  expect(Object.keys(publicKeySet(key).keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
});

test('the key is created once, also by two processes at once, and only its owner can read it', async () => {
  const file = path.join(dir, 'below', 'issuer.json');
  const [first, second] = await Promise.all([openIssuerKey(file), openIssuerKey(file)]);
  expect(second).toEqual(first);
  expect(await openIssuerKey(file)).toEqual(first);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a broken key file is named', async () => {
  const file = path.join(dir, 'issuer.json');
  writeFileSync(file, '{');
  await expect(openIssuerKey(file)).rejects.toThrow(`the issuer's key ${file} cannot be used`);
});
