import { MongoClient } from 'mongodb';
import { dataDirOf } from './paths.ts';
import { findRun } from './run-file.ts';
import { startServers } from './servers.ts';
import { Trouble } from './trouble.ts';

/** The server of the databases, for a command that works without the services. */
export interface OperatorDatabase {
  client: MongoClient;
  close(): Promise<void>;
}

interface Options {
  /** True if nothing of Naru may run meanwhile. */
  alone: boolean;
}

/** The server of MONGODB_URI, of the embedded run, or of the data folder while nothing runs there. No service is asked. */
export async function openOperatorDatabase(env: NodeJS.ProcessEnv, options: Options): Promise<OperatorDatabase> {
  const { uri, stop } = await serverOf(env, options);
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 10_000 }).catch(async (error: unknown) => {
    await stop();
    throw new Trouble(`the database does not answer: ${(error as Error).message}`);
  });
  const close = async () => {
    await client.close();
    await stop();
  };
  return { client, close };
}

const nothing = async () => {};

async function serverOf(
  env: NodeJS.ProcessEnv,
  { alone }: Options,
): Promise<{ uri: string; stop: () => Promise<void> }> {
  if (env.MONGODB_URI) return { uri: env.MONGODB_URI, stop: nothing };
  const dataDir = dataDirOf(env);
  const run = findRun(dataDir);
  if (run && alone) throw new Trouble(`Naru runs in ${dataDir} (process ${run.supervisor.pid}): stop it first`);
  if (run?.mongodbUri) return { uri: run.mongodbUri, stop: nothing };
  if (run) throw new Trouble('Naru runs here with a database of yours: set MONGODB_URI to it');
  // The bus is not needed, so its address may be any.
  const { mongodbUri, stop } = await startServers({ dataDir, natsUrl: 'nats://not-needed' });
  return { uri: mongodbUri, stop };
}
