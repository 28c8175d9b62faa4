/** The API reference in OpenAPI 3.1, made only from the contract's routes, rules and comments. */
import { docOf } from '@naru/contracts';
import type { Plan } from '../plan.ts';
import { operationIds, shortType } from './names.ts';
import { operationOf, pathOf } from './operations.ts';
import { HEADERS } from './parameters.ts';
import { REFUSAL_COMPONENTS } from './replies.ts';
import type { Schema } from './rules.ts';
import { Schemas } from './schemas.ts';

const INTRODUCTION = `REST over Naru's contracts. JSON follows the proto3 mapping: names in lowerCamelCase, int64 as strings in
replies, zeros and empty lists always written. Fields and parameters that are not listed are refused. Every error is a problem
by RFC 9457 with a stable code and, for bad input, every fault with its path. It speaks Korean or English as Accept-Language asks.

A read carries an ETag: send it back as If-None-Match, and an answer that has not changed is a 304 without a body; send it as
If-Match with a change, and it is refused with 412 where somebody else was faster. HEAD is GET without the body. Answers of 1 kB
and more come in gzip where Accept-Encoding names it, but for streams. What is made answers 201 with its Location, what takes
long 202 with the Location of its operation.

Give the header X-Request-Timeout-Ms for another deadline than the default, X-Request-Id to find the call in logs and
traceparent to continue a trace. In paths, write a colon that belongs to an id as %3A.`;

const PROBLEM: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'params', 'requestId', 'traceId', 'errors'],
  properties: {
    type: { type: 'string', format: 'uri', examples: ['urn:naru:problem:request.invalid'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong, and what would be right.' },
    code: { type: 'string', description: 'Stable: programs may depend on it. The same in every language.' },
    params: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'What the detail was made of, by name: numbers, ids and names as text.',
    },
    requestId: { type: 'string', description: 'The header X-Request-Id: yours, or one that was made.' },
    traceId: { type: 'string', description: 'Names the request in logs and traces.' },
    errors: {
      type: 'array',
      description: 'Every fault of the input.',
      items: {
        type: 'object',
        required: ['path', 'rule', 'message'],
        properties: {
          path: { type: 'string', description: 'Where: profile.sectors[2]; empty for the whole body.' },
          rule: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
    errorsLeft: { type: 'integer', description: 'How many more faults there are; absent where errors names all.' },
  },
};

/**
 * @param contexts the services' names, which are the values of the routing variable
 * @param issuer the issuer of tokens; one that is no address, such as the embedded one, cannot be discovered
 */
export function openApiDocument(plans: readonly Plan[], contexts: readonly string[], issuer: string): Schema {
  const schemas = new Schemas('#/components/schemas/', shortType);
  const context = { contexts, schemas, idOf: operationIds(plans.map(({ method }) => method)) };
  const paths: Record<string, Schema> = {};
  for (const plan of plans) {
    const path = pathOf(plan);
    paths[path] = { ...paths[path], [plan.httpMethod.toLowerCase()]: operationOf(plan, context) };
  }
  const schemes = securitySchemes(issuer);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Naru',
      version: '1',
      description: INTRODUCTION,
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    externalDocs: {
      url: '/docs/partners.md',
      description: 'The guide for partners: tokens, paging, errors, webhooks, the feed',
    },
    servers: [{ url: '/' }],
    security: Object.keys(schemes).map((name) => ({ [name]: [] })),
    tags: tagsOf(plans),
    paths,
    components: {
      securitySchemes: schemes,
      parameters: HEADERS,
      responses: REFUSAL_COMPONENTS,
      schemas: { Problem: PROBLEM, ...schemas.named },
    },
  };
}

/** Both use the same header for the token. The second one also says where a program gets a token. */
function securitySchemes(issuer: string): Record<string, Schema> {
  const bearer = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token of the issuer.' };
  if (!/^https?:/.test(issuer)) return { bearer };
  const openIdConnectUrl = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  return { bearer, oidc: { type: 'openIdConnect', openIdConnectUrl, description: 'Where tokens come from.' } };
}

/** A tag for each service, with the first comment of its file in the contract. */
function tagsOf(plans: readonly Plan[]): Schema[] {
  const services = new Map(plans.map(({ method }) => [method.service, method.desc.parent]));
  return [...services].map(([name, desc]) => ({ name, description: docOf(desc) || name }));
}
