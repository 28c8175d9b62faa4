/** Starts and stops one service: configuration, servers, subscriptions and timers, in the right order. */

import { hostsOf } from '@naru/bus/names';
import { type ReadyChecks, startHealth, type Warnings } from '@naru/telemetry/health';
import { log } from '@naru/telemetry/log';
import { numbersOf, type Queues, queueGauges } from '@naru/telemetry/queues';
import { startTelemetry, type Telemetry } from '@naru/telemetry/start';
import { doors } from '@naru/telemetry/there';
import type { Db } from 'mongodb';
import type { Objects } from './access.ts';
import { type Ambient, ambientOf } from './ambient.ts';
import { type Bus, connectBus } from './bus.ts';
import type { Aggregate } from './change.ts';
import { startCondition } from './condition.ts';
import { type Environment, readConfig, type ServiceConfig, serviceConfig, telemetryOf } from './config.ts';
import { ConfigError, naming } from './config-error.ts';
import { requireFormat } from './format.ts';
import { hiding } from './hidden.ts';
import { createVerifier, issuerWarning } from './identity.ts';
import { behindOf, type Lookups } from './lookup.ts';
import { startLoop } from './loop.ts';
import { connectMongo, takingWrites, writeProbe } from './mongo.ts';
import type { Names } from './names.ts';
import { type OperationKind, type Operations, operations } from './operations.ts';
import { opsKinds, opsService, statusOf } from './ops.ts';
import type { Cause } from './outbox.ts';
import { parkedEvents } from './park.ts';
import { runProcess } from './process.ts';
import { type Pulse, startPulse } from './pulse.ts';
import { createRelay, type Relay } from './relay.ts';
import { type SavedNews, savedNews } from './saved.ts';
import { createGrpcServer, type Implementation } from './serve.ts';
import { watchStream } from './stream-watch.ts';
import { type Subscription, subscriber } from './subscribe.ts';
import { startTimers, type Timer } from './timers.ts';
import { serverCredentials } from './tls.ts';
import { startWaiting, waitingEvents } from './waiting.ts';

/** What the kit gives to a service, to build its parts with. */
export interface Host {
  db: Db;
  bus: Bus;
  relay: Relay;
  config: ServiceConfig;
  ambient: Ambient;
  /** Reports of saves between replicas, for mirrors. */
  saved: SavedNews;
  /** Starts an operation of a kind that the service declares. */
  operations: () => Operations;
  /** The cause of changes that the service makes without a request. */
  ownCause: () => Cause;
}

/** The parts of a service. */
export interface Parts {
  implementations: readonly Implementation[];
  aggregates?: readonly Aggregate[];
  subscriptions?: readonly Subscription[];
  timers?: readonly Timer[];
  operations?: Readonly<Record<string, OperationKind>>;
  /** Finds the owners of the objects that access rules name. */
  objects?: Objects;
  /** The nouns whose names stand beside ids in answers: see `names.ts`. */
  names?: Names;
  /** Where the ids of requests are looked up: see `lookup.ts`. */
  lookups?: Lookups;
  ready?: ReadyChecks;
  /** Makes indexes and loads mirrors: all that the first call needs. */
  start?: () => Promise<void>;
  stop?: () => Promise<void>;
}

export interface ServiceSpec {
  /** The name of the process: startup-registry. */
  name: string;
  /** The context of its contract, which names its stream and its database: registry. */
  context: string;
  parts: (host: Host) => Parts;
}

export interface Running {
  /** The gRPC address, host:port. */
  address: string;
  healthUrl: string;
  stop(): Promise<void>;
}

const DRAIN_MS = 8_000;
const GAUGES_EVERY_MS = 10_000;

/** What /readyz says now. It changes while the service starts. */
interface Seen {
  checks: ReadyChecks;
  warnings: () => Warnings;
}

/**
 * Health comes first: a service that waits for its database or its bus answers /livez, and says in /readyz what it waits
 * for.
 * @throws ConfigError with every fault of the environment
 */
