import { type Api, Refused } from '../load/api.ts';
import { CONTEXTS } from '../services.ts';
import { tableOf } from './table.ts';

/** JSON has numbers of 64 bits as strings. */
type Counts = Readonly<Record<string, string>>;

export interface Status {
  unsentSince: string | null;
  warnings: Readonly<Record<string, string>>;
  durables: readonly { durable: string; stream: string; pending: string; redelivered: string }[];
  parked: Counts;
  waiting: Counts;
  overdue: Counts;
  operations: Counts;
}

const HEAD = ['service', 'unsent', 'lag', 'redelivered', 'parked', 'waiting', 'overdue', 'operations', 'warnings'];

const sum = (counts: Counts): number => Object.values(counts).reduce((total, count) => total + Number(count), 0);

/** Seconds since the oldest event waits for the bus. */
const unsent = (since: string | null, now: Date): string =>
  since ? `${Math.max(0, Math.round((now.getTime() - new Date(since).getTime()) / 1_000))} s` : '–';

const operations = (counts: Counts): string =>
  Object.entries(counts)
    .filter(([, count]) => count !== '0')
    .map(([name, count]) => `${count} ${name}`)
    .join(', ') || '–';

export function rowOf(name: string, status: Status, now: Date): string[] {
  const of = (key: 'pending' | 'redelivered') => status.durables.reduce((total, one) => total + Number(one[key]), 0);
  return [
    name,
    unsent(status.unsentSince, now),
    ...[of('pending'), of('redelivered'), sum(status.parked), sum(status.waiting), sum(status.overdue)].map(String),
    operations(status.operations),
    Object.values(status.warnings).join('; ') || '–',
  ];
}

/** True if nothing needs an operator. */
const isWell = ({ warnings, parked, overdue }: Status): boolean =>
  Object.keys(warnings).length === 0 && sum(parked) === 0 && sum(overdue) === 0;

/** `ops status`: all services in one table. @returns 1 if one does not answer, or has something for an operator */
export async function showStatus(api: Api): Promise<number> {
  const rows = await Promise.all(
    Object.entries(CONTEXTS).map(async ([name, context]) => {
      try {
        const status = await api.get<Status>(`/v1/services/${context}/status`);
        return { row: rowOf(name, status, new Date()), well: isWell(status) };
      } catch (error) {
        if (!(error instanceof Refused) || error.status < 500) throw error;
        return { row: [name, ...Array(HEAD.length - 2).fill('?'), error.message], well: false };
      }
    }),
  );
  process.stdout.write(`${tableOf([HEAD, ...rows.map(({ row }) => row)])}\n`);
  return rows.every(({ well }) => well) ? 0 : 1;
}
