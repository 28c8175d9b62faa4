import { Trouble } from '../trouble.ts';
import { type Api, openApi, Refused } from './api.ts';
import type { Known } from './bring.ts';
import type { NetworkFile } from './network-file.ts';
import { STEPS, type Step } from './steps.ts';

export interface LoadOptions {
  url: string;
  /** A bearer token of the network's secretariat. */
  token: string;
  /** Called as records come in. */
  progress: (line: { section: string; done: number; total: number }) => void;
}

export interface Loaded {
  /** Records by section. */
  counts: Record<string, number>;
  /** Ids in the network by ids in the file. */
  ids: ReadonlyMap<string, string>;
}

const SIDE_BY_SIDE = 16;

/**
 * Brings a network in by the public API. What is there already stays as it is, so a second run changes nothing.
 * @throws Trouble that lists every record that was refused, after all the others are in
 */
export async function loadNetwork(file: NetworkFile, { url, token, progress }: LoadOptions): Promise<Loaded> {
  const api = openApi({ url, token });
  await raisePlan(api, file.plan.centres);
  const known: Known = new Map();
  const refusals: string[] = [];
  const counts: Record<string, number> = {};
  for (const step of STEPS) {
    counts[step.section] = await bringAll({ step, file, api, known, refusals, progress });
  }
  if (refusals.length > 0) throw new Trouble(`${refusals.length} records were refused:\n  ${refusals.join('\n  ')}`);
  return { counts, ids: known };
}

/** A network that is loaded into another one must not take places away from it. */
async function raisePlan(api: Api, centres: number): Promise<void> {
  const plan = await api.get<{ centres: number }>('/v1/network-plan');
  if (plan.centres < centres) await api.post('/v1/network-plan', { centres });
}

async function bringAll({
  step,
  file,
  api,
  known,
  refusals,
  progress,
}: {
  step: Step;
  file: NetworkFile;
  api: Api;
  known: Known;
  refusals: string[];
  progress: LoadOptions['progress'];
}): Promise<number> {
  const { section, bring } = step;
  const rows = file[section] as { id: string }[];
  const queue = [...rows];
  let done = 0;
  const worker = async () => {
    for (let row = queue.shift(); row; row = queue.shift()) {
      try {
        known.set(row.id, await bring(row as never, { api, idOf: (reference) => referred(known, reference) }));
      } catch (error) {
        if (!(error instanceof Refused || error instanceof UnknownReference)) throw error;
        refusals.push(`${section} ${row.id}: ${error.message}`);
      }
      done += 1;
      progress({ section, done, total: rows.length });
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return rows.length;
}

class UnknownReference extends Error {}

function referred(known: Known, reference: string): string {
  const id = known.get(reference);
  if (!id) throw new UnknownReference(`the file has no ${reference}, or it was refused`);
  return id;
}
