import { mkdirSync, readdirSync } from 'node:fs';
import type { Db, MongoClient } from 'mongodb';
import { CONTEXTS } from '../services.ts';
import { Trouble } from '../trouble.ts';
import { writeCollection } from './collection-file.ts';
import { fileOf, type KeptCollection, type Manifest, writeManifest } from './manifest.ts';

const OWNER_ONLY = 0o700;

export const databaseOf = (prefix: string, context: string): string => `${prefix}_${context}`;
export const databasesOf = (prefix: string): string[] =>
  Object.values(CONTEXTS).map((context) => databaseOf(prefix, context));

/** Copies all databases of a network into a new folder, while no service works on them. */
export async function makeBackup(client: MongoClient, prefix: string, folder: string): Promise<Manifest> {
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  if (readdirSync(folder).length > 0) throw new Trouble(`${folder} is not empty: give a new folder`);
  const collections: KeptCollection[] = [];
  for (const context of Object.values(CONTEXTS)) {
    const db = client.db(databaseOf(prefix, context));
    for (const name of await collectionsOf(db)) collections.push(await kept(db, { folder, context, name }));
  }
  const made: Manifest = { format: 1, made: new Date().toISOString(), collections };
  writeManifest(folder, made);
  return made;
}

/** Those of the server itself are none of ours. */
export async function collectionsOf(db: Db): Promise<string[]> {
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  return found
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.'))
    .sort();
}

async function kept(
  db: Db,
  { folder, context, name }: { folder: string; context: string; name: string },
): Promise<KeptCollection> {
  const collection = db.collection(name);
  // The server's own version of an index is not to be given back to another server.
  const indexes = (await collection.indexes()).map(({ v, ns, ...index }) => index);
  const content = await writeCollection(collection, fileOf(folder, { context, name }));
  return { context, name, ...content, indexes };
}
