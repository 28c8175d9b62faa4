import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { layBus } from '@naru/bus/lay';
import { deployUserOf, userOf, type Windows } from '@naru/bus/names';
import { accountsConf, EVERYTHING, testUsersConf } from './bus-accounts.ts';
import { allowedPlan, type Hearings, laidPlan } from './bus-plan.ts';
import type { Certificates } from './certificates.ts';
import type { Child } from './child.ts';
import { partsOf } from './data-dir.ts';
import { type DatabaseUser, writeDatabaseUsers } from './database-users.ts';
import { Fleet, type FleetOptions, type Member } from './fleet.ts';
import { pythonDirOf, repositoryDir } from './paths.ts';
import { LOOPBACK, pickPort } from './ports.ts';
import { installPython } from './python.ts';
import { acceptsTcp, greetsAsNats } from './readiness.ts';
import { type Passwords, passwordsOf } from './secrets.ts';
import { CONTEXTS } from './services.ts';
import { busWrites, databaseWrites } from './writes.ts';

const REQUIREMENTS = path.join(repositoryDir, 'deploy/local/requirements.txt');

/** The addresses of the database and the bus. */
export interface ServerAddresses {
  /** With the credentials of an operator, where the server is ours. */
  mongodbUri: string;
  /** With the credentials of a user who may do everything, on the bus of a test run. */
  natsUrl: string;
  /** How a service reaches both, as the user of its context. */
  environmentOf(context: string): NodeJS.ProcessEnv;
  /** The bus for the deploy step in the account of a context. */
  busOf(context: string): string;
}

export interface ServersOptions extends FleetOptions {
  /** The embedded servers speak TLS with these. */
  certificates?: Certificates | undefined;
  /** The folder with the servers' programs; by default all data folders share one. */
  pythonDir?: string | undefined;
  /** A server that already runs elsewhere. Then the embedded one is not started. */
  mongodbUri?: string | undefined;
  natsUrl?: string | undefined;
  /** False if nobody kills the servers: then an answer does not wait for the disk. The default is true. */
  synced?: boolean | undefined;
}

/** The names below which a system keeps its data on the servers. */
export interface Names {
  databasePrefix: string;
  subjectPrefix: string;
  /** How long things hold on the bus. */
  windows?: Windows | undefined;
  /** Who hears what, for a test; by default the committed lists. */
  hearings?: Hearings;
}

export interface Servers extends ServerAddresses {
  /** `database` and `nats`, if they are embedded. */
  children: Record<string, Child>;
  stop(): Promise<void>;
  /** Kills them, which saves seconds: for data that is thrown away. */
  discard(): Promise<void>;
}

/** Starts only the two servers: by default for tests of one service and for benchmarks, or as one system has them. */
export async function startServers({
  names = null,
  ...options
}: ServersOptions & { names?: Names | null }): Promise<Servers> {
  const fleet = await Fleet.claim(options);
  try {
    const addresses = await launchServers(fleet, options, names);
    return { ...addresses, children: fleet.children, stop: () => fleet.stop(), discard: () => fleet.stop(0) };
  } catch (error) {
    await fleet.stop();
    throw error;
  }
}

/**
 * Starts the servers that are not given, as a part of a fleet that grows later. With `names` they are those of one
 * system, with users for its services and everything that stands on the bus; without, those of a test run.
 */
export async function launchServers(
  fleet: Fleet,
  options: ServersOptions,
  names: Names | null,
): Promise<ServerAddresses> {
  const { dataDir, synced = true, say, interruption } = options;
  const given = { mongodbUri: options.mongodbUri, natsUrl: options.natsUrl };
  const binDir = given.mongodbUri && given.natsUrl ? '' : await installServers(options.pythonDir, say, interruption);
  const passwords = passwordsOf(partsOf(dataDir).secret);
  const place: Place = { dataDir, binDir, synced, passwords, names, certificates: options.certificates };
  const starting = [
    given.mongodbUri ? foreignDatabase(given.mongodbUri) : launchDatabase(fleet, place),
    given.natsUrl ? foreignBus(given.natsUrl, names) : launchNats(fleet, place),
  ] as const;
  await Promise.allSettled(starting); // If one fails, whoever stops the fleet must find the other in it.
  const [database, bus] = await Promise.all(starting);
  return {
    mongodbUri: database.uri,
    natsUrl: bus.url,
    environmentOf: (context) => ({ MONGODB_URI: database.uriOf(context), ...bus.environmentOf(context) }),
    busOf: bus.urlOf,
  };
}

async function installServers(
  pythonDir = pythonDirOf(process.env),
  say: ServersOptions['say'],
  interruption: ServersOptions['interruption'],
): Promise<string> {
  const what = 'the embedded database and message server (about 40 MB, once)';
  return installPython({ pythonDir, requirements: REQUIREMENTS, what, say, interruption });
}

interface Place {
  dataDir: string;
  binDir: string;
  synced: boolean;
  passwords: Passwords;
  names: Names | null;
  certificates: Certificates | undefined;
}

interface Database {
  uri: string;
  uriOf(context: string): string;
}

interface BusPlace {
  url: string;
  urlOf(context: string): string;
  environmentOf(context: string): NodeJS.ProcessEnv;
}

const lastingOf = ({ subjectPrefix: prefix, windows }: Names) => ({ prefix, ...(windows && { windows }) });

