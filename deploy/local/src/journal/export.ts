import { existsSync, readFileSync } from 'node:fs';
import type { Entry } from '@naru/journal/entry';
import { type Line, writeLine } from '@naru/journal/file';
import type { Head } from '@naru/journal/head';
import { pemOf, readPublicKeys, readSigningKey } from '@naru/journal/keys';
import type { Db } from 'mongodb';
import { readFlags } from '../arguments.ts';
import { partsOf } from '../data-dir.ts';
import { dataDirOf } from '../paths.ts';
import { openLedgerDatabase } from './ledger-database.ts';

const READ_BATCH = 1_000;

/** `npm run -s journal -- export`: the keys, entries and signed heads, one JSON object a line, on standard output. */
export async function exportJournal(args: string[]): Promise<number> {
  readFlags(args, {});
  const { db, close } = await openLedgerDatabase(process.env);
  try {
    for await (const line of linesOf(db, process.env)) await written(`${writeLine(line)}\n`);
  } finally {
    await close();
  }
  return 0;
}

async function* linesOf(db: Db, env: NodeJS.ProcessEnv): AsyncGenerator<Line> {
  yield* keysOf(env);
  let [entries, heads] = [0, 0];
  // Heads are read first, so that each has its entry in the file although the journal grows meanwhile.
  const signed = await db.collection<{ _id: string; state: Head }>('journal_head').find().sort({ _id: 1 }).toArray();
  for await (const entry of db.collection<Entry>('journal').find().sort({ _id: 1 }).batchSize(READ_BATCH)) {
    entries += 1;
    yield { kind: 'entry', entry };
  }
  for (const { state } of signed) {
    heads += 1;
    yield { kind: 'head', head: state };
  }
  yield { kind: 'end', end: { entries, heads } };
}

/** The public keys, where the configuration of the ledger is at hand. They prove nothing by themselves. */
function* keysOf(env: NodeJS.ProcessEnv): Generator<Line> {
  const own = partsOf(dataDirOf(env)).journalKey;
  const file = env.JOURNAL_KEY_FILE ?? (existsSync(own) ? own : undefined);
  const pem = env.JOURNAL_KEY ?? (file && readFileSync(file, 'utf8'));
  const old = env.JOURNAL_OLD_KEYS ?? (env.JOURNAL_OLD_KEYS_FILE && readFileSync(env.JOURNAL_OLD_KEYS_FILE, 'utf8'));
  for (const key of [...(pem ? [readSigningKey(pem)] : []), ...(old ? readPublicKeys(old) : [])])
    yield { kind: 'key', key: { id: key.id, publicKey: pemOf(key) } };
}

/** Waits where the reader is slower than the database. */
const written = (text: string) =>
  process.stdout.write(text) ? undefined : new Promise<void>((resolve) => process.stdout.once('drain', resolve));
