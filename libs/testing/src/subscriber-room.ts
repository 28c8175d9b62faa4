/** A subscriber on a bus of the test, which gives it messages like the server and records its answers. */

import { headersOf } from '@naru/bus/envelope';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import type { Bus } from '@naru/kit/bus';
import { outgoing, toEntries } from '@naru/kit/outbox';
import type { ParkedEvents } from '@naru/kit/park';
import { PATIENCE, type Patience } from '@naru/kit/retry';
import { type Handler, on, type Received, subscriber } from '@naru/kit/subscribe';
import type { WaitingEvents } from '@naru/kit/waiting';
import type { JsMsg } from '@nats-io/jetstream';
import type { MsgHdrs } from '@nats-io/transport-node';
import { MongoNetworkError } from 'mongodb';
import { eventually } from './eventually.ts';
import { type HandAmbient, handAmbient } from './hand-ambient.ts';

/** A queue that is read like the messages, or the status, of a consumer. */
function queue<T>() {
  const waiting: T[] = [];
  let closed = false;
  let wake = () => {};
  const read = async function* () {
    while (waiting.length > 0 || !closed) {
      if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      const next = waiting.shift();
      if (next !== undefined) yield next;
    }
  };
  const close = () => {
    closed = true;
    wake();
  };
  const push = (one: T) => {
    waiting.push(one);
    wake();
  };
  return { read, push, close };
}

export type Handle = (received: Received<NetworkPlanned>) => Promise<unknown>;

interface Options {
  inFlight?: number;
  /** True if the database takes nothing. */
  failing?: boolean;
  patience?: Patience;
  /** Where events wait; a list if omitted. */
  waiting?: Pick<WaitingEvents, 'keep'>;
  parking?: Pick<ParkedEvents, 'park'>;
  ambient?: HandAmbient;
  types?: Handler[];
}

/** A subscriber on a bus that delivers what the test says and records the requests. */
export function subscriberRoom(
  handle: Handle,
  {
    inFlight = 8,
    failing = false,
    patience = PATIENCE,
    waiting,
    parking,
    ambient = handAmbient(),
    types = [on(NetworkPlanned, (_, seen) => handle(seen))],
  }: Options = {},
) {
  const consumers: {
    config: Record<string, unknown>;
    messages: ReturnType<typeof queue<JsMsg>>;
    news: ReturnType<typeof queue<{ type: string }>>;
  }[] = [];
  const parked: Parameters<ParkedEvents['park']>[0][] = [];
  const stored: Parameters<WaitingEvents['keep']>[0][] = [];
  const bus = {
    prefix: 'run.',
    durable: async (context: string, name: string) => ({
      consume: async (options: object) => {
        const [messages, news] = [queue<JsMsg>(), queue<{ type: string }>()];
        consumers.push({ config: { context, name, ...options }, messages, news });
        return {
          [Symbol.asyncIterator]: messages.read,
          status: news.read,
          close: async () => {
            messages.close();
            news.close();
          },
        };
      },
    }),
  } as unknown as Bus;
  const one = subscriber({
    bus,
    service: 'test',
    subscription: { name: 'hears', handlers: types, inFlight },
    parked: parking ?? {
      park: async (entry) => {
        if (failing) throw new MongoNetworkError('away');
        parked.push(entry);
      },
    },
    waiting: waiting ?? {
      keep: async (entry) => {
        if (failing) throw new MongoNetworkError('away');
        stored.push(entry);
      },
    },
    hiding: { hide: async () => {} },
    patience,
    cause: ({ id }) => ({ actor: 'test', now: new Date(0), newId: String, causeId: id }),
    ambient,
  });
  one.start();
  const first = () => eventually(() => consumers[0], { everyMs: 1 });
  return { ...one, ambient, consumers, parked, stored, first };
}

export interface Given {
  aggregate?: string;
  deliveries?: number;
  change?: (h: MsgHdrs) => void;
}

let count = 0;

/** A message as the server delivers it, and the answer to it. */
export function handMessage({ aggregate = 'net', deliveries = 1, change = () => {} }: Given = {}) {
  count += 1;
  const answers: string[] = [];
  const [entry] = toEntries({
    aggregate,
    version: 6,
    events: [outgoing(NetworkPlanned, { plan: { centres: 17, etag: '' } })],
    cause: { actor: 'kim', now: new Date(Date.UTC(2026, 0, 1)), newId: (prefix) => `${prefix}_${count}` },
  });
  if (!entry) throw new Error('no entry');
  const headers = headersOf('registry', entry);
  change(headers);
  const said = {
    subject: `run.${entry.type}.${aggregate}`,
    headers,
    data: entry.data,
    info: { deliveryCount: deliveries, stream: 'S', streamSequence: 9, timestampNanos: 1_700_000_000_000_000_000 },
    ack: () => answers.push('ack'),
    nak: (ms: number) => answers.push(ms >= 0 ? `nak ${ms}` : 'nak'),
    term: (reason: string) => answers.push(`term ${reason}`),
    working: () => answers.push('working'),
  } as unknown as JsMsg;
  return { said, answers, id: entry.id };
}
