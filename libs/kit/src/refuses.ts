/** The codes that a method may be refused with: those of every method like it, and those that it declares. */
import type { ContractMethod } from '@naru/contracts';
import { isByLink } from './access.ts';
import { Rejection } from './rejection.ts';
import { countUndeclared, log } from './telemetry.ts';

type Method = Pick<ContractMethod, 'path' | 'kind' | 'access' | 'input' | 'refuses'>;

const TOKEN = ['missing', 'expired', 'invalid', 'no_grants', 'malformed'].map((end) => `token.${end}`);

/** What follows from the kind of a method, its access rule and its request: no method says it itself. */
export function generalCodes({ kind, access, input }: Omit<Method, 'refuses' | 'path'>): string[] {
  const takes = (name: string) => input.fields.some((field) => field.name === name);
  const byLink = isByLink(access);
  const forEverybody = access.objectField === '' && access.allow.some(({ role }) => role === 'anyone');
  const [noun = ''] = access.objectKind.split('.');
  return [
    ...['request.invalid', 'request.undecodable', 'database.unavailable', 'schema.newer'],
    ...(byLink ? [] : [...TOKEN, 'issuer.unavailable']),
    ...(byLink || forEverybody ? [] : ['access.role']),
    ...(access.objectField ? ['access.scope', `${noun}.not_found`] : []),
    ...(kind === 'read' ? [] : ['change.busy', 'outbox.full', 'event.too_large']),
    ...(takes('etag') ? ['etag.stale'] : []),
    ...(takes('request_id') ? ['request.id_reused'] : []),
    ...(kind === 'operation' ? ['operation.limit'] : []),
  ];
}

/** What becomes of a code that is not declared: it is counted and told all the same, or is a bug. */
export type AtUndeclared = 'count' | 'refuse';

/** Looks at what a handler has thrown: a client cannot be ready for a code that no page names. */
export function declaring(method: Method, at: AtUndeclared): (error: unknown) => unknown {
  const codes = new Set([...generalCodes(method), ...method.refuses]);
  return (error) => {
    if (!(error instanceof Rejection) || error.kind === 'bug' || codes.has(error.code)) return error;
    const { code } = error;
    log.error({ method: method.path, code }, 'a call was refused with a code that its method does not declare');
    countUndeclared(method.path, code);
    return at === 'count' ? error : new Error(`${method.path} does not declare ${code} among its refuses`);
  };
}
