import { setTimeout as delay } from 'node:timers/promises';
import type { Api } from '../load/api.ts';
import { pages } from './pages.ts';

interface Operation {
  id: string;
  state: string;
  result: Readonly<Record<string, string>>;
  error: { en: string } | null;
}

const LOOK_EVERY_MS = 500;

/** Starts long work of a service and waits for its end. @returns 0 if it has succeeded */
export async function perform(api: Api, context: string, path: string, body: object): Promise<number> {
  let operation = await api.post<Operation>(`/v1/services/${context}/${path}`, body);
  process.stderr.write(`${context}: operation ${operation.id}\n`);
  while (operation.state === 'RUNNING') {
    await delay(LOOK_EVERY_MS);
    operation = await api.get<Operation>(`/v1/services/${context}/operations/${operation.id}`);
  }
  const { state, result, error } = operation;
  process.stdout.write(`${JSON.stringify({ context, state, ...result, ...(error && { error: error.en }) })}\n`);
  return state === 'SUCCEEDED' ? 0 : 1;
}

interface Venture {
  id: string;
  erasure: { reason: string; complete: boolean; acknowledgements: readonly { service: string }[] } | null;
}

/** `ops erasures`: which ventures were erased, and which services have answered. @returns 1 if one is not complete */
export async function showErasures(api: Api): Promise<number> {
  let open = 0;
  for await (const { id, erasure } of pages<Venture>(api, '/v1/ventures', 'ventures')) {
    if (!erasure) continue;
    if (!erasure.complete) open += 1;
    const services = erasure.acknowledgements.map(({ service }) => service);
    process.stdout.write(`${JSON.stringify({ id, complete: erasure.complete, acknowledged: services })}\n`);
  }
  return open === 0 ? 0 : 1;
}
