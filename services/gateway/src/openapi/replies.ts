/** The answers of a method: its reply, and each status with which it can refuse. */
import type { ContractMethod } from '@naru/contracts';
import { isByLink } from '@naru/kit/access';
import type { Plan } from '../plan.ts';
import { codesOf } from './codes.ts';
import type { Schema } from './rules.ts';
import type { Schemas } from './schemas.ts';

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request is wrong: errors names each fault with its path.',
  401: 'There is no token, or it is not valid.',
  403: 'The caller may not do this.',
  404: 'There is no such thing that the caller may see.',
  409: 'It exists already, or has changed meanwhile: read it again and decide anew.',
  412: 'If-Match names another version than there is.',
  413: 'The body is too large.',
  415: 'The body has a type that is not taken here.',
  422: 'A rule forbids it as things stand.',
  429: 'Too much at once: wait as Retry-After says.',
  503: 'What stands behind cannot be reached: try again as Retry-After says.',
};

const refusalName = (status: number) => `Refused${status}`;
const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const TEXT_HEADER: Schema = { schema: { type: 'string' } };
const RETRY_AFTER: Schema = { schema: { type: 'integer' }, description: 'Seconds to wait before the next try.' };
const WWW_AUTHENTICATE: Schema = { ...TEXT_HEADER, description: 'What kind of token is asked for (RFC 6750).' };

const LANGUAGE: Schema = {
  schema: { type: 'string', enum: ['ko', 'en'] },
  description: 'The language of the problem, by Accept-Language.',
};
const LANGUAGE_HEADER = { 'Content-Language': LANGUAGE };

function refusalHeaders(status: number): Schema {
  if (status === 401) return { headers: { ...LANGUAGE_HEADER, 'WWW-Authenticate': WWW_AUTHENTICATE } };
  const waits = status === 429 || status === 503;
  return { headers: waits ? { ...LANGUAGE_HEADER, 'Retry-After': RETRY_AFTER } : LANGUAGE_HEADER };
}

/** Every refusal once, for the components. Refused covers the others, such as an internal error. */
export const REFUSAL_COMPONENTS: Schema = {
  ...Object.fromEntries(
    Object.entries(REFUSALS).map(([status, text]) => [
      refusalName(Number(status)),
      { description: text, ...refusalHeaders(Number(status)), content: PROBLEM },
    ]),
  ),
  Refused: { description: 'Any other refusal.', headers: LANGUAGE_HEADER, content: PROBLEM },
};

export function repliesOf(plan: Plan, schemas: Schemas): Schema {
  const refused = Object.fromEntries(
    refusalsOf(plan).map((status) => [status, { $ref: `#/components/responses/${refusalName(status)}` }]),
  );
  return { ...successOf(plan, schemas), ...refused, default: { $ref: '#/components/responses/Refused' } };
}

/** By the kind of the method, its access rule and the objects that it names, not by the form of its route. */
export function refusalsOf(plan: Plan): number[] {
  const { method, shape, hasBody, etagField } = plan;
  const { kind, access } = method;
  const changes = kind !== 'read';
  const takesBody = hasBody || shape === 'upload';
  const can: Record<number, boolean> = {
    400: true,
    401: !isByLink(access),
    403: !isByLink(access) && !isForEverybody(access),
    404: namesThings(plan),
    // Another caller was faster, the etag is old, the request id was used before, or the object exists already.
    409: changes,
    412: changes && etagField !== undefined,
    413: takesBody,
    415: takesBody,
    422: changes || namesThings(plan),
    429: true,
    503: true,
  };
  const declared = codesOf(method);
  return Object.keys(REFUSALS)
    .map(Number)
    .filter((status) => can[status] || status in declared);
}

/** No role is refused, and there is no object that a caller may see but not change. */
const isForEverybody = ({ allow, objectField }: ContractMethod['access']): boolean =>
  objectField === '' && allow.some(({ role }) => role === 'anyone');

/** A list that is narrowed by an id is empty if there is no such object. */
function namesThings({ method: { input, access }, template }: Plan): boolean {
  const isList = input.fields.some(({ name }) => name === 'page_token');
  const ids = input.fields.some(({ name }) => name !== 'request_id' && /(?:^|_)(?:ids?|chain)$/.test(name));
  return access.objectField !== '' || template.variables.length > 0 || (ids && !isList);
}

const ETAG: Schema = {
  ...TEXT_HEADER,
  description: 'Version and digest of the answer, for If-Match and If-None-Match.',
};
const LOCATION: Schema = { ...TEXT_HEADER, description: 'Where it can be read.' };
const DISPOSITION: Schema = { ...TEXT_HEADER, description: 'What the file is called (RFC 6266).' };

function successOf(plan: Plan, schemas: Schemas): Schema {
  const content = contentOf(plan, schemas);
  const { kind } = plan.method;
  if (kind === 'create') return { 201: { description: 'Made.', headers: { Location: LOCATION }, content } };
  if (kind === 'operation')
    return {
      202: { description: 'Begun: the operation tells how far it is.', headers: { Location: LOCATION }, content },
    };
  if (plan.httpMethod !== 'GET' || plan.shape === 'events') return { 200: { description: 'Done.', content } };
  const headers = { ETag: ETAG, ...(plan.shape === 'download' ? { 'Content-Disposition': DISPOSITION } : {}) };
  return {
    200: { description: 'Done.', headers, content },
    304: { description: 'The caller has this answer already.' },
  };
}

// The ending of the path gives the media type of the answer. Without a known ending, the answer may be any file.
const MEDIA_TYPES: Readonly<Record<string, string>> = { ics: 'text/calendar', csv: 'text/csv', html: 'text/html' };
export const ANY_FILE = 'application/octet-stream';

function contentOf({ method, shape }: Plan, schemas: Schemas): Schema {
  if (shape === 'download') {
    const type = MEDIA_TYPES[/\.(\w+)$/.exec(method.http?.path ?? '')?.[1] ?? ''];
    return type
      ? { [type]: { schema: { type: 'string' } } }
      : { [ANY_FILE]: { schema: { type: 'string', format: 'binary' } } };
  }
  const schema = schemas.ofMessage(method.output, 'reply');
  if (shape !== 'events') return { 'application/json': { schema } };
  const text = `Each event's data is one ${method.output.name}; an event named problem ends the stream.`;
  return {
    'text/event-stream': { schema: { type: 'string', description: text } },
    'application/x-ndjson': { schema: { type: 'string', description: `A ${method.output.name} in each line.` } },
  };
}
