/** Looks for words in everything that the services keep and show: databases, streams, lists, and the folder of the bus. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Binary } from 'mongodb';
import { CONTEXTS, type Naru } from './system.ts';

/** Words that stand nowhere else, in every field of a venture that takes one. `tag` is a word of Latin letters. */
export function canaries(tag: string) {
  const both = (field: string) => ({ ko: `카나리아 ${field} ${tag}`, en: `Canary ${field} ${tag}` });
  // A sum and a number that nobody else has, as they are stored, and the sum as the reasons of a match print it.
  const [sum, staff] = [437_654_321, 8_765_431];
  const profile = {
    name: both('name'),
    summary: both('summary'),
    sectors: ['IOT'],
    products: [{ name: both('product'), description: both('description') }],
    stage: 'SEED',
    staff,
    askKrw: String(sum),
    markets: ['JP'],
    certifications: [`CANARY_${tag.toUpperCase()}`],
  };
  const fields = ['name', 'summary', 'product', 'description'];
  const texts = fields.flatMap((field) => Object.values(both(field)));
  return {
    profile,
    words: [...texts, ...profile.certifications, String(sum), sum.toLocaleString('en'), String(staff)],
  };
}

/** Where a word was found, and which. */
export type Sighting = string;

const CONTEXT_NAMES = Object.values(CONTEXTS);

/** The bytes of each word: a search does not depend on how a place encodes its text, if that is UTF-8. */
const wordsIn = (bytes: Buffer, words: readonly string[]) => words.filter((word) => bytes.includes(word));

/** All text and all bytes of a document, one after another. */
function bytesOf(value: unknown): Buffer[] {
  if (typeof value === 'string' || typeof value === 'number') return [Buffer.from(String(value))];
  if (value instanceof Binary) return [Buffer.from(value.buffer)];
  if (Buffer.isBuffer(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(bytesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(bytesOf);
}

/** Every collection of every service. The nouns of `except` are left out: `registry.venture`. */
export async function inCollections(
  { database }: Pick<Naru, 'database'>,
  words: readonly string[],
  except: readonly string[],
): Promise<Sighting[]> {
  const found: Sighting[] = [];
  for (const context of CONTEXT_NAMES)
    for (const { collectionName } of await database(context).collections()) {
      const name = `${context}.${collectionName}`;
      if (except.includes(name)) continue;
      for await (const doc of database(context).collection(collectionName).find())
        for (const word of wordsIn(Buffer.concat(bytesOf(doc)), words)) found.push(`${name} ${doc._id}: ${word}`);
    }
  return found;
}

/** Every message of every stream. */
export async function inStreams({ streams }: Pick<Naru, 'streams'>, words: readonly string[]): Promise<Sighting[]> {
  const found: Sighting[] = [];
  for (const context of Object.values(CONTEXTS)) {
    const owner = streams(context).streams;
    for await (const { config, state } of owner.list())
      for (let seq = Math.max(1, state.first_seq); seq <= state.last_seq; seq += 1) {
        const message = await owner.getMessage(config.name, { seq });
        const bytes = message && Buffer.concat([message.data, Buffer.from(String(message.header))]);
        for (const word of bytes ? wordsIn(bytes, words) : []) found.push(`${config.name} ${seq}: ${word}`);
      }
  }
  return found;
}

interface Page {
  paths: Record<string, { get?: { responses: Record<string, { content?: object }> } }>;
}

/** Every list that needs no parameters, as the secretariat sees it. @returns the words found, and the lists that answered */
export async function inLists({ client }: Pick<Naru, 'client'>, words: readonly string[]) {
  const { body } = await client.read<Page>('/openapi.json');
  const lists = Object.entries(body.paths)
    .filter(([route, { get }]) => !route.includes('{') && 'application/json' in (get?.responses['200']?.content ?? {}))
    .map(([route]) => route);
  const found: Sighting[] = [];
  const answered: string[] = [];
  for (const route of lists) {
    const { status, body: answer } = await client.read<object>(`${route}?pageSize=200`);
    if (status !== 200) continue;
    answered.push(route);
    for (const word of wordsIn(Buffer.from(JSON.stringify(answer)), words)) found.push(`${route}: ${word}`);
  }
  return { found, answered };
}

/** Every byte of every file in the folder of the bus. */
export function inFolder({ dataDir }: Pick<Naru, 'dataDir'>, words: readonly string[]): Sighting[] {
  const folder = path.join(dataDir, 'nats');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return wordsIn(readFileSync(file), words).map((word) => `${path.relative(folder, file)}: ${word}`);
    });
}
