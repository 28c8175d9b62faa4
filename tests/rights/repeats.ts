/**
 * Every addition inside a thing, and every operation that all services have, asked for twice by one request id: answered
 * as the first time, and there is one.
 */
import { fromBinary } from '@bufbuild/protobuf';
import type { ContractMethod } from '@naru/contracts';
import { type Answer, ask, requestOf } from './calls.ts';
import { type Ground, type Row, rowsOf, single } from './matrix.ts';
import { OWN } from './owners.ts';
import { madeReady } from './ready.ts';

/** One row for each method: somebody who may call it, about an own object. */
function additions(context: string): Row[] {
  const passing = rowsOf(context, single).filter((row) => row.expected === 'passes' && isTried(row));
  return [...new Map(passing.reverse().map((row) => [row.method.path, row])).values()];
}

/** What adds to a selection or a rubric has no object in its rule: their own tests repeat it. */
const isTried = ({ method, seed }: Row) =>
  method.input.fields.some(({ name }) => name === 'request_id') &&
  (method.kind === 'verb' ? seed !== undefined : method.kind === 'operation' && method.access.routeField !== '');

/** An operation goes on between two answers: it is the same by its id. */
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
