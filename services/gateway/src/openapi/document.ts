/** The API reference: OpenAPI 3.1, made of the contract's routes, rules and comments and of nothing else. */
import type { Plan } from '../plan.ts';
import { operationOf, pathOf } from './operations.ts';
import type { Schema } from './rules.ts';
import { Schemas } from './schemas.ts';

const INTRODUCTION = `REST over Naru's contracts. JSON follows the proto3 mapping: names in lowerCamelCase, int64 as strings in
replies, zeros and empty lists always written. Fields and parameters that are not listed are refused. Every error is a problem
by RFC 9457 with a stable code and, for bad input, every fault with its path.

Give the header X-Request-Timeout-Ms for another deadline than the default, X-Request-Id to find the call in logs and
traceparent to continue a trace. In paths, write a colon that belongs to an id as %3A.`;

const PROBLEM: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'traceId', 'errors'],
  properties: {
    type: { type: 'string', format: 'uri', examples: ['urn:naru:problem:request.invalid'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong, and what would be right.' },
    code: { type: 'string', description: 'Stable: programs may depend on it.' },
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
  },
};

const header = (name: string, description: string): Schema => ({
  name,
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description,
});

/** @param contexts the services' names, which are the values of the routing variable. */
export function openApiDocument(plans: readonly Plan[], contexts: readonly string[]): Schema {
  const schemas = new Schemas('#/components/schemas/');
  const paths: Record<string, Schema> = {};
  for (const plan of plans) {
    const path = pathOf(plan);
    paths[path] = { ...paths[path], [plan.httpMethod.toLowerCase()]: operationOf(plan, contexts, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Naru', version: '1', description: INTRODUCTION },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [...new Set(plans.map(({ method }) => method.service))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      parameters: {
        IdempotencyKey: header(
          'Idempotency-Key',
          'Fills an empty requestId: the same key asks for the same thing once.',
        ),
        LastEventId: header('Last-Event-ID', 'The id of the last event received, to go on from there.'),
      },
      responses: {
        Problem: {
          description: 'Refused.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      schemas: { Problem: PROBLEM, ...schemas.named },
    },
  };
}