export async function startService(spec: ServiceSpec, env: Environment, ambient: Ambient): Promise<Running> {
  const config = readConfig(serviceConfig, env);
  const telemetry = startTelemetry({ service: spec.name, ...telemetryOf(config) });
  const seen: Seen = { checks: { serving: () => false }, warnings: () => ({}) };
  const failed = new AbortController();
  const { HEALTH_HOST: host, HEALTH_PORT } = config;
  const shown = { checks: () => seen.checks, warnings: () => seen.warnings(), metrics: telemetry.metrics };
  const health = await naming('HEALTH_HOST, HEALTH_PORT', startHealth({ host, port: HEALTH_PORT, ...shown }));
  try {
    const { address, stop } = await begin(spec, { config, telemetry, ambient, seen, failed: failed.signal });
    return {
      address,
      healthUrl: `http://${host}:${health.port}`,
      stop: async () => {
        await stop();
        await health.stop();
        await telemetry.stop();
      },
    };
  } catch (error) {
    failed.abort(error);
    await health.stop();
    await telemetry.stop();
    throw error;
  }
}

interface Beginning {
  config: ServiceConfig;
  telemetry: Telemetry;
  ambient: Ambient;
  seen: Seen;
  /** Aborts if the start has failed: then nothing is waited for any longer. */
  failed: AbortSignal;
}

async function begin(spec: ServiceSpec, beginning: Beginning): Promise<Pick<Running, 'address' | 'stop'>> {
  const { config, telemetry, ambient, seen } = beginning;
  const ground = await connect(spec, beginning);
  await requireFormat(ground.mongo.db);
  const { mongo, bus, relay, watch, ownCause } = ground;
  const pulse = startPulse(ambient);
  mongo.onBeat(pulse.beat);
  const assembled = assemble(spec, { config, ambient, seen, pulse, ...ground });
  const { parts, aggregates, ops, parked, waiting, retries, subscribers, server, queues, keys } = assembled;
  let serving = false;
  const database = takingWrites(mongo.ping, writeProbe(mongo.db, ambient));
  seen.checks = { serving: () => serving, database, ...parts.ready };
  await Promise.all([...aggregates, relay, parked, waiting].map((one) => one.ensureIndexes()));
  await parts.start?.();
  relay.start(aggregates);
  watch.start(aggregates);
  const reading = startLoop({ name: 'keys of the issuer', ambient, round: keys.look });
  const look = async () => server.healthy(await database().catch(() => false));
  const condition = startCondition({ bus, relay, watch, oldMs: config.UNSENT_OLD_MS, look, telemetry, ambient });
  seen.warnings = () => ({ ...condition.warnings(), ...issuerWarning(keys) });
  await ops.run();
  for (const one of subscribers) one.start();
  const retrying = retries();
  const timers = startTimers(parts.timers ?? [], ownCause, ambient);
  const asked = queueGauges(queues, telemetry);
  const everyMs = Math.min(GAUGES_EVERY_MS, config.UNSENT_OLD_MS);
  const gauges = startLoop({ name: 'gauges', ambient, round: () => asked().then(() => everyMs) });
  const port = await server.listen(`${config.GRPC_HOST}:${config.GRPC_PORT}`);
  serving = true;
  log.info({ port }, 'serving');
  return {
    address: `${config.GRPC_HOST}:${port}`,
    stop: async () => {
      serving = false;
      await server.stop(DRAIN_MS);
      const loops = [condition, gauges, reading, pulse, timers, retrying, ...subscribers, ops];
      await Promise.all(loops.map((one) => one.stop()));
      await parts.stop?.();
      await relay.stop();
      await watch.stop();
      await bus.close();
      await mongo.close();
    },
  };
}

/** The connections and settings under the parts of the service. */
async function connect({ name, context }: ServiceSpec, { config, ambient, seen, failed }: Beginning) {
  const door = doors({ ...ambient, signal: failed, isFinal: (error) => error instanceof ConfigError });
  seen.warnings = door.warnings;
  const mongo = await connectMongo({ uri: config.MONGODB_URI, name: `${config.DATABASE_PREFIX}_${context}` });
  const { NATS_URL: url, NATS_USER: user, NATS_PASSWORD: password, NATS_ACCOUNTS: accounts } = config;
  const { EVENTS_KEPT_MS: keptMs } = config;
  const named = { prefix: config.SUBJECT_PREFIX, name, context };
  const options = { url, ...named, user, password, accounts, caFile: config.TLS_CA_FILE };
  const [bus] = await Promise.all([
    door.until({ name: 'bus', host: hostsOf(url).join(), open: () => connectBus(options) }),
    door.until({ name: 'database', host: mongo.host, open: mongo.reach }),
  ]);
  const saved = savedNews(bus, context, ambient);
  const own = { db: mongo.db, bus, context, ambient };
  const watch = watchStream({ ...own, keptMs, again: (events) => relay.again(events) });
  const relay = telling(createRelay({ ...own, stream: watch }), saved);
  const ownCause = (): Cause => ({ actor: name, now: ambient.now(), newId: ambient.newId });
  return { mongo, bus, relay, watch, saved, ownCause };
}

