import { expect, test } from '@jest/globals';
import { events, methods } from '@naru/contracts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { fixtureMethods } from '../fixture/contract.ts';
import { fixtureReference, readReference } from '../fixture/reference.ts';
import { compilePlan } from '../plan.ts';
import { eventCatalogue } from './catalogue.ts';
import { openApiDocument } from './document.ts';
import type { Schema } from './rules.ts';

const documentOf = (of: typeof methods) =>
  openApiDocument(
    of.map(compilePlan).filter((plan) => plan !== null),
    ['registry', 'ledger'],
    'https://login.example.org',
  );

/** The value at a path of keys in a document; undefined if there is none. */
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

test('every annotated method is there, with its comment and its access rule', () => {
  const document = documentOf(methods);
  const count = Object.values(document.paths as Record<string, object>).flatMap(Object.keys).length;
  expect(count).toBe(methods.filter(({ http }) => http).length);
  const register = at(document, 'paths', '/v1/ventures', 'post');
  expect(register).toMatchObject({
    operationId: 'registerVenture',
    summary: 'Registers a venture as a draft of its centre.',
    description: expect.stringContaining('May be called by: network_admin (any); centre_officer (own centre).'),
    'x-naru-access': [
      { role: 'network_admin', scope: 'any' },
      { role: 'centre_officer', scope: 'own_centre' },
    ],
  });
});

const schemaOf = (name: string, of = methods) => at(documentOf(of), 'components', 'schemas', name) as Schema;

