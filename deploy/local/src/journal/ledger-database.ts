import { type Db, MongoClient } from 'mongodb';
import { dataDirOf } from '../paths.ts';
import { findRun } from '../run-file.ts';
import { startServers } from '../servers.ts';
import { Trouble } from '../trouble.ts';

export interface LedgerDatabase {
  db: Db;
  close(): Promise<void>;
}

/**
 * The ledger's database: of MONGODB_URI, of the embedded run, or of the data folder while nothing runs there. No service
 * is asked, so that the journal can be taken out while the system is down, and no service can answer with another one.
 */
export async function openLedgerDatabase(env: NodeJS.ProcessEnv): Promise<LedgerDatabase> {
  const { uri, stop } = await serverOf(env);
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 10_000 }).catch(async (error: unknown) => {
    await stop();
    throw new Trouble(`the database does not answer: ${(error as Error).message}`);
  });
  const close = async () => {
    await client.close();
    await stop();
  };
  return { db: client.db(`${env.DATABASE_PREFIX || 'naru'}_ledger`), close };
}

const nothing = async () => {};

async function serverOf(env: NodeJS.ProcessEnv): Promise<{ uri: string; stop: () => Promise<void> }> {
  if (env.MONGODB_URI) return { uri: env.MONGODB_URI, stop: nothing };
  const dataDir = dataDirOf(env);
  const run = findRun(dataDir);
  if (run?.mongodbUri) return { uri: run.mongodbUri, stop: nothing };
  if (run) throw new Trouble('Naru runs here with a database of yours: set MONGODB_URI to it');
  // The bus is not needed, so its address may be any.
  const { mongodbUri, stop } = await startServers({ dataDir, natsUrl: 'nats://not-needed' });
  return { uri: mongodbUri, stop };
}
