import { expect, test } from '@jest/globals';
import { contexts, readGatewayConfig } from './config.ts';

const addresses = Object.fromEntries(contexts.map((context) => [`${context.toUpperCase()}_ADDRESS`, '127.0.0.1:9000']));
const env = { ...addresses, OIDC_ISSUER: 'https://login.example.org', OIDC_JWKS_URL: 'https://login.example.org/keys' };
const originsOf = (text: string) => readGatewayConfig({ ...env, CORS_ORIGINS: text }).corsOrigins;

test('no page may call unless the configuration names its origin', () => {
  expect(readGatewayConfig(env).corsOrigins).toEqual([]);
  expect(originsOf('https://portal.example.org, http://127.0.0.1:5173')).toEqual([
    'https://portal.example.org',
    'http://127.0.0.1:5173',
  ]);
});

test.each([
  '*',
  'portal.example.org',
  'https://portal.example.org/',
  'https://Portal.example.org',
  'null',
  'file:///x',
])('%s is no origin', (text) => {
  expect(() => originsOf(text)).toThrow('CORS_ORIGINS');
});

test('whoever sends headers slowly has ten seconds, a subject has ten streams, and a page answers ten times a second', () => {
  expect(readGatewayConfig(env)).toMatchObject({
    pageRatePerMinute: 600,
    limits: { headersTimeoutMs: 10_000, streamsPerSubject: 10 },
  });
});