test('rules and comments of fields become keywords of request schemas', () => {
  expect(schemaOf('VentureProfileInput')).toMatchObject({
    additionalProperties: false,
    properties: {
      sectors: { type: 'array', maxItems: 8, uniqueItems: true, items: { not: { enum: ['SECTOR_UNSPECIFIED'] } } },
      staff: { type: 'integer', minimum: 0, maximum: 10_000_000, description: 'Staff. Unset where unknown.' },
      askKrw: { type: ['string', 'integer'], minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
      markets: { items: { type: 'string', pattern: '^[A-Z]{2}$' } },
      foundedOn: { $ref: '#/components/schemas/DateInput' },
    },
  });
  expect(schemaOf('DateInput')).toMatchObject({ oneOf: [{ type: 'object' }, { type: 'string', format: 'date' }] });
});

test('reply schemas have no rules, write int64 as text and dates as objects, and may grow', () => {
  const profile = schemaOf('VentureProfile');
  expect(profile).toMatchObject({
    properties: {
      sectors: { type: 'array', items: { $ref: '#/components/schemas/TaxonomySector' } },
      askKrw: { type: 'string' },
      foundedOn: { $ref: '#/components/schemas/Date' },
    },
  });
  expect(JSON.stringify(profile)).not.toMatch(/maxItems|maximum|additionalProperties/);
  expect(schemaOf('Date')).toMatchObject({ type: 'object', required: ['year', 'month', 'day'] });
});

test('a request field is required by its own rule, or because its zero would break another rule', () => {
  expect(schemaOf('RegisterVentureRequest').required).toEqual(['centreId', 'brn', 'profile']);
  expect(schemaOf('CreateNoteRequest', fixtureMethods).required).toEqual(['text']);
});

test('a reply field that is always written is required; messages, alternatives and optional fields are not', () => {
  const required = schemaOf('Everything', fixtureMethods).required as string[];
  expect(required).toEqual(expect.arrayContaining(['text', 'flag', 'large', 'colour', 'words', 'counts']));
  for (const name of ['child', 'leftChoice', 'known', 'at']) expect(required).not.toContain(name);
});

test('alternatives exclude each other', () => {
  expect(schemaOf('EverythingInput', fixtureMethods).not).toEqual({ required: ['leftChoice', 'rightChoice'] });
});

test('an update lists exactly the fields that it may change; a field that must stay refuses null', () => {
  const venture = schemaOf('VenturePatch');
  expect(Object.keys(venture.properties as Schema)).toEqual(['profile', 'etag']);
  expect(venture).toMatchObject({ properties: { profile: { $ref: '#/components/schemas/VentureProfilePatch' } } });
  expect(schemaOf('VentureProfilePatch')).toMatchObject({
    properties: {
      name: { $ref: '#/components/schemas/LocalizedTextInput' },
      summary: { anyOf: [{ $ref: '#/components/schemas/LocalizedTextInput' }, { type: 'null' }] },
      staff: { type: ['integer', 'null'] },
    },
  });
  expect(schemaOf('InvestorPatch')).toMatchObject({
    properties: { country: { type: 'string' }, lei: { type: ['string', 'null'] } },
  });
});

test('an update requires no field and clears by null, but a part that it replaces whole must be complete', () => {
  const patch = schemaOf('EverythingPatch', fixtureMethods);
  expect(patch).toMatchObject({
    additionalProperties: false,
    properties: {
      text: { type: ['string', 'null'] },
      child: { anyOf: [{ $ref: '#/components/schemas/EverythingPatch' }, { type: 'null' }] },
      children: { type: ['array', 'null'], items: { $ref: '#/components/schemas/EverythingInput' } },
      on: { anyOf: [{ $ref: '#/components/schemas/DateInput' }, { type: 'null' }] },
    },
  });
  expect(patch.required).toBeUndefined();
  const body = at(documentOf(fixtureMethods), 'paths', '/v1/echoes/{id}', 'patch', 'requestBody');
  expect(body).toMatchObject({
    content: { 'application/json': { schema: { $ref: '#/components/schemas/EverythingPatch' } } },
  });
});

test('each method lists its answers: by its kind, its parameters, and its possible refusals', () => {
  const document = documentOf(methods);
  const statuses = (path: string, verb: string) =>
    Object.keys(at(document, 'paths', path, verb, 'responses') as Schema).join(' ');
  expect(statuses('/v1/ventures', 'post')).toBe('201 400 401 403 404 409 413 415 422 429 503 default');
  expect(statuses('/v1/matches:run', 'post')).toBe('202 400 401 403 409 413 415 422 429 503 default');
  expect(statuses('/v1/network-plan', 'get')).toBe('200 304 400 401 429 503 default');
  expect(statuses('/v1/matches', 'get')).toBe('200 304 400 401 403 429 503 default');
  expect(statuses('/v1/matches/{id}', 'get')).toBe('200 304 400 401 403 404 422 429 503 default');
  expect(statuses('/v1/journal:verify', 'post')).toBe('200 400 401 403 404 413 415 422 429 503 default');
  expect(statuses('/v1/ventures/{id}:publish', 'post')).toContain(' 409 412 ');
  expect(statuses('/v1/applications/{id}/files/{fieldId}', 'put')).toContain(' 409 412 413 415 ');
  expect(statuses('/v1/calendar-feeds/{token}/naru.ics', 'get')).toBe('200 304 400 404 422 429 503 default');
  const feed = at(document, 'paths', '/v1/calendar-feeds/{token}/naru.ics', 'get');
  expect(feed).toMatchObject({ security: [], responses: { 200: { content: { 'text/calendar': expect.anything() } } } });
  const file = at(document, 'paths', '/v1/applications/{id}/files/{fieldId}');
  const bytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  expect(file).toMatchObject({
    put: { requestBody: { content: bytes } },
    get: { responses: { 200: { content: bytes, headers: { 'Content-Disposition': expect.anything() } } } },
  });
});

test('every element that a reader looks up has a text', () => {
  const document = documentOf(methods);
  expect(document).toMatchObject({
    info: { license: { identifier: 'Apache-2.0' } },
    security: [{ bearer: [] }, { oidc: [] }],
    components: {
      securitySchemes: {
        oidc: {
          type: 'openIdConnect',
          openIdConnectUrl: 'https://login.example.org/.well-known/openid-configuration',
        },
      },
    },
  });
  for (const { name, description } of document.tags as Schema[]) expect([name, description]).not.toEqual([name, name]);
  const operations = Object.values(document.paths as Record<string, Record<string, Schema>>).flatMap(Object.values);
  const ids = operations.map(({ operationId }) => String(operationId));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]{2,40}$/);
  const parameters = operations.flatMap((operation) => operation.parameters as Schema[]);
  for (const parameter of parameters)
    if (!parameter.$ref) expect(parameter).toMatchObject({ description: expect.stringMatching(/\S/) });
});

test('an issuer that is no address is not offered for discovery', () => {
  const plans = fixtureMethods.map(compilePlan).filter((plan) => plan !== null);
  expect(openApiDocument(plans, ['fixture'], 'urn:naru:embedded').security).toEqual([{ bearer: [] }]);
});

