/**
 * Every addition to an aggregate, and every operation that all services have, is called twice with one request id: the
 * second answer equals the first, and only one entry exists.
 */
import { fromBinary } from '@bufbuild/protobuf';
import type { ContractMethod } from '@naru/contracts';
import { type Answer, ask, requestOf } from './calls.ts';
import { type Ground, type Row, rowsOf, single } from './matrix.ts';
import { OWN } from './owners.ts';
import { madeReady } from './ready.ts';

/** One row for each method: a caller who may call it, with an object of the caller's side. */
function additions(context: string): Row[] {
  const passing = rowsOf(context, single).filter((row) => row.expected === 'passes' && isTried(row));
  return [...new Map(passing.reverse().map((row) => [row.method.path, row])).values()];
}

/** Additions to a selection or a rubric have no object in their rule: their own tests repeat them. */
const isTried = ({ method, seed }: Row) =>
  method.input.fields.some(({ name }) => name === 'request_id') &&
  (method.kind === 'verb' ? seed !== undefined : method.kind === 'operation' && method.access.routeField !== '');

/** An operation continues between the two answers, so only its id must be the same. */
const shownOf = ({ kind, output }: ContractMethod, { bytes }: Answer): string =>
  kind === 'operation' ? (fromBinary(output, bytes) as unknown as { id: string }).id : bytes.toString('hex');

export async function repeatFindings(ground: Ground): Promise<string[]> {
  const found: string[] = [];
  for (const { method, grants, id, seed } of additions(ground.context)) {
    const request = await madeReady(ground, method.name, seed);
    const token = await ground.token(OWN.subject, grants);
    const call = (changes: object) => {
      const bytes = requestOf(method, id, { ...request, ...changes, requestId: 'once' });
      return ask(ground.channel, method, { bytes, id, token });
    };
    const first = await call({});
    const again = await call({});
    const other = method.kind === 'verb' ? await call({ etag: '987654321' }) : null;
    const isSame = again.refusal === '' && shownOf(method, again) === shownOf(method, first);
    if (seed) await ground.reset(seed);
    if (first.refusal) found.push(`${method.name} on ${id}: ${first.refusal}: seed what it can add to`);
    else if (!isSame) found.push(`${method.name} asked again: ${again.refusal || 'another answer'}`);
    else if (other && !other.refusal.includes('request.id_reused'))
      found.push(`${method.name} of something else under the same id: ${other.refusal || 'passes'}`);
  }
  return found;
}
