/** All of Naru as real processes in their own folder, with a client, a partner, and access to the databases. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { addressed } from '@naru/bus/names';
import { type Child, type System, type SystemOptions, signToken, startSystem, temporaryDataDir } from '@naru/local';
import { CONTEXTS } from '@naru/local/services';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { type Db, MongoClient } from 'mongodb';
import { type Client, openClient } from './client.ts';
import { PACE } from './pace.ts';
import { openPartner, type Partner } from './partner.ts';
import { layGround, subscribed } from './stories.ts';

export { CONTEXTS };
export type ServiceName = keyof typeof CONTEXTS;
export const SERVICES = Object.keys(CONTEXTS) as ServiceName[];

export interface Naru {
  dataDir: string;
  /** The bus for the deploy step in the account of a context. */
  busOf(context: string): string;
  client: Client;
  partner: Partner;
  /** Where each process answers /metrics, by its name. */
  healthUrls: Readonly<Record<string, string>>;
  gatewayUrl: string;
  gatewayUrls: readonly string[];
  token: string;
  /** The events that the partner has requested before there was any: those whose type begins so. */
  webhook: { id: string; path: string; prefix: string };
  /** What stands on the bus in the account of a context. */
  streams(context: string): JetStreamManager;
  database(context: string): Db;
  /** A service, `gateway`, `nats` or `database`. */
  child(name: string): Child;
  /** Stops everything, does some work with the data folder, and starts everything again, at the same address. */
  whileStopped(work: () => Promise<void>): Promise<void>;
  /** True if two versions of a service take turns. */
  inTurns: boolean;
  /** The file that arms a failpoint of a process. */
  crashFile(name: string): string;
  stop(): Promise<void>;
}

/** Two replicas of each service start at once, on two cores. */
const START_WITHIN_MS = 300_000;

const WEBHOOK = { path: '/matches', prefix: 'naru.matching.' };

interface NaruOptions extends Pick<SystemOptions, 'replicas' | 'gateways' | 'changed' | 'services' | 'hearings'> {
  /** What is done with the data folder first. */
  ground?: ((dataDir: string) => void) | undefined;
}

/** @param options how many processes of each service there are, and what changes the environment of a process */
export async function startNaru({
  replicas = 1,
  gateways = 1,
  changed = (_, env) => env,
  ground,
  ...more
}: NaruOptions = {}): Promise<Naru> {
  const dataDir = temporaryDataDir();
  ground?.(dataDir);
  const crashFile = (name: string) => path.join(dataDir, `crash-${name}`);
  const start = async (port = 0) => {
    const system = await startSystem({
      ...more,
      ...{ dataDir, port, replicas, gateways, windows: PACE.windows, startWithinMs: START_WITHIN_MS },
      changed: (name, env) => changed(name, { ...env, ...PACE.environment, NARU_CRASH_FILE: crashFile(name) }),
    });
    return { ...system, mongo: new MongoClient(system.mongodbUri), bus: await openBus(system.busOf) };
  };
  let system = await start();
  const stop = async () => {
    await system.stop();
    await system.bus.close();
    await system.mongo.close();
  };
  const { gatewayUrl, gatewayUrls } = system;
  const partner = await openPartner();
  const token = await tokenOf(system);
  const client = openClient(gatewayUrl, token);
  await layGround(client);
  const { id } = await subscribed(client, partner.url(WEBHOOK.path), `${WEBHOOK.prefix}*`);
  return {
    dataDir,
    busOf: (context) => system.busOf(context),
    healthUrls: system.healthUrls,
    ...{ gatewayUrl, gatewayUrls, token },
    client,
    partner,
    webhook: { ...WEBHOOK, id },
    streams: (context) => system.bus.of(context),
    database: (context) => system.mongo.db(`naru_${context}`),
    child: (name) => {
      const found = system.children[name];
      if (!found) throw new Error(`there is no child ${name}`);
      return found;
    },
    inTurns: more.hearings !== undefined,
    crashFile,
    whileStopped: async (work) => {
      await stop();
      await work();
      system = await start(Number(new URL(gatewayUrl).port));
    },
    stop: async () => {
      await stop();
      await partner.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A connection to the account of each context. */
async function openBus(busOf: Naru['busOf']) {
  const rooms = await Promise.all(
    Object.values(CONTEXTS).map(async (context) => {
      const retry = { maxReconnectAttempts: -1, reconnectTimeWait: 200 };
      const connection = await connect({ ...addressed(busOf(context)), ...retry });
      return { context, connection, manager: await jetstreamManager(connection, { checkAPI: false }) };
    }),
  );
  return {
    of: (context: string) => {
      const room = rooms.find((one) => one.context === context);
      if (!room) throw new Error(`there is no context ${context}`);
      return room.manager;
    },
    close: async () => {
      await Promise.all(rooms.map(({ connection }) => connection.close()));
    },
  };
}

async function tokenOf({ issuerKey }: System): Promise<string> {
  if (!issuerKey) throw new Error('the fault tests need the embedded issuer');
  return signToken({ subject: 'faults', grants: [{ role: 'network_admin' }], ttlS: 8 * 3_600, key: issuerKey });
}
