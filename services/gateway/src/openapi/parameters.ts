/** The parameters of a method in its path, query and headers, each with a text. */
import type { DescField } from '@bufbuild/protobuf';
import { type ContractMethod, docOf } from '@naru/contracts';
import { fieldAt, jsonPath, type Plan } from '../plan.ts';
import type { QueryField } from '../query.ts';
import { parameterExample } from './examples.ts';
import { isDemanded, type Schema } from './rules.ts';
import type { Schemas } from './schemas.ts';

const header = (name: string, description: string): Schema => ({
  name,
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description,
});

/** Headers that several methods take. */
export const HEADERS: Readonly<Record<string, Schema>> = {
  IdempotencyKey: header('Idempotency-Key', 'Fills an empty requestId: the same key asks for the same thing once.'),
  LastEventId: header('Last-Event-ID', 'The id of the last event received, to go on from there.'),
  IfMatch: header(
    'If-Match',
    'Fills an empty etag with the version of this ETag: the change is made only while the thing has that version, else 412.',
  ),
  IfNoneMatch: header('If-None-Match', 'ETags of answers that the caller has: 304 where one is still right.'),
};

export function parametersOf(plan: Plan, contexts: readonly string[], schemas: Schemas): Schema[] {
  return [
    ...pathParameters(plan, contexts, schemas),
    ...plan.parameters.filter(isWhole).map((parameter) => queryParameter(parameter, schemas, plan.method)),
    ...headersOf(plan).map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

/** Parts of dates can be given separately, but the page shows only the whole date. */
const isWhole = ({ field }: QueryField): boolean => field.parent?.typeName !== 'google.type.Date';

function pathParameters({ method, template }: Plan, contexts: readonly string[], schemas: Schemas): Schema[] {
  return template.variables.map((path) => {
    const field = fieldAt(method.input, path);
    const names = field.name === method.access.routeField ? { enum: [...contexts] } : {};
    const { description: _, ...value } = schemas.ofField(field, 'request');
    const schema = { ...value, ...names };
    const steps = jsonPath(method.input, path);
    const example = parameterExample(method, steps);
    return { name: steps.join('.'), in: 'path', required: true, schema, description: textOf(field), ...example };
  });
}

function queryParameter({ path, field }: QueryField, schemas: Schemas, method: ContractMethod): Schema {
  const isDate = field.message?.typeName === 'google.type.Date';
  const { description: _, ...value } = schemas.ofField(field, 'request');
  const schema: Schema = isDate ? { type: 'string', format: 'date' } : value;
  const name = path.join('.');
  const example = parameterExample(method, path);
  return { name, in: 'query', required: isDemanded(field), schema, description: textOf(field), ...example };
}

const COMMON: Readonly<Record<string, string>> = {
  id: 'The id of the thing that is meant.',
  service: 'The service that answers, by its context.',
  page_size: 'How many to answer with at most.',
  page_token: 'nextPageToken of the page before; empty for the first page.',
  order_by: 'In which order: a value as it stands begins with the least, one with ` desc` with the greatest.',
  updated_after:
    'Only what has changed after this instant. For a screen that looks again; who keeps a copy follows the events, which a list may miss.',
  etag: 'The version that is to be changed, as the thing said it. Empty takes any.',
  request_id: 'A key of your own choice: the same key asks for the same thing once.',
  update_mask: 'The fields to change. Empty stands for those that the body has.',
  query: 'Words to search for, in Korean or English.',
};

const LIMITS: Readonly<Record<string, string>> = {
  from: 'on this day or later',
  through: 'on this day or earlier',
  after: 'after this instant',
  before: 'before this instant',
};

/** The field's own comment, or a text made from its name. */
function textOf(field: DescField): string {
  const words = field.name.replaceAll('_', ' ');
  const [, verb, limit = ''] = /^(.*) (from|through|after|before)$/.exec(words) ?? [];
  if (verb && !COMMON[field.name]) return docOf(field) || `${capital(verb)} ${LIMITS[limit]}.`;
  const named = words.endsWith(' id') ? `The id of the ${words.slice(0, -3)}.` : `The ${words}.`;
  return docOf(field) || COMMON[field.name] || named;
}

function headersOf({ method, httpMethod, shape, etagField }: Plan): string[] {
  const has = (name: string) => method.input.fields.some((field) => field.jsonName === name);
  return [
    ...(has('requestId') ? ['IdempotencyKey'] : []),
    ...(has('lastEventId') ? ['LastEventId'] : []),
    ...(etagField && httpMethod !== 'GET' ? ['IfMatch'] : []),
    ...(httpMethod === 'GET' && shape !== 'events' ? ['IfNoneMatch'] : []),
  ];
}

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);
