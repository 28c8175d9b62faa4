import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Child } from './child.ts';
import { partsOf } from './data-dir.ts';
import { Fleet, type FleetOptions, type Member } from './fleet.ts';
import { pythonDirOf, repositoryDir } from './paths.ts';
import { LOOPBACK, pickPort } from './ports.ts';
import { installPython } from './python.ts';
import { acceptsTcp, greetsAsNats } from './readiness.ts';

const REQUIREMENTS = path.join(repositoryDir, 'deploy/local/requirements.txt');

/** The addresses of the database and the bus, for the services. */
export interface ServerAddresses {
  mongodbUri: string;
  natsUrl: string;
}

export interface ServersOptions extends FleetOptions {
  /** The folder with the servers' programs; by default all data folders share one. */
  pythonDir?: string | undefined;
  /** A server that already runs elsewhere. Then the embedded one is not started. */
  mongodbUri?: string | undefined;
  natsUrl?: string | undefined;
  /** False if nobody kills the servers: then an answer does not wait for the disk. The default is true. */
  synced?: boolean | undefined;
}

export interface Servers extends ServerAddresses {
  /** `database` and `nats`, if they are embedded. */
  children: Record<string, Child>;
  stop(): Promise<void>;
}

/** Starts only the two servers, for tests of one service and for benchmarks. */
export async function startServers(options: ServersOptions): Promise<Servers> {
  const fleet = await Fleet.claim(options);
  try {
    const addresses = await launchServers(fleet, options);
    return { ...addresses, children: fleet.children, stop: () => fleet.stop() };
  } catch (error) {
    await fleet.stop();
    throw error;
  }
}

/** Starts the servers that are not given, as a part of a fleet that grows later. */
export async function launchServers(fleet: Fleet, options: ServersOptions): Promise<ServerAddresses> {
  const { dataDir, mongodbUri, natsUrl, synced = true, say, interruption } = options;
  if (mongodbUri && natsUrl) return { mongodbUri, natsUrl };
  const pythonDir = options.pythonDir ?? pythonDirOf(process.env);
  const what = 'the embedded database and message server (about 40 MB, once)';
  const binDir = await installPython({ pythonDir, requirements: REQUIREMENTS, what, say, interruption });
  const place = { dataDir, binDir, synced };
  return {
    mongodbUri: mongodbUri ?? (await launchDatabase(fleet, place)),
    natsUrl: natsUrl ?? (await launchNats(fleet, place)),
  };
}

interface Place {
  dataDir: string;
  binDir: string;
  synced: boolean;
}

async function launchDatabase(fleet: Fleet, { dataDir, binDir, synced }: Place): Promise<string> {
  const port = await pickPort();
  const storage = partsOf(dataDir).database;
  const args = ['--host', LOOPBACK, '--port', String(port), '--storage-path', storage];
  // Without it, a killed server loses writes that it has acknowledged.
  if (synced) args.push('--sync-on-commit');
  const command = path.join(binDir, 'secantusd-py');
  await fleet.start([member({ name: 'database', command, args, cwd: dataDir, isReady: acceptsTcp(port) })]);
  // Retried writes make this server slower with each write, down to a twentieth. The services retry themselves.
  return `mongodb://${LOOPBACK}:${port}/?replicaSet=secantus&retryWrites=false`;
}

async function launchNats(fleet: Fleet, { dataDir, binDir, synced }: Place): Promise<string> {
  const port = await pickPort();
  const storage = partsOf(dataDir).nats;
  const configFile = path.join(dataDir, 'nats.conf');
  writeFileSync(configFile, natsConfig({ port, storage, synced }));
  const command = path.join(binDir, 'nats-server');
  const args = ['--config', configFile];
  await fleet.start([member({ name: 'nats', command, args, cwd: dataDir, isReady: greetsAsNats(port) })]);
  return `nats://${LOOPBACK}:${port}`;
}

/** With `sync_interval: always`, an acknowledged event is on the disk, not only in memory. */
const natsConfig = ({ port, storage, synced }: { port: number; storage: string; synced: boolean }) => `
host: "${LOOPBACK}"
port: ${port}
server_name: "naru"
jetstream {
  store_dir: ${JSON.stringify(storage)}
  sync_interval: ${synced ? 'always' : '2m'}
}
`;

const member = (program: Omit<Member, 'env'>): Member => ({ ...program, env: process.env });
