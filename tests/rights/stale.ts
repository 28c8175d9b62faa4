/** Every request with an etag is sent with a stale one: each must be refused for it, and nothing may change. */
import type { ContractMethod } from '@naru/contracts';
import { ask, requestOf } from './calls.ts';
import { type Ground, type Row, rowsOf, single } from './matrix.ts';
import { madeReady } from './ready.ts';
import { SEEDS } from './seeds.ts';

/** A larger version than any seed has. */
const STALE = '987654321';

/** The state of all seeds, as one text. */
export type Look = (collections: readonly string[]) => Promise<string>;

/** Calls that first check another object, which is not seeded. Their own tests send them a stale etag. */
const REFUSED_BEFORE: Readonly<Record<string, string>> = {
  AddHost: 'organisation.exists',
  AmendTimetable: 'event.not_found',
  CastVote: 'judging.not_found',
  ProposeSelection: 'round.not_found',
  UploadApplicationFile: 'answer.question',
};

const takesEtag = ({ kind, input }: ContractMethod) =>
  kind !== 'read' && input.fields.some(({ name }) => name === 'etag');

/** One row for each method: a caller who may call it, with an object of the caller's side. */
function rowsWithEtag(context: string): Row[] {
  const passing = rowsOf(context, single).filter(({ method, expected }) => expected === 'passes' && takesEtag(method));
  return [...new Map(passing.reverse().map((row) => [row.method.path, row])).values()];
}

export async function staleFindings(ground: Ground, look: Look): Promise<string[]> {
  const seeds = SEEDS[ground.context] ?? [];
  const collections = [...new Set(seeds.flatMap(({ stored }) => stored?.collection ?? []))];
  const found: string[] = [];
  for (const { method, grants, id, seed } of rowsWithEtag(ground.context)) {
    const request = await madeReady(ground, method.name, seed);
    const before = await look(collections);
    const bytes = requestOf(method, id, { ...request, etag: STALE });
    const { refusal } = await ask(ground.channel, method, { bytes, id, token: await ground.token('sub-own', grants) });
    const isRefused = refusal.includes(REFUSED_BEFORE[method.name] ?? 'etag.stale');
    if (!isRefused) found.push(`${method.name} on ${id ?? 'nothing'}: ${refusal || 'passes'}, not etag.stale`);
    if ((await look(collections)) !== before) found.push(`${method.name} on ${id ?? 'nothing'} has changed something`);
    if (seed) await ground.reset(seed);
  }
  return found;
}
