import { misused } from '../arguments.ts';
import { type Api, Refused } from '../load/api.ts';
import { pages } from './pages.ts';
import { tableOf } from './table.ts';

export interface Parked {
  id: string;
  subscription: string;
  eventId: string;
  type: string;
  aggregateId: string;
  code: string;
  deliveries: number;
  parkedAt: string;
  reason: { ko: string; en: string };
}

export interface Chosen {
  context: string;
  /** One event by its id, or all, perhaps of one type. */
  id: string | undefined;
  all: boolean;
  type: string | undefined;
}

const listOf = (context: string, type?: string) =>
  `/v1/services/${context}/parked-events${type ? `?type=${encodeURIComponent(type)}` : ''}`;

/** `ops parked`: what waits for an operator in these services. */
export async function listParked(api: Api, contexts: readonly string[], type: string | undefined): Promise<number> {
  const rows: string[][] = [];
  for (const context of contexts)
    for await (const one of pages<Parked>(api, listOf(context, type), 'parkedEvents'))
      rows.push([context, one.id, one.type, one.code, String(one.deliveries), one.parkedAt, one.reason.en]);
  const head = ['service', 'id', 'type', 'code', 'tries', 'parked', 'reason'];
  process.stdout.write(rows.length > 0 ? `${tableOf([head, ...rows])}\n` : 'nothing is parked\n');
  return 0;
}

async function chosenOf(api: Api, { context, id, all, type }: Chosen): Promise<Parked[]> {
  if ((id === undefined) !== all) throw misused('give the id of one event, or --all');
  const found: Parked[] = [];
  for await (const one of pages<Parked>(api, listOf(context, type), 'parkedEvents')) found.push(one);
  const chosen = all ? found : found.filter((one) => one.id === id || one.eventId === id);
  if (!all && chosen.length === 0)
    throw misused(`${id} is not parked in ${context}: npm run -s ops -- parked ${context}`);
  return chosen;
}

/** `ops parked SERVICE ID`: everything about one. */
export async function showParked(api: Api, chosen: Chosen): Promise<number> {
  process.stdout.write(`${JSON.stringify(await chosenOf(api, chosen), null, 2)}\n`);
  return 0;
}

/** `ops replay` and `ops discard`. One that is refused again does not stop the others. */
export async function dispose(api: Api, verb: 'redeliver' | 'discard', chosen: Chosen): Promise<number> {
  let refused = 0;
  const events = await chosenOf(api, chosen);
  for (const { id, type } of events) {
    try {
      await api.post(`/v1/services/${chosen.context}/parked-events/${encodeURIComponent(id)}:${verb}`, {});
      process.stdout.write(`${verb}ed ${id} (${type})\n`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused += 1;
      process.stdout.write(`refused ${id} (${type}): ${error.code}: ${error.message}\n`);
    }
  }
  process.stdout.write(`${events.length - refused} ${verb}ed, ${refused} refused\n`);
  return refused === 0 ? 0 : 1;
}
