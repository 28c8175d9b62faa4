/** The format of stored data: one number for all collections of a service, kept in the collection `meta`. */
import type { Db } from 'mongodb';
import { ConfigError } from './config-error.ts';

/** Format 1 stores enum values with their prefix (`VENTURE_DRAFT`); format 2 stores bare ones (`DRAFT`). */
export const DATA_FORMAT = 2;

const FORMAT = 'format';

/**
 * Writes the format number into an empty database, and refuses a database of another format before any read: no rule
 * would recognise the old names of states.
 * @throws ConfigError with the remedy
 */
export async function requireFormat(db: Db): Promise<void> {
  const meta = db.collection<{ _id: string; number: number }>('meta');
  // In this order: a replica that starts now writes the number before it makes its first collection.
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  const isEmpty = found.every(({ name }) => name === 'meta' || name.startsWith('system.'));
  if (isEmpty) await meta.updateOne({ _id: FORMAT }, { $setOnInsert: { number: DATA_FORMAT } }, { upsert: true });
  const { number = 1 } = (await meta.findOne({ _id: FORMAT })) ?? {};
  if (number !== DATA_FORMAT) throw otherFormat(db.databaseName, number);
}

const otherFormat = (database: string, number: number) =>
  new ConfigError(
    `the database ${database} has format ${number}, and this version of Naru reads format ${DATA_FORMAT} only: ` +
      'begin anew in an empty database (DATABASE_PREFIX names another; with embedded servers: npm start -- --reset), ' +
      'or run the version that wrote it',
  );
