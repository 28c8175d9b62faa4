import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { dataDirOf } from './paths.ts';
import { identify } from './process-identity.ts';
import { clearRun } from './run-file.ts';
import { reasonOf, Trouble } from './trouble.ts';

/** The parts of a data folder. */
export const partsOf = (dataDir: string) => ({
  database: path.join(dataDir, 'database'),
  nats: path.join(dataDir, 'nats'),
  logs: path.join(dataDir, 'logs'),
  issuerKey: path.join(dataDir, 'issuer.json'),
  journalKey: path.join(dataDir, 'journal-key.pem'),
  /** The secret that the passwords of the servers follow from. */
  secret: path.join(dataDir, 'secret'),
  sealingKeys: path.join(dataDir, 'sealing-keys'),
  /** Says which users the database has. */
  databaseUsers: path.join(dataDir, 'database-users'),
  tls: path.join(dataDir, 'tls'),
  natsConf: path.join(dataDir, 'nats.conf'),
  compileCache: path.join(dataDir, 'compile-cache'),
});

const OWNER_ONLY = 0o700;

/**
 * Creates the folder and its log folder if they are missing, and checks at once that they can be written. Nobody but
 * their owner may look into them: databases, logs and secrets lie there.
 */
export function openDataDir(dataDir: string): void {
  for (const folder of [dataDir, partsOf(dataDir).logs]) {
    openFolder(folder);
    chmodSync(folder, OWNER_ONLY);
  }
}

function openFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Trouble(`the data folder ${folder} cannot be used (${reasonOf(error)}); set NARU_DATA to another one`);
  }
}

/** Not with the recursive mkdir of Node, which never returns below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  if (!existsSync(path.dirname(folder))) makeFolder(path.dirname(folder));
  mkdirSync(folder);
}

/** Deletes only Naru's own files: NARU_DATA may name a folder with other files too. */
export function resetDataDir(dataDir: string): void {
  const { database, databaseUsers, nats, issuerKey, journalKey } = partsOf(dataDir);
  for (const part of [database, databaseUsers, nats, issuerKey, journalKey])
    rmSync(part, { recursive: true, force: true });
}

const testsDirOf = (env: NodeJS.ProcessEnv) => path.join(dataDirOf(env), 'tests');

/** A data folder for one test run, at a place where a later run finds it if this one is killed. */
export function temporaryDataDir(env: NodeJS.ProcessEnv = process.env): string {
  const testsDir = testsDirOf(env);
  openFolder(testsDir);
  return mkdtempSync(path.join(testsDir, `${process.pid}-`));
}

/** Ends the processes of killed test runs and deletes their data. A folder whose creator still lives stays. */
export async function sweepTemporaryDataDirs(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const testsDir = testsDirOf(env);
  openFolder(testsDir);
  for (const name of readdirSync(testsDir)) {
    const dataDir = path.join(testsDir, name);
    const makerLives = identify(Number.parseInt(name, 10)) !== null;
    if (!makerLives && (await clearRun(dataDir))) rmSync(dataDir, { recursive: true, force: true });
  }
}
