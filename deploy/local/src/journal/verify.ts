import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { readEntry, readHead } from '@naru/journal/file';
import { faultOfProof } from '@naru/journal/proof';
import { type Fault, saidOf } from '@naru/journal/texts';
import { type Kept, type Lines, readKept, verifyFile } from '@naru/journal/verify-file';
import { misused, readFlags } from '../arguments.ts';
import { reasonOf } from '../trouble.ts';

const FLAGS = { heads: { type: 'string' }, keys: { type: 'string' } } as const;
const FAULTS_MAX = 100;
const NOT_INTACT = 1;

/** Prints what was found. The exit code is 0 only for a journal without a fault. */
export async function verifyExport(args: string[]): Promise<number> {
  const { path, values } = onePath(args);
  const kept = await keptIn(values.heads, values.keys);
  const faults: Fault[] = [];
  const verified = await verifyFile({ file: linesIn(path), kept }, (fault) => void faults.push(fault));
  const { ownKeys, ...found } = verified;
  const intact = faults.length === 0 && !found.truncated && found.unreadable.length === 0;
  const shown = faults.slice(0, FAULTS_MAX).map(shownFault);
  process.stdout.write(`${JSON.stringify({ intact, ...found, keptHeads: kept.heads.length, faults: shown })}\n`);
  if (kept.heads.length === 0)
    say('no heads were given that somebody kept elsewhere: a file that was made anew as a whole is not found out');
  else if (ownKeys) say('no public keys were given besides those of the file itself: give them by --keys');
  return intact ? 0 : NOT_INTACT;
}

/** `proof FILE --keys FILE`: checks an answer of `GET /v1/journal/{chain}/entries/{number}/proof`. */
export async function checkProof(args: string[]): Promise<number> {
  const { path, values } = onePath(args);
  const { keys } = await keptIn(values.heads, values.keys);
  if (keys.size === 0) throw misused('give the public keys: --keys FILE, PEM or the answer of GET /v1/journal/heads');
  const { entry, following, head } = await proofIn(path);
  const fault = faultOfProof({ entry, following, head }, keys);
  const { chain, number } = entry;
  const proven = { proven: fault === null, chain, number, head: head.serial, signedAt: head.signedAt };
  process.stdout.write(`${JSON.stringify({ ...proven, ...(fault ? { fault: shownFault(fault) } : {}) })}\n`);
  return fault ? NOT_INTACT : 0;
}

const say = (line: string) => process.stderr.write(`naru: ${line}\n`);

const shownFault = ({ detail, ...fault }: Fault) => ({ ...fault, detail: saidOf(detail) });

function onePath(args: string[]) {
  const { values, positionals } = readFlags(args, FLAGS, { allowPositionals: true });
  const [path, ...rest] = positionals;
  if (!path || rest.length > 0) throw misused('give one file');
  return { path, values };
}

const linesIn =
  (path: string): Lines =>
  () =>
    createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });

/** Heads and public keys that were kept elsewhere. */
async function keptIn(...paths: (string | undefined)[]): Promise<Kept> {
  const heads: Kept['heads'][number][] = [];
  const keys = new Map<string, Kept['keys'] extends ReadonlyMap<string, infer K> ? K : never>();
  for (const path of paths) {
    if (!path) continue;
    const found = await readKept(keptLines(await readFile(path, 'utf8')));
    if (found.unreadable.length > 0)
      throw misused(`${path} has something else than heads and public keys in line ${found.unreadable.join(', ')}`);
    heads.push(...found.heads);
    for (const [id, key] of found.keys) keys.set(id, key);
  }
  return { heads, keys };
}

/** Lines of JSON, one JSON value in many lines, or public keys in PEM. */
function keptLines(content: string): Lines {
  return async function* () {
    // Trimming also removes the byte order mark with which editors on Windows begin a file.
    const text = content.trimStart();
    if (text.startsWith('-----BEGIN')) yield JSON.stringify({ id: 'pem', publicKey: content });
    else yield* inOne(text) ?? text.split('\n');
  };
}

function inOne(content: string): string[] | null {
  try {
    return [JSON.stringify(JSON.parse(content))];
  } catch {
    return null; // It has one value a line.
  }
}

async function proofIn(path: string) {
  try {
    const { entry, following = [], head } = JSON.parse((await readFile(path, 'utf8')).trimStart());
    return { entry: readEntry(entry), following: following as string[], head: readHead(head) };
  } catch (error) {
    throw misused(`${path} is no proof of an entry (${reasonOf(error)})`);
  }
}
