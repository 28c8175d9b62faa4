import type { Child } from './child.ts';
import { partsOf } from './data-dir.ts';
import { Fleet, type Member } from './fleet.ts';
import { AUDIENCE, EMBEDDED_ISSUER, type IssuerKey, openIssuerKey } from './issuer.ts';
import { type KeyServer, serveKeys } from './key-server.ts';
import { repositoryDir } from './paths.ts';
import { LOOPBACK, pickPort, requirePort } from './ports.ts';
import { answersHttp } from './readiness.ts';
import { launchServers, type ServerAddresses, type ServersOptions } from './servers.ts';
import { GATEWAY, SERVICES, type Service, type Surroundings, serviceEnvironment } from './services.ts';
import { Trouble } from './trouble.ts';

export interface SystemOptions extends ServersOptions {
  /** The gateway's port; 0 takes any free one. */
  port: number;
  /** Deletes the data of earlier runs first. */
  reset?: boolean;
  databasePrefix?: string;
  subjectPrefix?: string;
  /** An external issuer. Then the embedded one is not used. */
  oidc?: Surroundings['oidc'] | undefined;
  /** More environment for single services, by their name, for fault tests. */
  environment?: Record<string, NodeJS.ProcessEnv>;
  /** Programs in place of ours, for tests of this runtime itself. */
  services?: Service[];
  gateway?: Service;
}

export interface System extends ServerAddresses {
  gatewayUrl: string;
  /** Each service's gRPC address as host:port. */
  addresses: Record<string, string>;
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
    const servers = await launchServers(fleet, options);
    const network = await launchNetwork(fleet, options, surroundings(options, servers, keyServer));
    return { ...servers, ...network, issuerKey, children: fleet.children, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function surroundings(options: SystemOptions, servers: ServerAddresses, keyServer: KeyServer | null): Surroundings {
  return {
    ...servers,
    databasePrefix: options.databasePrefix ?? 'naru',
    subjectPrefix: options.subjectPrefix ?? '',
    oidc: options.oidc ?? { issuer: EMBEDDED_ISSUER, audience: AUDIENCE, jwksUrl: keyServer?.url ?? '' },
    compileCacheDir: partsOf(options.dataDir).compileCache,
  };
}

/** Starts the services side by side and then the gateway, each on a port that it keeps across restarts. */
async function launchNetwork(fleet: Fleet, options: SystemOptions, around: Surroundings) {
  const { services = SERVICES, gateway = GATEWAY, environment = {} } = options;
  const addresses: Record<string, string> = {};
  const known: NodeJS.ProcessEnv = {};
  const members: Member[] = [];
  for (const service of services) {
    const ports = { grpcPort: await pickPort(), healthPort: await pickPort() };
    addresses[service.name] = `${LOOPBACK}:${ports.grpcPort}`;
    if (service.addressVariable) known[service.addressVariable] = addresses[service.name];
    const env = { ...serviceEnvironment(around, ports), ...environment[service.name] };
    members.push(member(service, env, `http://${LOOPBACK}:${ports.healthPort}/readyz`));
  }
  await fleet.start(members);
  const port = options.port || (await pickPort());
  const gatewayUrl = `http://${LOOPBACK}:${port}`;
  const ports = { grpcPort: await pickPort(), healthPort: await pickPort() };
  const outside = { ...known, PORT: String(port), HOST: LOOPBACK };
  const env = { ...serviceEnvironment(around, ports), ...outside, ...environment[gateway.name] };
  await fleet.start([member(gateway, env, `${gatewayUrl}/readyz`)]);
  fleet.runFile.announce({ gatewayUrl, addresses });
  return { gatewayUrl, addresses };
}

const member = ({ name, main }: Service, env: NodeJS.ProcessEnv, readyUrl: string): Member => ({
  name,
  command: process.execPath,
  args: [main],
  cwd: repositoryDir,
  env,
  isReady: answersHttp(readyUrl),
});
