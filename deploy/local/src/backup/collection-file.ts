/** One collection in a file: its documents in BSON, one after the other, by their ids, packed by gzip. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { BSON, type Collection, type Document } from 'mongodb';

/** What must be the same after a restore. */
export interface Content {
  documents: number;
  /** Of the unpacked BSON. */
  bytes: number;
  sha256: string;
}

const OWNER_ONLY = 0o600;
const LENGTH_BYTES = 4;
/** Below the limits of a command: 48 MB and 100,000 documents. A document has at most 16 MB. */
const BATCH_BYTES = 8 * 2 ** 20;
const BATCH_MAX = 1_000;

/** The documents as they are stored, so that no type is lost on the way. */
async function* documentsOf(collection: Collection): AsyncGenerator<Buffer> {
  const cursor = collection.find({}, { raw: true, sort: { _id: 1 } });
  for await (const document of cursor) {
    // Its type does not say that `raw` gives bytes.
    if (!Buffer.isBuffer(document)) throw new Error('the driver gave no bytes');
    yield document;
  }
}

/** Counts what passes. */
function counted(): { content: () => Content; count: (document: Uint8Array) => void } {
  const hash = createHash('sha256');
  let [documents, bytes] = [0, 0];
  const count = (document: Uint8Array) => {
    documents += 1;
    bytes += document.length;
    hash.update(document);
  };
  return { count, content: () => ({ documents, bytes, sha256: hash.digest('hex') }) };
}

export async function contentOf(collection: Collection): Promise<Content> {
  const { count, content } = counted();
  for await (const document of documentsOf(collection)) count(document);
  return content();
}

export async function writeCollection(collection: Collection, file: string): Promise<Content> {
  const { count, content } = counted();
  async function* passing() {
    for await (const document of documentsOf(collection)) {
      count(document);
      yield document;
    }
  }
  await pipeline(passing, createGzip(), createWriteStream(file, { flags: 'wx', mode: OWNER_ONLY }));
  return content();
}

/** @throws if the file is no such file, or ends in the middle of a document */
async function* readDocuments(file: string): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  const packed = createReadStream(file);
  const unpacked = createGunzip();
  packed.once('error', (error) => unpacked.destroy(error));
  for await (const part of packed.pipe(unpacked)) {
    rest = Buffer.concat([rest, part as Buffer]);
    while (rest.length >= LENGTH_BYTES) {
      const length = rest.readInt32LE();
      if (length <= LENGTH_BYTES) throw new Error('a document of no length');
      if (rest.length < length) break;
      yield rest.subarray(0, length);
      rest = rest.subarray(length);
    }
  }
  if (rest.length > 0) throw new Error('it ends in the middle of a document');
}

export async function contentOfFile(file: string): Promise<Content> {
  const { count, content } = counted();
  for await (const document of readDocuments(file)) count(document);
  return content();
}

/** Each value keeps its type: a whole number may have been stored as a double. */
const AS_STORED = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;

export async function readCollection(file: string, collection: Collection): Promise<void> {
  let [batch, bytes]: [Document[], number] = [[], 0];
  const insert = async () => {
    if (batch.length > 0) await collection.insertMany(batch, { ignoreUndefined: false });
    [batch, bytes] = [[], 0];
  };
  for await (const document of readDocuments(file)) {
    if (batch.length === BATCH_MAX || bytes + document.length > BATCH_BYTES) await insert();
    batch.push(BSON.deserialize(document, AS_STORED));
    bytes += document.length;
  }
  await insert();
}
