/** All of Naru as real processes in their own folder, with a client, a partner, and access to the databases. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { type Child, type System, signToken, startSystem, temporaryDataDir } from '@naru/local';
import { SHORT_RETRIES } from '@naru/testing/stack';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { type Db, MongoClient } from 'mongodb';
import { type Client, openClient } from './client.ts';
import { openPartner, type Partner } from './partner.ts';
import { layGround, subscribed } from './stories.ts';

/** The services by their contexts, which name their databases, streams and routes. */
export const CONTEXTS = {
  'startup-registry': 'registry',
  'investor-directory': 'investor',
  'matching-engine': 'matching',
  'program-scheduler': 'program',
  'outcome-ledger': 'ledger',
  notification: 'notification',
} as const;
export type ServiceName = keyof typeof CONTEXTS;
export const SERVICES = Object.keys(CONTEXTS) as ServiceName[];

export interface Naru {
  dataDir: string;
  natsUrl: string;
  client: Client;
  partner: Partner;
  /** The events that the partner has requested from the start: those whose type begins so, since then. */
  webhook: { id: string; path: string; prefix: string; since: Date };
  streams: JetStreamManager;
  database(context: string): Db;
  /** A service, `gateway`, `nats` or `database`. */
  child(name: string): Child;
  /** The file that arms a failpoint of a service. */
  crashFile(service: ServiceName): string;
  stop(): Promise<void>;
}

const WEBHOOK = { path: '/matches', prefix: 'naru.matching.' };

export async function startNaru(): Promise<Naru> {
  const dataDir = temporaryDataDir();
  const crashFile = (service: ServiceName) => path.join(dataDir, `crash-${service}`);
  const environment = Object.fromEntries(
    SERVICES.map((name) => [name, { ...SHORT_RETRIES, NARU_CRASH_FILE: crashFile(name) }]),
  );
  const system = await startSystem({ dataDir, port: 0, environment });
  const { natsUrl, mongodbUri, gatewayUrl } = system;
  const mongo = new MongoClient(mongodbUri);
  const nats = await connect({ servers: natsUrl, maxReconnectAttempts: -1, reconnectTimeWait: 200 });
  const partner = await openPartner();
  const client = openClient(gatewayUrl, await tokenOf(system));
  await layGround(client);
  const { id } = await subscribed(client, partner.url(WEBHOOK.path), `${WEBHOOK.prefix}*`);
  return {
    dataDir,
    natsUrl,
    client,
    partner,
    webhook: { ...WEBHOOK, id, since: new Date() },
    streams: await jetstreamManager(nats, { checkAPI: false }),
    database: (context) => mongo.db(`naru_${context}`),
    child: (name) => {
      const found = system.children[name];
      if (!found) throw new Error(`there is no child ${name}`);
      return found;
    },
    crashFile,
    stop: async () => {
      await system.stop();
      await partner.stop();
      await nats.close();
      await mongo.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function tokenOf({ issuerKey }: System): Promise<string> {
  if (!issuerKey) throw new Error('the fault tests need the embedded issuer');
  return signToken({ subject: 'faults', grants: [{ role: 'network_admin' }], ttlS: 3_600, key: issuerKey });
}
