/** The passwords of a run on this machine. They all follow from one random secret, which only its owner can read. */
import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from './trouble.ts';

const SECRET_BYTES = 32;
const OWNER_ONLY = 0o600;

/** The password of a user on a server: the same in every run of a data folder. */
export type Passwords = (server: 'bus' | 'database', user: string) => string;

export function passwordsOf(file: string): Passwords {
  const secret = secretIn(file);
  return (server, user) => createHmac('sha256', secret).update(`${server} ${user}`).digest('hex');
}

/** Made at the first use. A file that others could read is closed, because an older umask may have opened it. */
export function secretIn(file: string): Buffer {
  if (!existsSync(file)) writeSecret(file, randomBytes(SECRET_BYTES).toString('hex'));
  chmodSync(file, OWNER_ONLY);
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}

/** The keys that seal stored secrets, made at the first use: see libs/kit/src/seal.ts. */
export function openSealingKeys(file: string): void {
  if (!existsSync(file)) writeSecret(file, `first:${randomBytes(SECRET_BYTES).toString('base64')}\n`);
  chmodSync(file, OWNER_ONLY);
}

/** Writes a file that only its owner may read. If another process has made it at the same time, that one counts. */
export function writeSecret(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(file, text, { mode: OWNER_ONLY, flag: 'wx' });
  } catch (error) {
    if (reasonOf(error) !== 'EEXIST') throw error;
  }
}
