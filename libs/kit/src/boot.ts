/** Starts and stops one service: configuration, servers, subscriptions and timers, in the right order. */
import type { Db } from 'mongodb';
import type { Objects } from './access.ts';
import { type Ambient, realAmbient } from './ambient.ts';
import { type Bus, connectBus } from './bus.ts';
import type { Aggregate } from './change.ts';
import { type Environment, readConfig, type ServiceConfig, serviceConfig } from './config.ts';
import type { Forget } from './forget.ts';
import { requireFormat } from './format.ts';
import { type ReadyChecks, startHealth } from './health.ts';
import { createVerifier } from './identity.ts';
import { connectMongo } from './mongo.ts';
import type { Names } from './names.ts';
import { type OperationKind, type Operations, operations } from './operations.ts';
import { opsKinds, opsService } from './ops.ts';
import type { Cause } from './outbox.ts';
import { parkedEvents } from './park.ts';
import { runProcess } from './process.ts';
import { createRelay, type Relay } from './relay.ts';
import { type SavedNews, savedNews } from './saved.ts';
import { createGrpcServer, type Implementation } from './serve.ts';
import { type Subscription, subscriber } from './subscribe.ts';
import { log, startTelemetry } from './telemetry.ts';
import { startTimers, type Timer } from './timers.ts';
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
  /** What may remain of the events of a hidden aggregate. Required if an aggregate can be hidden. */
  forget?: Forget;
}

export interface Running {
  /** The gRPC address, host:port. */
  address: string;
  healthUrl: string;
  stop(): Promise<void>;
}

const DRAIN_MS = 8_000;

/** @throws ConfigError with every fault of the environment */
export async function startService(spec: ServiceSpec, env: Environment, ambient: Ambient): Promise<Running> {
  const config = readConfig(serviceConfig, env);
  const ground = await connect(spec, config, ambient);
  await requireFormat(ground.mongo.db);
  const { telemetry, mongo, bus, relay, ownCause } = ground;
  const { parts, aggregates, ops, parked, waiting, retries, subscribers, server } = assemble(spec, {
    config,
    ambient,
    ...ground,
  });
  let serving = false;
  const health = await startHealth({
    host: config.HEALTH_HOST,
    port: config.HEALTH_PORT,
    checks: { serving: () => serving, database: mongo.ping, bus: bus.connected, ...parts.ready },
    metrics: telemetry.metrics,
  });
  await bus.ensureStream(spec.context);
  await Promise.all([...aggregates, relay, parked, waiting].map((one) => one.ensureIndexes()));
  await parts.start?.();
  relay.start(aggregates);
  await ops.run();
  for (const one of subscribers) one.start();
  const retrying = retries();
  const timers = startTimers(parts.timers ?? [], ownCause, ambient);
  const port = await server.listen(`${config.GRPC_HOST}:${config.GRPC_PORT}`);
  serving = true;
  log.info({ port }, 'serving');
  return {
    address: `${config.GRPC_HOST}:${port}`,
    healthUrl: `http://${config.HEALTH_HOST}:${health.port}`,
    stop: async () => {
      serving = false;
      await server.stop(DRAIN_MS);
      await Promise.all([timers.stop(), retrying.stop(), ...subscribers.map((one) => one.stop()), ops.stop()]);
      await parts.stop?.();
      await relay.stop();
      await bus.close();
      await mongo.close();
      await health.stop();
      await telemetry.stop();
    },
  };
}

/** The connections and settings under the parts of the service. */
async function connect({ name, context, forget }: ServiceSpec, config: ServiceConfig, ambient: Ambient) {
  const telemetry = startTelemetry({
    service: name,
    ambient,
    otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
    sampleRatio: config.OTEL_TRACES_SAMPLER_ARG,
    logLevel: config.LOG_LEVEL,
  });
  const mongo = await connectMongo({ uri: config.MONGODB_URI, name: `${config.DATABASE_PREFIX}_${context}` });
  const { NATS_URL: url, SUBJECT_PREFIX: prefix, NATS_REPLICAS: replicas } = config;
  const bus = await connectBus({ url, prefix, name, replicas });
  const saved = savedNews(bus, context, ambient);
  const relay = telling(createRelay({ db: mongo.db, bus, context, ambient, forget }), saved);
  const ownCause = (): Cause => ({ actor: name, now: ambient.now(), newId: ambient.newId });
  return { telemetry, mongo, bus, relay, saved, ownCause };
}

/** Every save of an aggregate goes to the relay, and to the mirrors of the other replicas. */
const telling = (relay: Relay, saved: SavedNews): Relay => ({
  ...relay,
  enqueue: (item) => {
    relay.enqueue(item);
    saved.tell(item.outbox.noun, item.id, item.version);
  },
});

type Ground = Awaited<ReturnType<typeof connect>> & { config: ServiceConfig; ambient: Ambient };

/** The service's own parts, joined with the parts that every service has. Nothing runs yet. */
function assemble(spec: ServiceSpec, { config, ambient, mongo: { db }, bus, relay, saved, ownCause }: Ground) {
  let ops: Operations | undefined;
  const theOperations = () => ops ?? raise('operations are not there before the service has started');
  const parts = spec.parts({ db, bus, relay, config, ambient, saved, ownCause, operations: theOperations });
  const aggregates = parts.aggregates ?? [];
  const kinds = { ...opsKinds({ relay, aggregates }), ...parts.operations };
  ops = operations({ db, kinds, cause: ownCause, openMax: config.OPERATIONS_OPEN_MAX, ambient });
  const parked = parkedEvents(db, ambient);
  const waiting = waitingEvents(db, ambient);
  const { RETRY_SOON_MS: soonMs, RETRY_LATE_MS: lateMs, RETRY_FLIGHT_MS: flightMs } = config;
  const patience = { soonMs, lateMs, flightMs };
  const subscribers = (parts.subscriptions ?? []).map((subscription) =>
    subscriber({
      ...{ bus, service: spec.name, subscription, parked, waiting, patience, ambient },
      cause: ({ id }) => ({ ...ownCause(), causeId: id }),
    }),
  );
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = config;
  const server = createGrpcServer({
    implementations: [
      ...parts.implementations,
      opsService({ operations: ops, parked, subscribers: () => subscribers }),
    ],
    verify: createVerifier({ issuer, audience, jwksUrl, now: ambient.now }),
    objects: { operation: (id: string) => theOperations().ownership(id), ...parts.objects },
    names: parts.names ?? {},
    repeated: ops.repeated,
    undeclared: config.NARU_UNDECLARED,
    streamsMax: config.STREAMS_PER_SUBJECT,
    ambient,
  });
  const retries = () => startWaiting({ waiting, parked, patience, ambient, subscribers });
  return { parts, aggregates, ops, parked, waiting, retries, subscribers, server };
}

const raise = (message: string): never => {
  throw new Error(message);
};

/** The whole main.ts of a service: starts it, and drains it at SIGTERM or SIGINT. */
export async function runService(spec: ServiceSpec): Promise<void> {
  await runProcess(() => startService(spec, process.env, realAmbient), realAmbient);
}