const foreignDatabase = (uri: string): Database => ({ uri, uriOf: () => uri });

/** A bus of the user has no accounts of ours. All that stands on it is made with the credentials of its address. */
async function foreignBus(url: string, names: Names | null): Promise<BusPlace> {
  if (names) await layBus(laidPlan(names.hearings), { ...lastingOf(names), urlOf: () => url });
  return { url, urlOf: () => url, environmentOf: () => ({ NATS_URL: url, NATS_ACCOUNTS: 'one' }) };
}

const OPERATOR = 'operator';

async function launchDatabase(fleet: Fleet, place: Place): Promise<Database> {
  const { dataDir, binDir, synced, passwords, names, certificates } = place;
  const port = await pickPort();
  const { database: storage, databaseUsers: stampFile } = partsOf(dataDir);
  const users: DatabaseUser[] = [
    { user: OPERATOR, password: passwords('database', OPERATOR), role: 'root', database: 'admin' },
    ...Object.values(names ? CONTEXTS : {}).map((context): DatabaseUser => {
      const database = `${names?.databasePrefix}_${context}`;
      return { user: context, password: passwords('database', context), role: 'readWrite', database };
    }),
  ];
  await writeDatabaseUsers(users, { storage, stampFile, binDir });
  const args = ['--host', LOOPBACK, '--port', String(port), '--storage-path', storage, '--auth'];
  // Without it, a killed server loses writes that it has acknowledged.
  if (synced) args.push('--sync-on-commit');
  if (certificates) args.push('--tls-cert-file', certificates.certFile, '--tls-key-file', certificates.keyFile);
  const command = path.join(binDir, 'secantusd-py');
  // Retried writes make this server slower with each write, down to a twentieth. The services retry themselves.
  const tls = certificates ? `&tls=true&tlsCAFile=${encodeURIComponent(certificates.caFile)}` : '';
  const uriOf = (user: string) =>
    `mongodb://${user}:${passwords('database', user)}@${LOOPBACK}:${port}/?replicaSet=secantus&retryWrites=false&authSource=admin${tls}`;
  const works = databaseWrites(uriOf(OPERATOR));
  const isReady = acceptsTcp(port);
  await fleet.start([{ ...member({ name: 'database', command, args, cwd: dataDir, isReady }), works }]);
  return { uri: uriOf(OPERATOR), uriOf };
}

async function launchNats(fleet: Fleet, place: Place): Promise<BusPlace> {
  const { dataDir, binDir, synced, passwords, names, certificates } = place;
  const port = await pickPort();
  const { nats: storage, natsConf: configFile } = partsOf(dataDir);
  const shared = passwords('bus', EVERYTHING);
  const ofUser = (user: string) => (names ? passwords('bus', user) : shared);
  const users = names
    ? accountsConf(allowedPlan(names.subjectPrefix, names.hearings), (user) => JSON.stringify(ofUser(user)))
    : testUsersConf(Object.values(CONTEXTS), JSON.stringify(shared));
  rmSync(configFile, { force: true }); // An older one may be open to others.
  writeFileSync(configFile, natsConfig({ port, storage, synced, users, certificates }), { mode: 0o600 });
  const command = path.join(binDir, 'nats-server');
  const args = ['--config', configFile];
  const protocol = certificates ? 'tls' : 'nats';
  const url = `${protocol}://${LOOPBACK}:${port}`;
  const as = (user: string) => `${protocol}://${user}:${ofUser(user)}@${LOOPBACK}:${port}`;
  const urlOf = (context: string) => as(names ? deployUserOf(context) : EVERYTHING);
  // Also after a restart: the server may have lost its folder.
  const prepare = async () => {
    if (names) await layBus(laidPlan(names.hearings), { ...lastingOf(names), urlOf, caFile: certificates?.caFile });
  };
  const isReady = greetsAsNats(port);
  const works = busWrites(urlOf(Object.values(CONTEXTS)[0] ?? ''), certificates?.caFile);
  await fleet.start([{ ...member({ name: 'nats', command, args, cwd: dataDir, isReady }), prepare, works }]);
  return {
    url: names ? url : as(EVERYTHING),
    urlOf,
    environmentOf: (context) => ({
      NATS_URL: url,
      NATS_PASSWORD: ofUser(userOf(context)),
      NATS_ACCOUNTS: names ? 'each' : 'one',
    }),
  };
}

interface NatsSettings {
  port: number;
  storage: string;
  synced: boolean;
  users: string;
  certificates: Certificates | undefined;
}

/** With `sync_interval: always`, an acknowledged event is on the disk, not only in memory. */
const natsConfig = ({ port, storage, synced, users, certificates }: NatsSettings) => `
host: "${LOOPBACK}"
port: ${port}
server_name: "naru"
jetstream {
  store_dir: ${JSON.stringify(storage)}
  sync_interval: ${synced ? 'always' : '"2m"'}
}
${certificates ? tlsConfig(certificates) : ''}
${users}`;

const tlsConfig = ({ certFile, keyFile }: Certificates) =>
  `tls { cert_file: ${JSON.stringify(certFile)}, key_file: ${JSON.stringify(keyFile)} }`;

const member = (program: Omit<Member, 'env'>): Member => ({ ...program, env: process.env });
