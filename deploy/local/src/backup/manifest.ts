/** What a backup holds. The manifest is written last: a folder without one is the rest of a backup that was cut off. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IndexDescription } from 'mongodb';
import { z } from 'zod';
import { Trouble } from '../trouble.ts';
import { type Content, contentOfFile } from './collection-file.ts';

const FILE = 'manifest.json';
const OWNER_ONLY = 0o600;

const collection = z.object({
  /** The context of the service whose database it is in. */
  context: z.string(),
  name: z.string().regex(/^[\w.-]+$/),
  documents: z.number(),
  bytes: z.number(),
  sha256: z.string(),
  /** As the server has listed them. */
  indexes: z.array(
    z.custom<IndexDescription>((value) => typeof value === 'object' && value !== null && 'key' in value),
  ),
});

const manifest = z.object({
  format: z.literal(1),
  /** When the last document had been read. What was written later is not in it. */
  made: z.iso.datetime(),
  collections: z.array(collection),
});

export type Manifest = z.infer<typeof manifest>;
export type KeptCollection = Manifest['collections'][number];

export const fileOf = (folder: string, { context, name }: Pick<KeptCollection, 'context' | 'name'>): string =>
  path.join(folder, `${context}.${name}.bson.gz`);

export const indexesOf = ({ indexes }: KeptCollection): IndexDescription[] =>
  indexes.filter(({ name }) => name !== '_id_');

export function writeManifest(folder: string, content: Manifest): void {
  writeFileSync(path.join(folder, FILE), `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx', mode: OWNER_ONLY });
}

/** @throws Trouble if the folder has no whole backup */
export function readManifest(folder: string): Manifest {
  const file = path.join(folder, FILE);
  if (!existsSync(file)) throw new Trouble(`${file} is missing: this is no backup, or one that was cut off`);
  try {
    return manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Trouble(`${file} is no manifest of a backup`);
  }
}

export const isSame = (one: Content, other: Content): boolean =>
  one.documents === other.documents && one.bytes === other.bytes && one.sha256 === other.sha256;

/** Reads every file. @throws Trouble at the first that is not as the manifest says */
export async function checkFiles(folder: string, { collections }: Manifest): Promise<void> {
  for (const one of collections) {
    const file = fileOf(folder, one);
    const content = await contentOfFile(file).catch((error: unknown) => {
      throw new Trouble(`${file} cannot be read: ${(error as Error).message}`);
    });
    if (!isSame(content, one)) throw new Trouble(`${file} is not what the backup wrote`);
  }
}
