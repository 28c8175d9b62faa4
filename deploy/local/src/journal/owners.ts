import { type Fault, saidOf, tell } from '@naru/journal/texts';
import { type VersionSets, versionSets } from '@naru/journal/versions';
import { readFlags } from '../arguments.ts';
import { type Api, openApi } from '../load/api.ts';
import { gatewayUrl, loaderToken } from '../load.ts';
import { pages } from '../ops/pages.ts';
import { CONTEXTS } from '../services.ts';

/** Events of these nouns are not journalled. */
const NOT_JOURNALLED: ReadonlySet<string> = new Set(['journal_head']);

interface Owned {
  noun: string;
  id: string;
  /** JSON has numbers of 64 bits as strings. */
  version: string;
}

interface Entry {
  aggregateId: string;
  version: string;
}

/**
 * `verify --owners`: compares the versions that each owner has published with those of the journal. It asks through the
 * gateway, as services do not ask each other.
 */
export async function verifyOwners(args: string[]): Promise<number> {
  readFlags(args, { owners: { type: 'boolean' } });
  const api = openApi({ url: gatewayUrl(), token: await loaderToken(process.env) });
  const faults: Omit<Fault, 'kind'>[] = [];
  let aggregates = 0;
  for (const chain of Object.values(CONTEXTS)) {
    const compared = await compare(api, chain);
    aggregates += compared.aggregates;
    faults.push(...compared.faults);
  }
  const shown = faults.map(({ detail, ...fault }) => ({ ...fault, detail: saidOf(detail) }));
  process.stdout.write(`${JSON.stringify({ intact: faults.length === 0, aggregates, faults: shown })}\n`);
  return faults.length === 0 ? 0 : 1;
}

async function compare(api: Api, chain: string) {
  // The owner is asked first: what it had published then has had its way to the journal since.
  const owned: Owned[] = [];
  for await (const one of pages<Owned>(api, `/v1/services/${chain}/versions`, 'versions'))
    if (!NOT_JOURNALLED.has(one.noun)) owned.push(one);
  const journal = versionSets();
  for await (const { aggregateId, version } of entriesOf(api, chain)) journal.add(aggregateId, Number(version));
  const faults: Omit<Fault, 'kind'>[] = [];
  for (const one of owned) faults.push(...(await faultsOf(api, { chain, one, journal })));
  return { aggregates: owned.length, faults };
}

/** What lacks is looked for once more: events may have arrived while the chain was read. */
async function faultsOf(
  api: Api,
  { chain, one: { id, version }, journal }: { chain: string; one: Owned; journal: VersionSets },
): Promise<Omit<Fault, 'kind'>[]> {
  if (journal.lacks(id, Number(version)).length > 0)
    for await (const entry of entriesOf(api, chain, id)) journal.add(id, Number(entry.version));
  return journal
    .lacks(id, Number(version))
    .map(({ from, to }) => ({ chain, number: 0, detail: tell('versions_missing', { aggregateId: id, from, to }) }));
}

const entriesOf = (api: Api, chain: string, aggregateId = '') =>
  pages<Entry>(api, `/v1/journal/${chain}/entries?aggregateId=${encodeURIComponent(aggregateId)}`, 'entries');
