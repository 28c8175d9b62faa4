/** An issuer of tokens for tests, on loopback. It signs any claims, right or wrong. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Grant } from '@naru/kit/identity';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface TestIssuer {
  issuer: string;
  audience: string;
  jwksUrl: string;
  token(claims: {
    grants: Grant[];
    subject?: string;
    audience?: string;
    issuer?: string;
    ttlS?: number;
  }): Promise<string>;
  /** The key set has another key from now on: the issuer has withdrawn the one that signed. */
  withdrawKey(): Promise<void>;
  stop(): Promise<void>;
}

export async function startIssuer(): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const setOf = async (key: typeof publicKey, kid: string) =>
    JSON.stringify({ keys: [{ ...(await exportJWK(key)), kid, alg: 'ES256', use: 'sig' }] });
  let jwks = await setOf(publicKey, 'test');
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(jwks),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ours = { issuer: 'urn:naru:test', audience: 'naru' };
  return {
    ...ours,
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    token: ({ grants, subject = 'tester', audience = ours.audience, issuer = ours.issuer, ttlS = 3600 }) =>
      // Not by setSubject: it would refuse values that a foreign issuer may write.
      new SignJWT({ grants, sub: subject })
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + ttlS)
        .sign(privateKey),
    withdrawKey: async () => {
      jwks = await setOf((await generateKeyPair('ES256')).publicKey, 'next');
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
