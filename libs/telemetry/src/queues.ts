/**
 * What a service shows of its queues in /metrics. The database and the bus are asked from time to time, whatever
 * reads the metrics, and the last answers are shown.
 */
import type { Reading } from './meter.ts';
import type { Telemetry } from './start.ts';

/** A sweep comes twice a second: what is due for longer is late. */
const LATE_MS = 5_000;
const LATE_MAX = 1_000;

/** What one durable has still to deliver, and what it has delivered again. */
export interface Lag {
  durable: string;
  /** The owner of the stream. */
  context: string;
  pending: number;
  redelivered: number;
}

/** Where the numbers are. */
export interface Queues {
  subscribers: readonly {
    /** When the newest event that it has handled happened, by context. */
    heard: ReadonlyMap<string, Date>;
    lag(): Promise<Lag[]>;
  }[];
  parked: Counted;
  waiting: Counted;
  timers: readonly { noun: string; late(by: Date, limit: number): Promise<number> }[];
  operations: { open(): Promise<{ lane: string; state: string; count: number }[]> };
  now: () => Date;
}

interface Counted {
  counts(): Promise<{ subscription: string; count: number }[]>;
}

type Shown = { [N in Queue]: readonly Reading<N>[] };
type Queue = (typeof QUEUES)[number];

const QUEUES = [
  'naru.consumer.pending',
  'naru.consumer.redelivered',
  'naru.events.parked',
  'naru.events.waiting',
  'naru.timers.overdue',
  'naru.operations.open',
] as const;

/** The numbers at one time. */
export interface Numbers {
  lags: readonly Lag[];
  parked: Awaited<ReturnType<Counted['counts']>>;
  waiting: Awaited<ReturnType<Counted['counts']>>;
  overdue: readonly { noun: string; count: number }[];
  open: Awaited<ReturnType<Queues['operations']['open']>>;
}

/** Asks for all numbers now. */
export async function numbersOf({ subscribers, parked, waiting, timers, operations, now }: Queues): Promise<Numbers> {
  const since = new Date(now().getTime() - LATE_MS);
  const [lags, parkedNow, waitingNow, overdue, open] = await Promise.all([
    Promise.all(subscribers.map((one) => one.lag())),
    parked.counts(),
    waiting.counts(),
    Promise.all(timers.map(async ({ noun, late }) => ({ noun, count: await late(since, LATE_MAX) }))),
    operations.open(),
  ]);
  return { lags: lags.flat(), parked: parkedNow, waiting: waitingNow, overdue, open };
}

/** @returns what asks for the numbers anew, and shows them from then on */
export function queueGauges(queues: Queues, telemetry: Pick<Telemetry, 'observe'>): () => Promise<void> {
  let shown: Partial<Shown> = {};
  for (const name of QUEUES) telemetry.observe<Queue>(name, () => shown[name] ?? []);
  telemetry.observe('naru.stream.heard.age', () => agesOf(queues));
  return async () => {
    shown = readingsOf(await numbersOf(queues));
  };
}

function readingsOf({ lags, parked, waiting, overdue, open }: Numbers): Shown {
  const each = (key: 'pending' | 'redelivered') => lags.map((lag) => ({ value: lag[key], labels: placeOf(lag) }));
  return {
    'naru.consumer.pending': each('pending'),
    'naru.consumer.redelivered': each('redelivered'),
    'naru.events.parked': parked.map(bySubscription),
    'naru.events.waiting': waiting.map(bySubscription),
    'naru.timers.overdue': overdue.map(({ noun, count: value }) => ({ value, labels: { 'naru.noun': noun } })),
    'naru.operations.open': open.map(({ lane, state, count: value }) => ({
      value,
      labels: { 'naru.lane': lane, 'naru.state': state },
    })),
  };
}

const placeOf = ({ durable, context }: Lag) => ({ 'naru.durable': durable, 'naru.stream': context });

const bySubscription = ({ subscription, count: value }: { subscription: string; count: number }) => ({
  value,
  labels: { 'naru.subscription': subscription },
});

/** By stream, the age of the newest event that any subscription has handled. */
function agesOf({ subscribers, now }: Pick<Queues, 'subscribers' | 'now'>): Reading<'naru.stream.heard.age'>[] {
  const newest = new Map<string, number>();
  for (const [context, at] of subscribers.flatMap(({ heard }) => [...heard]))
    newest.set(context, Math.max(newest.get(context) ?? 0, at.getTime()));
  return [...newest].map(([context, atMs]) => ({
    value: Math.max(0, now().getTime() - atMs) / 1_000,
    labels: { 'naru.stream': context },
  }));
}