/** Every save of an aggregate goes to the relay, and to the mirrors of the other replicas. */
const telling = (relay: Relay, saved: SavedNews): Relay => ({
  ...relay,
  enqueue: (item) => {
    relay.enqueue(item);
    saved.tell(item.outbox.noun, item.id, item.version);
  },
});

type Ground = Awaited<ReturnType<typeof connect>> & Pick<Beginning, 'config' | 'ambient' | 'seen'> & { pulse: Pulse };

/** The service's own parts, joined with the parts that every service has. Nothing runs yet. */
function assemble(spec: ServiceSpec, ground: Ground) {
  const { config, ambient, seen, pulse, bus, relay, saved, ownCause } = ground;
  const { db } = ground.mongo;
  let ops: Operations | undefined;
  const theOperations = () => ops ?? raise('operations are not there before the service has started');
  const parts = spec.parts({ db, bus, relay, config, ambient, saved, ownCause, operations: theOperations });
  const aggregates = parts.aggregates ?? [];
  const kinds = { ...opsKinds({ relay, aggregates }), ...parts.operations };
  const { OPERATIONS_OPEN_MAX: openMax, LEASE_MS: leaseMs } = config;
  ops = operations({ db, context: spec.context, kinds, cause: ownCause, openMax, leaseMs, ambient });
  const parked = parkedEvents(db, ambient);
  const waiting = waitingEvents(db, ambient);
  const hides = hiding(db, ambient);
  const { RETRY_SOON_MS: soonMs, RETRY_LATE_MS: lateMs, RETRY_FLIGHT_MS: flightMs } = config;
  const patience = { soonMs, lateMs, flightMs };
  const subscribers = (parts.subscriptions ?? []).map((subscription) =>
    subscriber({
      ...{ bus, service: spec.name, subscription, parked, waiting, hiding: hides, patience, ambient },
      cause: ({ id }) => ({ ...ownCause(), causeId: id }),
    }),
  );
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = config;
  const timers = parts.timers ?? [];
  const queues: Queues = { subscribers, parked, waiting, timers, operations: ops, now: ambient.now };
  const status = async () => statusOf(await numbersOf(queues), await relay.oldest(), seen.warnings());
  const verify = createVerifier({ issuer, audience, jwksUrl, now: ambient.now });
  const server = createGrpcServer({
    implementations: [
      ...parts.implementations,
      opsService({ operations: ops, parked, aggregates, subscribers: () => subscribers, status }),
    ],
    verify,
    objects: { operation: (id: string) => theOperations().ownership(id), ...parts.objects },
    names: parts.names ?? {},
    lookups: { lookups: parts.lookups ?? {}, waitMs: config.LOOKUP_WAIT_MS, isBehind: behindOf(bus, subscribers) },
    repeated: ops.repeated,
    undeclared: config.NARU_UNDECLARED,
    patient: pulse.await,
    connectionAgeMs: config.GRPC_CONNECTION_AGE_MS,
    credentials: serverCredentials(config),
    streamsMax: config.STREAMS_PER_SUBJECT,
    ambient,
  });
  const retries = () => startWaiting({ waiting, parked, patience, ambient, subscribers });
  return { parts, aggregates, ops, parked, waiting, retries, subscribers, server, queues, keys: verify.keys };
}

const raise = (message: string): never => {
  throw new Error(message);
};

/** The whole main.ts of a service: starts it, and drains it at SIGTERM or SIGINT. */
export async function runService(spec: ServiceSpec): Promise<void> {
  const ambient = ambientOf(process.env);
  await runProcess(() => startService(spec, process.env, ambient), ambient);
}
