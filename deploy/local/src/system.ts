import type { Windows } from '@naru/bus/names';
import type { Hearings } from './bus-plan.ts';
import { makeCertificates } from './certificates.ts';
import type { Child } from './child.ts';
import { partsOf } from './data-dir.ts';
import { Fleet, type Member } from './fleet.ts';
import { AUDIENCE, EMBEDDED_ISSUER, type IssuerKey, openIssuerKey } from './issuer.ts';
import { openJournalKey } from './journal-key.ts';
import { type KeyServer, serveKeys } from './key-server.ts';
import { repositoryDir } from './paths.ts';
import { LOOPBACK, pickPort, requirePort } from './ports.ts';
import { answersHttp } from './readiness.ts';
import { openSealingKeys } from './secrets.ts';
import { launchServers, type Names, type ServerAddresses, type ServersOptions } from './servers.ts';
import {
  CONTEXTS,
  GATEWAY,
  ownEnvironment,
  SERVICES,
  type Service,
  type ServicePorts,
  type Surroundings,
  serviceEnvironment,
} from './services.ts';
import { TOGETHER, TOGETHER_MAIN, togetherEnvironment } from './together.ts';
import { Trouble } from './trouble.ts';

export interface SystemOptions extends ServersOptions {
  /** The gateway's port; 0 takes any free one. */
  port: number;
  /** TLS between gateway, services and servers, with certificates made for this run. */
  tls?: boolean;
  /** Deletes the data of earlier runs first. */
  reset?: boolean;
  databasePrefix?: string;
  subjectPrefix?: string;
  /** How long things hold on the bus, for fault tests. */
  windows?: Windows;
  /** Who hears what; by default the committed lists. */
  hearings?: Hearings | undefined;
  /** An external issuer. Then the embedded one is not used. */
  oidc?: Surroundings['oidc'] | undefined;
  /** All services and the gateway in one process, for a small centre. */
  together?: boolean;
  /** How many processes of each service there are. The second one of a service is `<service>-2`. */
  replicas?: number;
  /** How many gateways there are. The second one is `gateway-2`. */
  gateways?: number;
  /** More environment for single processes, by their name, for fault tests. */
  environment?: Record<string, NodeJS.ProcessEnv>;
  /** Changes the environment of a process once it is known, for fault tests. */
  changed?: (name: string, env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv;
  /** Programs in place of ours, for tests of this runtime itself. */
  services?: Service[];
  gateway?: Service;
}

export interface System extends ServerAddresses {
  gatewayUrl: string;
  /** Those of all gateways. */
  gatewayUrls: readonly string[];
  /** Each service's gRPC address as host:port. */
  addresses: Record<string, string>;
  /** Where each process answers /livez, /readyz and /metrics, by its name. */
  healthUrls: Record<string, string>;
  /** The key for `signToken`; null if an external issuer is used. */
  issuerKey: IssuerKey | null;
  children: Record<string, Child>;
  stop(): Promise<void>;
}

/** Starts all of Naru and resolves when the gateway is ready. If that fails, nothing is left running. */
export async function startSystem(options: SystemOptions): Promise<System> {
  if (options.reset && (options.mongodbUri || options.natsUrl)) {
    throw new Trouble('--reset deletes embedded data only; it refuses while MONGODB_URI or NATS_URL is set');
  }
  if (options.together && ((options.replicas ?? 1) > 1 || (options.gateways ?? 1) > 1))
    throw new Trouble('--together is one process: it has no replicas');
  const fleet = await Fleet.claim(options);
  let keyServer: KeyServer | null = null;
  const stop = async () => {
    await fleet.stop();
    keyServer?.close();
  };
  try {
    if (options.port !== 0) await requirePort(options.port);
    if (options.reset) fleet.reset();
    const issuerKey = options.oidc ? null : await openIssuerKey(partsOf(options.dataDir).issuerKey);
    keyServer = issuerKey && (await serveKeys(issuerKey));
    openSealingKeys(partsOf(options.dataDir).sealingKeys);
    const names = namesOf(options);
    const certificates = options.tls ? await makeCertificates(partsOf(options.dataDir).tls) : undefined;
    const withTls = { ...options, certificates };
    const servers = await launchServers(fleet, withTls, options.services && !options.hearings ? null : names);
    const network = await launchNetwork(fleet, options, surroundings(withTls, servers, keyServer));
    return { ...servers, ...network, issuerKey, children: fleet.children, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const namesOf = ({ databasePrefix = 'naru', subjectPrefix = '', windows, hearings }: SystemOptions): Names => ({
  databasePrefix,
  subjectPrefix,
  windows,
  ...(hearings && { hearings }),
});

function surroundings(options: SystemOptions, servers: ServerAddresses, keyServer: KeyServer | null): Surroundings {
  return {
    servers: servers.environmentOf,
    ...namesOf(options),
    oidc: options.oidc ?? { issuer: EMBEDDED_ISSUER, audience: AUDIENCE, jwksUrl: keyServer?.url ?? '' },
    compileCacheDir: partsOf(options.dataDir).compileCache,
    journalKeyFile: openJournalKey(partsOf(options.dataDir).journalKey),
    certificates: options.certificates,
    sealingKeysFile: partsOf(options.dataDir).sealingKeys,
  };
}

/** Starts the services side by side and then the gateway, each on a port that it keeps across restarts. */
async function launchNetwork(fleet: Fleet, options: SystemOptions, around: Surroundings) {
  const { services = SERVICES, gateway = GATEWAY, environment = {}, changed = (_, env) => env } = options;
  const addresses: Record<string, string> = {};
  const healthUrls: Record<string, string> = {};
  const known: NodeJS.ProcessEnv = {};
  const members: Member[] = [];
  for (const service of services) {
    const replicas = await replicasOf(service, options);
    addresses[service.name] = addressOf(replicas);
    if (service.addressVariable) known[service.addressVariable] = addresses[service.name];
    for (const { name, ports } of replicas) {
      const env = { ...serviceEnvironment(around, service, ports), ...ownEnvironment(around, service) };
      healthUrls[name] = `http://${LOOPBACK}:${ports.healthPort}`;
      const own = changed(name, { ...env, ...environment[name] });
      members.push(member({ ...service, name }, own, `${healthUrls[name]}/readyz`));
    }
  }
  if (!options.together) await fleet.start(members);
  const gateways: Member[] = [];
  const gatewayUrls: string[] = [];
  for (const { name, ports } of await replicasOf(gateway, { replicas: options.gateways ?? 1 })) {
    const port = (gatewayUrls.length === 0 && options.port) || (await pickPort());
    const url = `http://${LOOPBACK}:${port}`;
    gatewayUrls.push(url);
    healthUrls[name] = `http://${LOOPBACK}:${ports.healthPort}`;
    // No balancer stands before it that would have to notice.
    const outside = { ...known, PORT: String(port), HOST: LOOPBACK, CLOSING_MS: '0' };
    const env = { ...serviceEnvironment(around, gateway, ports), ...outside, ...environment[name] };
    gateways.push(member({ ...gateway, name }, changed(name, env), `${url}/readyz`));
  }
  await fleet.start(options.together ? [oneOf([...members, ...gateways])] : gateways);
  const [gatewayUrl = ''] = gatewayUrls;
  // For the commands that read the journal. The password of a database of your own is not written down.
  const { MONGODB_URI } = around.servers(CONTEXTS['outcome-ledger']);
  const own = options.mongodbUri || !MONGODB_URI ? {} : { mongodbUri: MONGODB_URI };
  fleet.runFile.announce({ gatewayUrl, addresses, ...own });
  return { gatewayUrl, gatewayUrls, addresses, healthUrls };
}

/** One process in place of several. It is ready when the last of them is. */
function oneOf(members: readonly Member[]): Member {
  const last = members.at(-1);
  if (!last) throw new Error('there is nothing to start');
  const environments = Object.fromEntries(members.map(({ name, env }) => [name, env]));
  const { NODE_OPTIONS: _, ...env } = togetherEnvironment(environments);
  return { ...last, name: TOGETHER, args: [TOGETHER_MAIN], env: { ...env, NODE_OPTIONS: process.env.NODE_OPTIONS } };
}

const pickPorts = async (): Promise<ServicePorts> => ({ grpcPort: await pickPort(), healthPort: await pickPort() });

interface Replica {
  name: string;
  ports: ServicePorts;
}

async function replicasOf({ name }: Service, { replicas = 1 }: Pick<SystemOptions, 'replicas'>): Promise<Replica[]> {
  const all: Replica[] = [];
  for (let number = 1; number <= replicas; number += 1) {
    all.push({ name: number === 1 ? name : `${name}-${number}`, ports: await pickPorts() });
  }
  return all;
}

/** As grpc-js reads it: one address, or a list of them, of which each call takes the next. */
function addressOf(replicas: readonly Replica[]): string {
  const all = replicas.map(({ ports }) => `${LOOPBACK}:${ports.grpcPort}`);
  return all.length === 1 ? String(all[0]) : `ipv4:${all.join(',')}`;
}

const member = ({ name, main }: Service, env: NodeJS.ProcessEnv, readyUrl: string): Member => ({
  name,
  command: process.execPath,
  args: [main],
  cwd: repositoryDir,
  env,
  isReady: answersHttp(readyUrl),
});
