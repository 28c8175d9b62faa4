import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

describe('a signing key that its issuer has withdrawn', () => {
  const START = Date.now();
  const at = (seconds: number) => new Date(START + seconds * 1_000);

  async function ground(rememberedMax = 100) {
    const own = await startIssuer();
    let clock = at(0);
    const asked = createVerifier({ ...own, now: () => clock, rememberedMax });
    const tokens = await Promise.all(['a', 'b', 'c'].map((subject) => own.token({ subject, grants })));
    return { own, asked, tokens: tokens as [string, string, string], pass: (seconds: number) => (clock = at(seconds)) };
  }

  test('ends within five minutes, also for tokens that were accepted last', async () => {
    const { own, asked, tokens, pass } = await ground();
    await asked(tokens[0]);
    await own.withdrawKey();
    pass(59);
    await asked(tokens[1]); // By keys that are 59 s old.
    pass(299);
    expect(await asked(tokens[0])).toMatchObject({ subject: 'a' });
    expect(await asked(tokens[1])).toMatchObject({ subject: 'b' });
    pass(300);
    for (const token of tokens) await expect(asked(token)).rejects.toMatchObject({ code: 'token.invalid' });
    await own.stop();
  });

  test('ends after a minute for tokens that were not asked about before', async () => {
    const { own, asked, tokens, pass } = await ground();
    await asked(tokens[0]);
    await own.withdrawKey();
    pass(60);
    await expect(asked(tokens[1])).rejects.toMatchObject({ code: 'token.invalid' });
    await own.stop();
  });

  test('keys count for five minutes where the issuer is away, and no longer', async () => {
    const { own, asked, tokens, pass } = await ground();
    await asked(tokens[0]);
    await own.stop();
    pass(299);
    expect(await asked(tokens[1])).toMatchObject({ subject: 'b' });
    pass(300);
    for (const token of tokens) await expect(asked(token)).rejects.toMatchObject({ code: 'issuer.unavailable' });
  });

  test('a full memory forgets its oldest token first', async () => {
    const { own, asked, tokens, pass } = await ground(2);
    for (const token of tokens) await asked(token);
    await own.withdrawKey();
    pass(60);
    expect(await asked(tokens[1])).toMatchObject({ subject: 'b' });
    expect(await asked(tokens[2])).toMatchObject({ subject: 'c' });
    await expect(asked(tokens[0])).rejects.toMatchObject({ code: 'token.invalid' });
    await own.stop();
  });
});
