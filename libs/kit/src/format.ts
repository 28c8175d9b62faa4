/** The format of what a service has stored: one number for all of its collections, told in the collection `meta`. */
import type { Db } from 'mongodb';
import { ConfigError } from './config.ts';

/** 1 wrote values of enums with their prefix (`VENTURE_DRAFT`); 2 writes bare ones (`DRAFT`). */
export const DATA_FORMAT = 2;

const FORMAT = 'format';

/**
 * Marks a database that is still empty, and refuses one of another format before anything reads it: a state whose name
 * nobody knows would be met by no rule. @throws ConfigError with the way out
 */
export async function requireFormat(db: Db): Promise<void> {
  const meta = db.collection<{ _id: string; number: number }>('meta');
  // In this order: whoever else starts right now marks the database before it makes its first collection.
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
