/** Real services on the real servers of the test run. Each stack has its own databases and subjects. */
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { realAmbient } from '@naru/kit/ambient';
import { type Running, type ServiceSpec, startService } from '@naru/kit/boot';
import type { Environment } from '@naru/kit/config';
import type { Grant } from '@naru/kit/identity';
import { type Db, MongoClient } from 'mongodb';
import { startIssuer, type TestIssuer } from './issuer.ts';
import { busEnvironment, wholeBus, withBusLaid } from './lay.ts';
import { TEST_SEALING_KEYS } from './parts.ts';

export interface Stack {
  /** host:port of gRPC by context: registry, investor … */
  addresses: Record<string, string>;
  issuer: TestIssuer;
  /** The environment for a further process of this stack. */
  env: Environment;
  token(...grants: Grant[]): Promise<string>;
  tokenOf(subject: string, ...grants: Grant[]): Promise<string>;
  /** The database of a service, for checks without the service. */
  database(context: string): Db;
  restart(context: string): Promise<void>;
  stopService(context: string): Promise<void>;
  /** Stops everything and drops the stack's data. */
  stop(): Promise<void>;
  /** Stops everything and keeps the data. */
  leave(): Promise<void>;
}

/** Refused events are stored after a second and parked after a few, so that tests see both. */
export const SHORT_RETRIES = { RETRY_SOON_MS: '3000', RETRY_LATE_MS: '5000', RETRY_FLIGHT_MS: '1000' };

/** Another key for the heads of the journal, in PEM. */
export const journalKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The key of every stack, since a stack may go on with the data of another one. In DER: the frame of RFC 8410, and 32 bytes. */
const JOURNAL_KEY = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 'naru')]),
  format: 'der',
  type: 'pkcs8',
})
  .export({ type: 'pkcs8', format: 'pem' })
  .toString();

/** The servers of this test run. @throws if the tests were not started by `npm test` */
export function servers(): { mongodbUri: string; natsUrl: string } {
  const [mongodbUri, natsUrl] = [process.env.NARU_TEST_MONGODB_URI, process.env.NARU_TEST_NATS_URL];
  if (!mongodbUri || !natsUrl) throw new Error('no servers to test on: run the tests by `npm test -- <path>`');
  return { mongodbUri, natsUrl };
}

export function startStack(...specs: ServiceSpec[]): Promise<Stack> {
  return startStackOn({ ...servers(), run: `naru_test_${randomBytes(4).toString('hex')}` }, specs);
}

/** A stack whose services read further variables. */
export const startStackWith = (more: Environment, ...specs: ServiceSpec[]): Promise<Stack> =>
  startStackOn({ ...servers(), run: `naru_test_${randomBytes(4).toString('hex')}`, more }, specs);

/** The servers of a stack, and the prefix of its databases and subjects. */
export interface StackGround {
  mongodbUri: string;
  natsUrl: string;
  run: string;
  /** Further variables of the services. */
  more?: Environment;
}

export async function startStackOn(
  { mongodbUri, natsUrl, run, more = {} }: StackGround,
  specs: ServiceSpec[],
): Promise<Stack> {
  const issuer = await startIssuer();
  const env: Environment = {
    MONGODB_URI: mongodbUri,
    DATABASE_PREFIX: run,
    ...busEnvironment(natsUrl, specs),
    SUBJECT_PREFIX: `${run}.`,
    OIDC_ISSUER: issuer.issuer,
    OIDC_AUDIENCE: issuer.audience,
    OIDC_JWKS_URL: issuer.jwksUrl,
    NARU_EMBEDDED: '1',
    JOURNAL_KEY,
    JOURNAL_HEAD_MS: '500',
    SEALING_KEYS: TEST_SEALING_KEYS,
    ...SHORT_RETRIES,
    NARU_UNDECLARED: 'refuse',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    ...more,
  };
  const mongo = await MongoClient.connect(mongodbUri);
  const byContext = new Map(specs.map((spec) => [spec.context, spec]));
  const running = new Map<string, Running>();
  const addresses: Record<string, string> = {};
  await Promise.all(specs.map((spec) => begin(spec)));

  async function begin(spec: ServiceSpec): Promise<void> {
    const port = addresses[spec.context]?.split(':')[1];
    const service = await startService(withBusLaid(spec, env), port ? { ...env, GRPC_PORT: port } : env, realAmbient);
    running.set(spec.context, service);
    addresses[spec.context] = service.address;
  }

  const stopService = async (context: string) => {
    await running.get(context)?.stop();
    running.delete(context);
  };

  const leave = async () => {
    await Promise.all([...running.keys()].map(stopService));
    await issuer.stop();
    await mongo.close();
  };

  return {
    addresses,
    issuer,
    env,
    token: (...grants) => issuer.token({ grants }),
    tokenOf: (subject, ...grants) => issuer.token({ grants, subject }),
    database: (context) => mongo.db(`${run}_${context}`),
    stopService,
    restart: async (context) => {
      await stopService(context);
      const spec = byContext.get(context);
      if (spec) await begin(spec);
    },
    leave,
    stop: async () => {
      await leave();
      await removeTraces({ mongodbUri, run }, env);
    },
  };
}

/** Drops only what the stack has made. */
async function removeTraces(
  { mongodbUri, run }: Pick<StackGround, 'mongodbUri' | 'run'>,
  env: Environment,
): Promise<void> {
  const mongo = await MongoClient.connect(mongodbUri);
  const { databases } = await mongo.db('admin').admin().listDatabases();
  for (const { name } of databases.filter((database) => database.name.startsWith(run)))
    await mongo.db(name).dropDatabase();
  await mongo.close();
  const bus = await wholeBus(env);
  for await (const { config } of bus.manager.streams.list())
    if (config.name.startsWith(run)) await bus.manager.streams.delete(config.name);
  await bus.close();
}
