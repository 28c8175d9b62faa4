import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startIssuer, type TestIssuer } from '@naru/testing/issuer';
import { createVerifier, type Verifier } from './identity.ts';

let issuer: TestIssuer;
let verify: Verifier;
let now = new Date();

beforeAll(async () => {
  issuer = await startIssuer();
  verify = createVerifier({ ...issuer, now: () => now });
});
afterAll(() => issuer?.stop());

const grants = [{ role: 'centre_officer', centre: 'KR-27' }];
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

test('a token of the issuer gives its subject and grants; unknown roles are left out', async () => {
  const caller = await verify(await issuer.token({ subject: 'officer', grants: [...grants, { role: 'emperor' }] }));
  expect(caller).toMatchObject({ subject: 'officer', grants });
});

test('a missing token, a broken one, `alg: none`, a changed claim, another audience or another issuer get the same refusal', async () => {
  const good = await issuer.token({ grants });
  const [header, payload, signature] = good.split('.') as [string, string, string];
  const raised = encode({
    ...JSON.parse(Buffer.from(payload, 'base64url').toString()),
    grants: [{ role: 'network_admin' }],
  });
  const forged = [
    undefined,
    '',
    'abc',
    `${encode({ alg: 'none' })}.${payload}.`,
    `${header}.${raised}.${signature}`,
    await issuer.token({ grants, audience: 'elsewhere' }),
    await issuer.token({ grants, issuer: 'urn:else' }),
  ];
  for (const token of forged) await expect(verify(token)).rejects.toMatchObject({ kind: 'anonymous' });
});

test.each([
  ['a subject that is no text', { subject: { $ne: '' } as never }],
  ['an empty subject', { subject: '' }],
  ['a subject of spaces', { subject: ' ' }],
  ['a subject with a control character', { subject: 'kim\u0000' }],
  ['a subject that is too long', { subject: 'k'.repeat(256) }],
  ['a centre that is no text', { grants: [{ role: 'centre_officer', centre: { $ne: '' } as never }] }],
  ['an empty centre', { grants: [{ role: 'centre_officer', centre: '' }] }],
  ['a centre of another form', { grants: [{ role: 'centre_officer', centre: 'Gyeongbuk' }] }],
  ['an organisation that is no text', { grants: [{ role: 'venture_member', org: ['ven_1'] as never }] }],
  ['an organisation without a prefix', { grants: [{ role: 'venture_member', org: '*' }] }],
])('%s never reaches a query', async (_, claims) => {
  await expect(verify(await issuer.token({ grants, ...claims }))).rejects.toMatchObject({
    kind: 'anonymous',
    code: 'token.malformed',
  });
});

test.each(['kim', 'kim.minji@example.kr', 'centre_officer KR-27', '김민지', 'k'.repeat(255)])(
  'a subject may be %s',
  async (subject) => {
    expect(await verify(await issuer.token({ subject, grants }))).toMatchObject({ subject });
  },
);

test('an accepted token is refused once it has expired', async () => {
  const token = await issuer.token({ grants, ttlS: 60 });
  await verify(token);
  now = new Date(Date.now() + 120_000);
  await expect(verify(token)).rejects.toMatchObject({ kind: 'anonymous', code: 'token.expired' });
  now = new Date();
});

test('an issuer that does not answer is unavailable: nobody is let in, and no caller is blamed', async () => {
  const away = createVerifier({ ...issuer, jwksUrl: 'http://127.0.0.1:1/jwks.json', now: () => now });
  await expect(away(await issuer.token({ grants }))).rejects.toMatchObject({ kind: 'unavailable' });
});
