/**
 * The deploy step of the bus: it makes the streams and the durables that the services find. Services have no right to
 * do it, because the server cannot check what a durable would hear. It may be repeated; what is there already is
 * updated, and durables of older versions stay until nobody has listened for two weeks.
 */
import { JetStreamApiError, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

import {
  addressed,
  durableConfig,
  type Hearing,
  heardContexts,
  type Lasting,
  streamConfig,
  streamOf,
} from './names.ts';

const STREAM_EXISTS = 10058;
const STREAM_MISSING = new Set([10059]);
// JetStream's errors "already exists" and "name already in use".
const CONSUMER_EXISTS = new Set([10013, 10148]);

interface Ground extends Lasting {
  manager: JetStreamManager;
  prefix: string;
}

const isOneOf = (error: unknown, codes: ReadonlySet<number>): boolean =>
  error instanceof JetStreamApiError && codes.has(error.code);

export async function layStream({ manager, prefix, ...lasting }: Ground, context: string): Promise<void> {
  const name = streamOf(prefix, context);
  const config = streamConfig(prefix, context, lasting);
  try {
    await manager.streams.add({ name, ...config });
  } catch (error) {
    if (!isOneOf(error, new Set([STREAM_EXISTS]))) throw error;
    await manager.streams.update(name, config);
  }
}

/** The durable of a subscription on the stream of one context, which must be there. */
export async function layDurable(
  { manager, prefix, ...lasting }: Ground,
  context: string,
  hearing: Hearing,
): Promise<void> {
  const config = durableConfig(prefix, hearing, context, lasting);
  const stream = streamOf(prefix, context);
  try {
    await manager.consumers.add(stream, config);
  } catch (error) {
    if (!isOneOf(error, CONSUMER_EXISTS)) throw error;
    await manager.consumers.update(stream, config.durable_name, config);
  }
}

export interface Plan {
  /** Every context that owns events. */
  contexts: readonly string[];
  hearings: readonly Hearing[];
}

export interface Destination extends Lasting {
  /** The bus, with the credentials of the deploy step in the account of a context. */
  urlOf: (context: string) => string;
  prefix: string;
  /** What signed the certificate of a bus that speaks TLS. */
  caFile?: string | undefined;
}

/** @throws if the bus refuses, or is not there within a minute */
export async function layBus(
  { contexts, hearings }: Plan,
  { urlOf, prefix, caFile, ...lasting }: Destination,
): Promise<void> {
  await Promise.all(
    contexts.map(async (context) => {
      const connection = await connect({ ...addressed(urlOf(context), caFile), name: 'deploy', ...TRIES });
      try {
        const ground = { manager: await jetstreamManager(connection, { checkAPI: false }), prefix, ...lasting };
        await layStream(ground, context);
        const heard = hearings.filter((one) => heardContexts(one).includes(context));
        await Promise.all(heard.map((hearing) => layDurable(ground, context, hearing)));
      } finally {
        await connection.close();
      }
    }),
  );
}

/** Deletes the streams with all that stands in them, and lays the bus again. */
export async function emptyBus(plan: Plan, destination: Destination): Promise<void> {
  const { urlOf, prefix, caFile } = destination;
  await Promise.all(
    plan.contexts.map(async (context) => {
      const connection = await connect({ ...addressed(urlOf(context), caFile), name: 'deploy', ...TRIES });
      const manager = await jetstreamManager(connection, { checkAPI: false });
      await manager.streams
        .delete(streamOf(prefix, context))
        .catch((error: unknown) => {
          if (!isOneOf(error, STREAM_MISSING)) throw error;
        })
        .finally(() => connection.close());
    }),
  );
  await layBus(plan, destination);
}

const TRIES = { waitOnFirstConnect: true, maxReconnectAttempts: 300, reconnectTimeWait: 200 };

/** The committed list of who hears what: one line `service / subscription / type` for each. */
export function readHearings(list: string): Hearing[] {
  const types = Map.groupBy(
    list.split('\n').filter((line) => line.trim() !== ''),
    (line) => line.slice(0, line.lastIndexOf(' / ')),
  );
  return [...types].map(([name, lines]) => {
    const [service = '', subscription = ''] = name.split(' / ');
    return { service, subscription, types: lines.map((line) => line.slice(line.lastIndexOf(' / ') + 3)) };
  });
}
