/** The codes with which a method may refuse: the general ones of its kind, and those that it declares. */
import type { ContractMethod } from '@naru/contracts';
import { log } from '@naru/telemetry/log';
import { count } from '@naru/telemetry/meter';
import { isByLink } from './access.ts';
import { kit } from './kit-texts.ts';
import { nounsLookedUp } from './lookup.ts';
import { Rejection } from './rejection.ts';
import { isCounted } from './share.ts';

type Method = Pick<
  ContractMethod,
  'path' | 'kind' | 'access' | 'input' | 'output' | 'serverStreaming' | 'refuses' | 'desc'
>;
type Facts = Pick<Method, 'kind' | 'access' | 'input' | 'output' | 'serverStreaming'>;

const TOKEN = ['missing', 'expired', 'invalid', 'no_grants', 'malformed'].map((end) => `token.${end}`);

/** The codes that follow from the kind of a method, its access rule and its request. No method declares them. */
export function generalCodes({ kind, access, input, ...method }: Facts): string[] {
  const takes = (name: string) => input.fields.some((field) => field.name === name);
  const byLink = isByLink(access);
  const forEverybody = access.objectField === '' && access.allow.some(({ role }) => role === 'anyone');
  const [noun = ''] = access.objectKind.split('.');
  const lookedUp = nounsLookedUp(input);
  return [
    ...['request.invalid', 'request.undecodable', 'database.unavailable', 'schema.newer'],
    ...(byLink ? [] : [...TOKEN, 'issuer.unavailable']),
    ...(byLink || forEverybody ? [] : ['access.role']),
    ...(access.objectField ? ['access.scope', `${noun}.not_found`] : []),
    ...lookedUp.map((one) => `${one}.not_found`),
    ...(lookedUp.length > 0 ? ['lookup.behind'] : []),
    ...(kind === 'read' ? [] : ['change.busy', 'outbox.full', 'event.too_large']),
    ...(takes('etag') ? ['etag.stale'] : []),
    ...(takes('request_id') ? ['request.id_reused'] : []),
    ...(isCounted({ access, ...method }) ? ['stream.limit'] : []),
    ...(kind === 'operation' ? ['operation.limit'] : []),
  ];
}

/** What happens to an undeclared code: it is counted and sent, or it is a bug. */
export type AtUndeclared = 'count' | 'refuse';

/** Checks an error that a handler has thrown. A client cannot handle a code that no documentation names. */
export function declaring(method: Method, at: AtUndeclared): (error: unknown) => unknown {
  const codes = new Set([...generalCodes(method), ...method.refuses]);
  const file = `proto/${method.desc.parent.file.name}.proto`;
  return (error) => {
    if (!(error instanceof Rejection) || error.kind === 'bug' || codes.has(error.code)) return error;
    const { code } = error;
    log.error({ method: method.path, code }, 'a call was refused with a code that its method does not declare');
    count('naru.refusals.undeclared', { 'rpc.method': method.path.slice(1), 'naru.code': code });
    if (at === 'count') return error;
    const bug = kit.refuse('refusal.undeclared', { method: method.path, code, file });
    process.emitWarning(bug.message); // So that the output of the test names it: the gateway tells its callers nothing of bugs.
    return bug;
  };
}