test('a path variable that selects the service lists the services, and is no part of the body', () => {
  const cancel = at(documentOf(methods), 'paths', '/v1/services/{service}/operations/{id}:cancel', 'post');
  expect(cancel).toMatchObject({
    parameters: [{ name: 'service', schema: { enum: ['registry', 'ledger'] } }, { name: 'id' }],
  });
  expect(JSON.stringify(at(cancel as Schema, 'requestBody'))).not.toContain('"id"');
});

test('the catalogue has every event, and every reference in it resolves', () => {
  const catalogue = eventCatalogue();
  expect(catalogue.events).toHaveLength(events.length);
  expect(catalogue.events).toContainEqual({
    type: 'naru.registry.venture.published.v1',
    subject: 'naru.registry.venture.published.v1.{aggregate id}',
    context: 'registry',
    summary: { ko: expect.stringMatching(/[가-힣]/), en: expect.stringMatching(/\S/) },
    audience: expect.any(String),
    schema: { $ref: expect.stringMatching(/^#\/\$defs\/naru\.registry\.v1\./) },
  });
  for (const ref of refsIn(catalogue)) expect(at(catalogue, ...ref.slice(2).split('/'))).toBeDefined();
});

test('a request shows its example without the fields of the path; a parameter shows its own part', () => {
  const document = documentOf(methods);
  const content = (path: string, verb: string) =>
    at(document, 'paths', path, verb, 'requestBody', 'content', 'application/json') as Schema;
  expect(content('/v1/ventures', 'post').example).toMatchObject({ centreId: expect.any(String) });
  expect(content('/v1/ventures/{id}:giveConsent', 'post').example).not.toHaveProperty('id');
  const [id] = at(document, 'paths', '/v1/ventures/{id}', 'get', 'parameters') as Schema[];
  expect(id).toMatchObject({ name: 'id', example: expect.stringMatching(/\S/) });
});

test('the reference of the fixture has not changed in any word: npm run renew --prefix services/gateway', () => {
  expect(fixtureReference()).toEqual(readReference());
});

test('a rule makes its field required exactly if an omitted field would break it', () => {
  const body = at(documentOf(fixtureMethods), 'paths', '/v1/notes/{noteId}:keepRules', 'post', 'requestBody') as Schema;
  const demanded = ['short', 'code', 'oneOf', 'address', 'fromOne', 'aboveZero', 'belowZero', 'toMinusOne'];
  const others = ['colour', 'words', 'range', 'demanded'];
  expect(at(body, 'content', 'application/json', 'schema', 'required')).toEqual([...demanded, ...others]);
});

test('a list states its orders, the default one, and the meaning of its time limits', () => {
  const parameters = at(documentOf(methods), 'paths', '/v1/webhooks/{webhookId}/deliveries', 'get', 'parameters');
  const named = (name: string) => (parameters as Schema[]).find((one) => one.name === name);
  expect(named('orderBy')).toMatchObject({
    required: false,
    description: expect.stringContaining('begins with the least'),
    schema: {
      enum: ['create_time', 'create_time desc', 'update_time', 'update_time desc'],
      default: 'create_time desc',
    },
  });
  expect(named('createdAfter')?.description).toBe('Created after this instant.');
  const rounds = at(documentOf(methods), 'paths', '/v1/rounds', 'get', 'parameters') as Schema[];
  const updatedAfter = rounds.find((one) => one.name === 'updatedAfter');
  expect(updatedAfter).toMatchObject({
    schema: { format: 'date-time' },
    description: expect.stringContaining('copy follows the events'),
  });
});

test('a call names its codes by status: those of its own rules, and those of every call of its kind', () => {
  const open = at(documentOf(methods), 'paths', '/v1/rounds', 'post') as Schema;
  const codes = open['x-naru-codes'] as Record<string, string[]>;
  expect(codes[422]).toContain('round.limit');
  expect(codes[400]).toContain('event.too_large');
  expect(codes[409]).toEqual(expect.arrayContaining(['change.busy', 'request.id_reused', 'round.half_taken']));
  expect(codes[404]).toContain('programme.not_found');
  expect(open.description).toMatch(/Refused by rules of its own with: .*422 .*round\.limit/);
  expect(open.responses).toHaveProperty('422');
});
