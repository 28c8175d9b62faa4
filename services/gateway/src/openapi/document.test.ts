import { expect, test } from '@jest/globals';
import { events, methods } from '@naru/contracts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { fixtureMethods } from '../fixture/contract.ts';
import { compilePlan } from '../plan.ts';
import { eventCatalogue } from './catalogue.ts';
import { openApiDocument } from './document.ts';
import type { Schema } from './rules.ts';

const documentOf = (of: typeof methods) =>
  openApiDocument(
    of.map(compilePlan).filter((plan) => plan !== null),
    ['registry', 'ledger'],
  );

/** Goes down a document by keys; undefined where there is no such place. */
const at = (document: Schema, ...keys: string[]): unknown =>
  keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);

/** Every $ref of a document. */
const refsIn = (document: unknown): string[] =>
  [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref);

test.each([
  ['the contract', methods],
  ['every kind of field and shape', fixtureMethods],
])('the reference of %s is valid OpenAPI 3.1', async (_, of) => {
  const document = documentOf(of);
  const result = await new Validator().validate(structuredClone(document));
  expect(result).toMatchObject({ valid: true });
  for (const ref of refsIn(document)) expect(at(document, ...ref.slice(2).split('/'))).toBeDefined();
});

test('the validator refuses a document that is wrong', async () => {
  const document = documentOf(fixtureMethods);
  const result = await new Validator().validate({ ...document, paths: { '/x': { get: { responses: 5 } } } });
  expect(result.valid).toBe(false);
});

test('every annotated method is there, with its comment and who may call it', () => {
  const document = documentOf(methods);
  const count = Object.values(document.paths as Record<string, object>).flatMap(Object.keys).length;
  expect(count).toBe(methods.filter(({ http }) => http).length);
  const register = at(document, 'paths', '/v1/ventures', 'post');
  expect(register).toMatchObject({
    operationId: 'RegistryService_RegisterVenture',
    summary: 'Enters a venture as a draft of its centre.',
    description: expect.stringContaining('May be called by: network_admin (any); centre_officer (own centre).'),
    'x-naru-access': [
      { role: 'network_admin', scope: 'any' },
      { role: 'centre_officer', scope: 'own_centre' },
    ],
  });
});

test('rules and comments of fields become keywords of their schemas', () => {
  const document = documentOf(methods);
  const profile = at(document, 'components', 'schemas', 'naru.registry.v1.VentureProfile');
  expect(profile).toMatchObject({
    properties: {
      sectors: { type: 'array', maxItems: 8, uniqueItems: true, items: { not: { enum: ['SECTOR_UNSPECIFIED'] } } },
      staff: { type: 'integer', minimum: 0, maximum: 10_000_000, description: 'Staff. Unset where unknown.' },
      askKrw: { type: ['string', 'integer'], minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
      markets: { items: { type: 'string', pattern: '^[A-Z]{2}$' } },
    },
  });
});

test('what must be given is required', () => {
  const register = at(documentOf(methods), 'components', 'schemas', 'naru.registry.v1.RegisterVentureRequest');
  expect(register).toMatchObject({ required: expect.arrayContaining(['profile']) });
});

test('a path variable that routes names the services, and is no part of the body', () => {
  const cancel = at(documentOf(methods), 'paths', '/v1/services/{service}/operations/{id}:cancel', 'post');
  expect(cancel).toMatchObject({
    parameters: [{ name: 'service', schema: { enum: ['registry', 'ledger'] } }, { name: 'id' }],
  });
  expect(JSON.stringify(at(cancel as Schema, 'requestBody'))).not.toContain('"id"');
});

test('the catalogue has every event, and nothing in it points nowhere', () => {
  const catalogue = eventCatalogue();
  expect(catalogue.events).toHaveLength(events.length);
  expect(catalogue.events).toContainEqual({
    type: 'naru.registry.venture.published.v1',
    subject: 'naru.registry.venture.published.v1.{aggregate id}',
    context: 'registry',
    summary: expect.any(String),
    audience: expect.any(String),
    schema: { $ref: expect.stringMatching(/^#\/\$defs\/naru\.registry\.v1\./) },
  });
  for (const ref of refsIn(catalogue)) expect(at(catalogue, ...ref.slice(2).split('/'))).toBeDefined();
});
