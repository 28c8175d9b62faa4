/** One method of the contract as an OpenAPI operation. */
import type { DescField } from '@bufbuild/protobuf';
import { updateOf } from '@naru/contracts';
import { isByLink } from '@naru/kit/access';
import { jsonPath, type Plan } from '../plan.ts';
import { accessOf, accessText } from './access.ts';
import { codesOf, refusesText } from './codes.ts';
import { bodyExample } from './examples.ts';
import { parametersOf } from './parameters.ts';
import { ANY_FILE, repliesOf } from './replies.ts';
import { isDemanded, type Schema } from './rules.ts';
import type { Schemas } from './schemas.ts';

export interface Context {
  /** The services' names, which are the values of the routing variable. */
  contexts: readonly string[];
  schemas: Schemas;
  idOf(method: Plan['method']): string;
}

/** The route in the form of OpenAPI, with the JSON names of its variables. */
export function pathOf({ method, template }: Plan): string {
  const names = template.variables.map((path) => jsonPath(method.input, path).join('.'));
  return (method.http?.path ?? '').replace(/\{[^}]+\}/g, () => `{${names.shift()}}`);
}

export function operationOf(plan: Plan, { contexts, schemas, idOf }: Context): Schema {
  const { method } = plan;
  const requestBody = bodyOf(plan, schemas);
  return {
    operationId: idOf(method),
    tags: [method.service],
    summary: /^.*?(?:\.(?=\s)|$)/.exec(method.doc)?.[0] ?? method.name,
    description: [method.doc, accessText(method), refusesText(method)].filter(Boolean).join('\n\n'),
    parameters: parametersOf(plan, contexts, schemas),
    ...(requestBody ? { requestBody } : {}),
    responses: repliesOf(plan, schemas),
    ...(isByLink(method.access) ? { security: [] } : {}),
    'x-naru-access': accessOf(method),
    'x-naru-codes': codesOf(method),
  };
}

function bodyOf({ method, template, bodyField, hasBody, shape, httpMethod }: Plan, schemas: Schemas): Schema | null {
  if (shape === 'upload')
    return { required: true, content: { [ANY_FILE]: { schema: { type: 'string', format: 'binary' } } } };
  if (!hasBody) return null;
  const use = httpMethod === 'PATCH' ? 'patch' : 'request';
  const bound = new Set(template.variables.filter((path) => path.length === 1).flat());
  const fields = bodyField?.message?.fields ?? method.input.fields.filter((field) => !bound.has(field.name));
  const update = updateOf(method.input);
  const schema = update
    ? schemas.ofUpdate({ message: update.noun.message, updatable: update.updatable })
    : bodyField
      ? ofBody(bodyField, use, schemas)
      : wholeOf(method.input, bound, use, schemas);
  const names = new Set([...bound].map((name) => jsonPath(method.input, [name]).join('.')));
  const example = bodyExample(method, names, bodyField?.jsonName);
  const content = { 'application/json': { schema, ...example } };
  return { required: use === 'patch' || fields.some(isDemanded), content };
}

/** The body itself is never null, whatever its field allows. */
const ofBody = (field: DescField, use: 'patch' | 'request', schemas: Schemas): Schema =>
  field.message ? schemas.ofMessage(field.message, use) : schemas.ofField(field, 'request');

const wholeOf = (
  input: Plan['method']['input'],
  bound: ReadonlySet<string>,
  use: 'patch' | 'request',
  schemas: Schemas,
): Schema => (bound.size > 0 ? schemas.ofFields(input, bound, use) : schemas.ofMessage(input, use));
