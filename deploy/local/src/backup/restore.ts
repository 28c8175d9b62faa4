import type { Db, MongoClient } from 'mongodb';
import { CONTEXTS } from '../services.ts';
import { Trouble } from '../trouble.ts';
import { contentOf, readCollection } from './collection-file.ts';
import { collectionsOf, databaseOf, databasesOf } from './make.ts';
import { fileOf, indexesOf, isSame, type KeptCollection, type Manifest } from './manifest.ts';

/**
 * Puts the databases of a network back as the backup has them. All of them, because a copy of another service keeps the
 * highest version that it has seen, and would ignore a service that alone was set back.
 * @throws Trouble if a collection is not afterwards what it was, byte by byte
 */
export async function restoreBackup(
  client: MongoClient,
  { prefix, folder, manifest }: { prefix: string; folder: string; manifest: Manifest },
): Promise<void> {
  for (const name of databasesOf(prefix)) await client.db(name).dropDatabase();
  for (const context of Object.values(CONTEXTS)) {
    const db = client.db(databaseOf(prefix, context));
    for (const one of manifest.collections.filter((each) => each.context === context))
      await restoreCollection(db, fileOf(folder, one), one);
  }
}

async function restoreCollection(db: Db, file: string, kept: KeptCollection): Promise<void> {
  const collection = await db.createCollection(kept.name);
  const indexes = indexesOf(kept);
  if (indexes.length > 0) await collection.createIndexes(indexes);
  await readCollection(file, collection);
  if (!isSame(await contentOf(collection), kept))
    throw new Trouble(`${db.databaseName}.${kept.name} is not what the backup has: the server has changed it`);
}

/** @throws Trouble if there is something that a restore would delete */
export async function requireEmpty(client: MongoClient, prefix: string): Promise<void> {
  for (const name of databasesOf(prefix))
    if ((await collectionsOf(client.db(name))).length > 0)
      throw new Trouble(`${name} has data: with --drop the restore deletes it, and all of ${prefix}_*`);
}
