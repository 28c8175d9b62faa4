import { Trouble } from '../trouble.ts';
import { type Api, openApi, Refused } from './api.ts';
import type { Known } from './bring.ts';
import type { NetworkFile } from './network-file.ts';
import { STAGES, type Step } from './steps.ts';

export interface LoadOptions {
  url: string;
  /** A bearer token of the network's secretariat. */
  token: string;
  /** Called for each loaded record. */
  progress: (line: { section: string; done: number; total: number }) => void;
}

export interface Loaded {
  /** Records by section. */
  counts: Record<string, number>;
  /** Ids in the network, by ids in the file. */
  ids: ReadonlyMap<string, string>;
}

const SIDE_BY_SIDE = 16;

/**
 * Loads a network through the public API. Existing records do not change, so a second run changes nothing.
 * @throws Trouble with every refused record, after all others are loaded
 */
export async function loadNetwork(file: NetworkFile, { url, token, progress }: LoadOptions): Promise<Loaded> {
  const api = openApi({ url, token });
  await raisePlan(api, file.plan.centres);
  const known: Known = new Map();
  const refusals: string[] = [];
  const counts: Record<string, number> = {};
  for (const stage of STAGES) for (const { section } of stage) counts[section] = file[section].length;
  for (const stage of STAGES) await bringStage({ stage, file, api, known, refusals, progress });
  if (refusals.length > 0) throw new Trouble(`${refusals.length} records were refused:\n  ${refusals.join('\n  ')}`);
  return { counts, ids: known };
}

/** A network that is loaded into another one must not take places of its plan away. */
async function raisePlan(api: Api, centres: number): Promise<void> {
  const plan = await api.get<{ centres: number }>('/v1/network-plan');
  if (plan.centres < centres) await api.post('/v1/network-plan', { centres });
}

/** As many at once as the gateway accepts, from any section: the last records of one do not delay the next. */
async function bringStage({
  stage,
  file,
  api,
  known,
  refusals,
  progress,
}: {
  stage: readonly Step[];
  file: NetworkFile;
  api: Api;
  known: Known;
  refusals: string[];
  progress: LoadOptions['progress'];
}): Promise<void> {
  const queue = stage.flatMap(({ section, bring }) =>
    (file[section] as { id: string }[]).map((row) => ({ section, bring, row })),
  );
  const done = new Map<string, number>();
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { section, bring, row } = next;
      try {
        // A stage loads the rows of the section that it names.
        known.set(row.id, await bring(row as never, { api, idOf: (reference) => referred(known, reference) }));
      } catch (error) {
        if (!(error instanceof Refused || error instanceof UnknownReference)) throw error;
        refusals.push(`${section} ${row.id}: ${error.message}`);
      }
      const brought = (done.get(section) ?? 0) + 1;
      done.set(section, brought);
      progress({ section, done: brought, total: file[section].length });
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
}

class UnknownReference extends Error {}

function referred(known: Known, reference: string): string {
  const id = known.get(reference);
  if (!id) throw new UnknownReference(`the file has no ${reference}, or it was refused`);
  return id;
}
