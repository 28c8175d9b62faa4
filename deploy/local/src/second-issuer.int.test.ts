/** Naru with an issuer that is none of ours, set up as docs/issuer.md says: client credentials, claims, and the change of its key. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@naru/testing/eventually';
import { decodeJwt } from 'jose';
import { temporaryDataDir } from './data-dir.ts';
import { newKey, type SecondIssuer, startSecondIssuer } from './fixture/second-issuer.ts';
import type { Grant } from './issuer.ts';
import { repositoryDir } from './paths.ts';
import { type System, startSystem } from './system.ts';

const PAGE = readFileSync(path.join(repositoryDir, 'docs/issuer.md'), 'utf8');

/** The claim `grants` of a system, as the page shows what a mapper is to write. */
const GRANTS = JSON.parse(/^ *(\[\{ "role": "partner_system".*\}\])$/m.exec(PAGE)?.[1] ?? '') as Grant[];
const CLIENTS = [{ id: 'kotra-crm', grants: GRANTS }, { id: 'nobody' }];

const dataDir = temporaryDataDir();
let issuer: SecondIssuer;
let system: System;
beforeAll(async () => {
  issuer = await startSecondIssuer(CLIENTS, await newKey('first'));
  const oidc = { issuer: issuer.issuer, audience: 'naru', jwksUrl: issuer.jwksUrl };
  system = await startSystem({ dataDir, port: 0, together: true, oidc });
}, 180_000);
afterAll(async () => {
  await system?.stop();
  await issuer?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function me(token: string): Promise<{ status: number; said: Record<string, unknown> }> {
  const response = await fetch(`${system.gatewayUrl}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, said: (await response.json()) as Record<string, unknown> };
}

test('the page names every claim that a token needs, and no other one', async () => {
  const claims = [...PAGE.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(Object.keys(decodeJwt(await issuer.token('kotra-crm')))).toEqual(expect.arrayContaining(claims));
  expect(claims.sort()).toEqual(['aud', 'exp', 'grants', 'iss', 'sub']);
});

test('a system with client credentials is known by its subject and its grants', async () => {
  const { status, said } = await me(await issuer.token('kotra-crm'));
  const [grant] = GRANTS;
  expect([status, said]).toEqual([
    200,
    expect.objectContaining({
      subject: 'kotra-crm',
      grants: [expect.objectContaining({ role: 'PARTNER_SYSTEM', orgId: grant?.org })],
    }),
  ]);
});

test('a token for another audience, and one whose mapper is missing, are refused by their code', async () => {
  expect(await me(await issuer.token('kotra-crm', 'other'))).toMatchObject({
    status: 401,
    said: { code: 'token.invalid' },
  });
  expect(await me(await issuer.token('nobody'))).toMatchObject({ status: 401, said: { code: 'token.no_grants' } });
});

test('a new key counts at once beside the old one, whose tokens go on', async () => {
  const old = await issuer.token('kotra-crm');
  expect((await me(old)).status).toBe(200);
  const [second, third] = [await newKey('second'), await newKey('third')];
  issuer.sign([second, third]);
  const fresh = await issuer.token('kotra-crm');
  // A key that is not known is asked for, at most every five seconds.
  await eventually(async () => (await me(fresh)).status === 200, { withinMs: 10_000 });
  expect((await me(old)).status).toBe(200);
});
