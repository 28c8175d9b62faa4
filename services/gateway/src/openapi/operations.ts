/** One method of the contract as an operation of OpenAPI. */
import type { DescField, DescMessage } from '@bufbuild/protobuf';
import { docOf } from '@naru/contracts';
import { isByLink } from '@naru/kit/access';
import { fieldAt, jsonPath, type Plan } from '../plan.ts';
import type { QueryField } from '../query.ts';
import { accessOf, accessText } from './access.ts';
import { rulesOf, type Schema } from './rules.ts';
import type { Schemas } from './schemas.ts';

/** The route as OpenAPI writes it, its variables by their JSON names. */
export function pathOf({ method, template }: Plan): string {
  const names = template.variables.map((path) => jsonPath(method.input, path).join('.'));
  return (method.http?.path ?? '').replace(/\{[^}]+\}/g, () => `{${names.shift()}}`);
}

export function operationOf(plan: Plan, contexts: readonly string[], schemas: Schemas): Schema {
  const { method } = plan;
  const requestBody = bodyOf(plan, schemas);
  return {
    operationId: `${method.service}_${method.name}`,
    tags: [method.service],
    summary: /^.*?(?:\.(?=\s)|$)/.exec(method.doc)?.[0] ?? method.name,
    description: [method.doc, accessText(method)].filter(Boolean).join('\n\n'),
    parameters: [
      ...pathParameters(plan, contexts, schemas),
      ...plan.parameters.filter(isWhole).map((p) => queryParameter(p, schemas)),
      ...headers(plan),
    ],
    ...(requestBody ? { requestBody } : {}),
    responses: {
      200: { description: 'Done.', content: replyOf(plan, schemas) },
      '4XX': { $ref: '#/components/responses/Problem' },
      '5XX': { $ref: '#/components/responses/Problem' },
    },
    ...(isByLink(method.access) ? { security: [] } : {}),
    'x-naru-access': accessOf(method),
  };
}

/** Parts of dates can be given one by one, but the page names the whole only. */
const isWhole = ({ field }: QueryField): boolean => field.parent?.typeName !== 'google.type.Date';

function pathParameters({ method, template }: Plan, contexts: readonly string[], schemas: Schemas): Schema[] {
  return template.variables.map((path) => {
    const field = fieldAt(method.input, path);
    const names = field.name === method.access.routeField ? { enum: [...contexts] } : {};
    const schema = { ...schemas.ofField(field), ...names };
    return { name: jsonPath(method.input, path).join('.'), in: 'path', required: true, schema, ...textOf(field) };
  });
}

function queryParameter({ path, field }: QueryField, schemas: Schemas): Schema {
  const date = field.message?.typeName === 'google.type.Date';
  const schema: Schema = date ? { type: 'string', format: 'date' } : schemas.ofField(field);
  return { name: path.join('.'), in: 'query', required: rulesOf(field).required, schema, ...textOf(field) };
}

const textOf = (field: DescField): Schema => (docOf(field) ? { description: docOf(field) } : {});

function headers({ method }: Plan): Schema[] {
  const has = (name: string) => method.input.fields.some((field) => field.jsonName === name);
  return [
    ...(has('requestId') ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ...(has('lastEventId') ? [{ $ref: '#/components/parameters/LastEventId' }] : []),
  ];
}

function bodyOf(plan: Plan, schemas: Schemas): Schema | null {
  const { method, template, bodyField, hasBody, shape } = plan;
  if (shape === 'upload') return { required: true, content: { '*/*': {} } };
  if (!hasBody) return null;
  const bound = new Set(template.variables.filter((path) => path.length === 1).flat());
  const whole = bound.size > 0 ? schemas.ofFields(method.input, bound) : schemas.ofMessage(method.input);
  const schema = bodyField ? schemas.ofField(bodyField) : whole;
  return { required: needsBody(method.input, bound), content: { 'application/json': { schema } } };
}

const needsBody = (input: DescMessage, bound: ReadonlySet<string>): boolean =>
  input.fields.some((field) => !bound.has(field.name) && rulesOf(field).required);

function replyOf({ method, shape }: Plan, schemas: Schemas): Schema {
  if (shape === 'download') return { '*/*': {} };
  const schema = schemas.ofMessage(method.output);
  if (shape !== 'events') return { 'application/json': { schema } };
  const text = `Each event's data is one ${method.output.name}; an event named problem ends the stream.`;
  return {
    'text/event-stream': { schema: { type: 'string', description: text } },
    'application/x-ndjson': { schema: { type: 'string', description: `A ${method.output.name} in each line.` } },
  };
}
