/** Every addition inside a thing, asked for twice by one request id: answered as the first time, and one entry is there. */
import { ask, requestOf } from './calls.ts';
import { type Ground, type Row, rowsOf, single } from './matrix.ts';
import { OWN } from './owners.ts';

/** One row for each method that adds: somebody who may call it, about an own object. */
function additions(context: string): Row[] {
  const passing = rowsOf(context, single).filter(
    ({ method, expected, seed }) =>
      expected === 'passes' && seed && method.kind === 'verb' && method.input.fields.some(isRequestId),
  );
  return [...new Map(passing.reverse().map((row) => [row.method.path, row])).values()];
}

const isRequestId = ({ name }: { name: string }) => name === 'request_id';

export async function repeatFindings(ground: Ground): Promise<string[]> {
  const found: string[] = [];
  for (const { method, grants, id, seed } of additions(ground.context)) {
    if (seed) await ground.reset(seed);
    const token = await ground.token(OWN.subject, grants);
    const call = (changes: object) => {
      const bytes = requestOf(method, id, { ...changes, requestId: 'once' });
      return ask(ground.channel, method, { bytes, id, token });
    };
    const first = await call({});
    const again = await call({});
    const other = await call({ etag: '987654321' });
    if (first.refusal) found.push(`${method.name} on ${id}: ${first.refusal}: seed what it can add to`);
    else if (again.refusal || !again.bytes.equals(first.bytes))
      found.push(`${method.name} asked again: ${again.refusal || 'another answer'}`);
    else if (!other.refusal.includes('request.id_reused'))
      found.push(`${method.name} of something else under the same id: ${other.refusal || 'passes'}`);
  }
  return found;
}
