/** The demo network is loaded once in a test run. Each journey has a copy of it, on its own servers. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Servers, startServers, temporaryDataDir } from '@naru/local';
import { eventually } from '@naru/testing/eventually';
import type { StackGround } from '@naru/testing/stack';

export interface DemoCopy {
  ground: StackGround;
  /** The network's ids of the file's records. */
  ids: ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

type Load = (ground: StackGround) => Promise<ReadonlyMap<string, string>>;

const RUN = 'naru_demo';
const IDS = 'ids.json';
// Another journey may be loading it, on a busy machine.
const LOADED_WITHIN_MS = 240_000;

export async function demoCopy(load: Load): Promise<DemoCopy> {
  const original = await originalOf(load);
  const dataDir = temporaryDataDir();
  cpSync(original, dataDir, { recursive: true });
  const servers = await startServers({ dataDir, synced: false });
  const ids = new Map(JSON.parse(readFileSync(path.join(dataDir, IDS), 'utf8')) as [string, string][]);
  const remove = async () => {
    await servers.discard();
    rmSync(dataDir, { recursive: true });
  };
  return { ground: groundOf(servers), ids, remove };
}

const groundOf = ({ mongodbUri, natsUrl }: Servers): StackGround => ({ mongodbUri, natsUrl, run: RUN });

/** The folder to copy. The first journey of a run makes it, and concurrent ones wait. */
async function originalOf(load: Load): Promise<string> {
  const runDir = process.env.NARU_TEST_DIR;
  if (!runDir) throw new Error('no folder for the demo network: run the tests by `npm test -- <path>`');
  const original = path.join(runDir, 'demo');
  if (isMine(`${original}.lock`)) await make(original, load);
  await eventually(() => existsSync(original) || existsSync(failedOf(original)), { withinMs: LOADED_WITHIN_MS });
  if (!existsSync(original)) throw new Error(readFileSync(failedOf(original), 'utf8'));
  return original;
}

/** The file with the reason why the demo network could not be loaded. */
const failedOf = (original: string) => `${original}.failed`;

function isMine(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function make(original: string, load: Load): Promise<void> {
  const dataDir = temporaryDataDir();
  const servers = await startServers({ dataDir, synced: false });
  try {
    writeFileSync(path.join(dataDir, IDS), JSON.stringify([...(await load(groundOf(servers)))]));
  } catch (error) {
    writeFileSync(failedOf(original), String(error));
    throw error;
  } finally {
    await servers.stop();
  }
  renameSync(dataDir, original);
}
