/**
 * Every instrument of Naru, as data: docs/operations.md lists the same, and a test compares both with what running
 * processes offer. Names and units are those of OpenTelemetry's conventions where these have one; the others begin with
 * `naru.`. A label takes its values from the code or the contract, never from data: an id, an address or a text of a
 * caller would make a new series for each value.
 */

export interface Instrument {
  kind: 'histogram' | 'counter' | 'gauge';
  unit: string;
  description: string;
  labels: readonly string[];
  /** The processes that have it. */
  by: 'all' | 'services' | 'gateway' | 'notification';
  /** Set for a counter that is kept elsewhere and read whenever somebody asks, as every gauge is. */
  isRead?: true;
  /** The upper limits of the buckets of a histogram. */
  buckets?: readonly number[];
}

/** As the conventions advise for requests, calls and messages. */
const CALLS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
/** As the conventions advise for databases. */
const QUERIES = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];
const SOLVING = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

export const INSTRUMENTS = {
  'http.server.request.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Duration of HTTP requests, by route and status; a stream counts when it ends',
    labels: ['http.request.method', 'http.route', 'http.response.status_code', 'url.scheme', 'error.type'],
    by: 'gateway',
    buckets: CALLS,
  },
  'rpc.client.call.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Duration of calls to services, by method and code',
    labels: ['rpc.system.name', 'rpc.method', 'rpc.response.status_code', 'error.type'],
    by: 'gateway',
    buckets: CALLS,
  },
  'naru.streams.open': {
    kind: 'gauge',
    unit: '{stream}',
    description: 'Streams of messages to callers that are open, by route',
    labels: ['http.route'],
    by: 'gateway',
  },
  'rpc.server.call.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Duration of calls, by method and code; a stream counts when it ends',
    labels: ['rpc.system.name', 'rpc.method', 'rpc.response.status_code', 'error.type'],
    by: 'services',
    buckets: CALLS,
  },
  'db.client.operation.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Duration of commands to the database, by collection and command',
    labels: ['db.system.name', 'db.collection.name', 'db.operation.name', 'db.response.status_code', 'error.type'],
    by: 'services',
    buckets: QUERIES,
  },
  'messaging.client.operation.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Duration until the bus has stored an event, by type',
    labels: ['messaging.system', 'messaging.operation.name', 'messaging.destination.name', 'error.type'],
    by: 'services',
    buckets: CALLS,
  },
  'messaging.process.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Duration of the work on one event, by type and subscription',
    labels: [
      'messaging.system',
      'messaging.operation.name',
      'messaging.destination.name',
      'messaging.consumer.group.name',
      'error.type',
    ],
    by: 'services',
    buckets: CALLS,
  },
  'naru.outbox.oldest': {
    kind: 'gauge',
    unit: 's',
    description: 'Age of the oldest event that waits for the bus; 0 if none waits',
    labels: [],
    by: 'services',
  },
  'naru.bus.refusing': {
    kind: 'gauge',
    unit: '1',
    description: '1 while the bus refuses events or is away',
    labels: [],
    by: 'services',
  },
  'naru.stream.lost': {
    kind: 'counter',
    unit: '{event}',
    description: 'Events that the bus had lost when their owner looked',
    labels: ['naru.stream'],
    by: 'services',
  },
  'naru.stream.ahead': {
    kind: 'gauge',
    unit: '1',
    description: '1 while a stream knows more than the database of its owner, which publishes nothing then',
    labels: [],
    by: 'services',
  },
  'naru.stream.heard.age': {
    kind: 'gauge',
    unit: 's',
    description: 'Age of the newest event that this process has heard, by the stream of its owner',
    labels: ['naru.stream'],
    by: 'services',
  },
  'naru.consumer.pending': {
    kind: 'gauge',
    unit: '{message}',
    description: 'Messages that a durable has not delivered yet',
    labels: ['naru.durable', 'naru.stream'],
    by: 'services',
  },
  'naru.consumer.redelivered': {
    kind: 'gauge',
    unit: '{message}',
    description: 'Messages that a durable has delivered again, and that wait for their acknowledgement',
    labels: ['naru.durable', 'naru.stream'],
    by: 'services',
  },
  'naru.events.parked': {
    kind: 'gauge',
    unit: '{event}',
    description: 'Events that wait for an operator, by subscription',
    labels: ['naru.subscription'],
    by: 'services',
  },
  'naru.events.waiting': {
    kind: 'gauge',
    unit: '{event}',
    description: 'Refused events that wait for their next try, by subscription',
    labels: ['naru.subscription'],
    by: 'services',
  },
  'naru.timers.overdue': {
    kind: 'gauge',
    unit: '{timer}',
    description: 'Aggregates that were due more than five seconds ago, by noun; no more than 1000 are counted',
    labels: ['naru.noun'],
    by: 'services',
  },
  'naru.operations.open': {
    kind: 'gauge',
    unit: '{operation}',
    description: 'Operations that wait for a worker or have one, by lane',
    labels: ['naru.lane', 'naru.state'],
    by: 'services',
  },
  'naru.operations.ended': {
    kind: 'counter',
    unit: '{operation}',
    description: 'Operations that this process has ended, by lane and state',
    labels: ['naru.lane', 'naru.state'],
    by: 'services',
  },
  'naru.change.retries': {
    kind: 'counter',
    unit: '{retry}',
    description: 'Changes that were decided again because another was faster, by noun',
    labels: ['naru.noun'],
    by: 'services',
  },
  'naru.change.conflicts': {
    kind: 'counter',
    unit: '{change}',
    description: 'Changes that were refused because others were faster, by noun: an old etag, or too many races',
    labels: ['naru.noun', 'naru.reason'],
    by: 'services',
  },
  'naru.refusals.undeclared': {
    kind: 'counter',
    unit: '{refusal}',
    description: 'Refusals by codes that no page names',
    labels: ['rpc.method', 'naru.code'],
    by: 'services',
  },
  'naru.solver.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Duration of work in a thread of its own, by solver and outcome',
    labels: ['naru.solver', 'naru.outcome'],
    by: 'services',
    buckets: SOLVING,
  },
  'naru.webhook.attempts': {
    kind: 'counter',
    unit: '{attempt}',
    description: 'Attempts to deliver to a webhook, by outcome',
    labels: ['naru.outcome'],
    by: 'notification',
  },
  'naru.mail.attempts': {
    kind: 'counter',
    unit: '{attempt}',
    description: 'Attempts to send a mail, by outcome',
    labels: ['naru.outcome'],
    by: 'notification',
  },
  build_info: {
    kind: 'gauge',
    unit: '1',
    description: 'Always 1; the labels say what runs',
    labels: ['service.name', 'service.version', 'naru.revision', 'process.runtime.version'],
    by: 'all',
  },
  'process.cpu.time': {
    kind: 'counter',
    unit: 's',
    description: 'CPU time of the process, in its own code and in the kernel',
    labels: ['cpu.mode'],
    by: 'all',
    isRead: true,
  },
  'naru.heap.limit': {
    kind: 'gauge',
    unit: 'By',
    description: 'Size to which the heap of Node may grow',
    labels: [],
    by: 'all',
  },
  'process.memory.usage': { kind: 'gauge', unit: 'By', description: 'Resident memory', labels: [], by: 'all' },
} as const satisfies Readonly<Record<string, Instrument>>;

type All = typeof INSTRUMENTS;
/** Those that are read whenever somebody asks. */
export type Read = {
  [N in keyof All]: All[N] extends { kind: 'gauge' } | { isRead: true } ? N : never;
}[keyof All];
/** Those of a kind to which the code adds what happens. */
export type Recorded<K extends Instrument['kind']> = {
  [N in Exclude<keyof All, Read>]: All[N]['kind'] extends K ? N : never;
}[Exclude<keyof All, Read>];
export type Labels<N extends keyof All> = Readonly<Partial<Record<All[N]['labels'][number], string | number>>>;

/** What dashboards and alerts use of Node's own instruments, with their labels. */
export const OF_NODE: Readonly<Record<string, Pick<Instrument, 'kind' | 'labels'>>> = {
  'nodejs.eventloop.delay.p99': { kind: 'gauge', labels: [] },
  'nodejs.eventloop.utilization': { kind: 'gauge', labels: [] },
  'v8js.memory.heap.used': { kind: 'gauge', labels: ['v8js.heap.space.name'] },
};
