import type { Db } from 'mongodb';
import { openOperatorDatabase } from '../operator-database.ts';

export interface LedgerDatabase {
  db: Db;
  close(): Promise<void>;
}

/**
 * The ledger's database. No service is asked, so that the journal can be taken out while the system is down, and no
 * service can answer with another one.
 */
export async function openLedgerDatabase(env: NodeJS.ProcessEnv): Promise<LedgerDatabase> {
  const { client, close } = await openOperatorDatabase(env, { alone: false });
  return { db: client.db(`${env.DATABASE_PREFIX || 'naru'}_ledger`), close };
}
