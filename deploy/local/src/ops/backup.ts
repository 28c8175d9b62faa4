/** `ops backup`, `ops check-backup` and `ops restore`: on the databases themselves, while no service runs. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { emptyBus } from '@naru/bus/lay';
import { deployUrls } from '@naru/bus/names';
import { layConfig, readConfig } from '@naru/kit/config';
import { misused } from '../arguments.ts';
import { databasesOf, makeBackup } from '../backup/make.ts';
import { checkFiles, type Manifest, readManifest } from '../backup/manifest.ts';
import { requireEmpty, restoreBackup } from '../backup/restore.ts';
import { MARKED_EVERY_MS, requireStill } from '../backup/stillness.ts';
import { CONSUMERS_FILE, laidPlan } from '../bus-plan.ts';
import { partsOf } from '../data-dir.ts';
import { openOperatorDatabase } from '../operator-database.ts';
import { dataDirOf, repositoryDir } from '../paths.ts';
import { findRun } from '../run-file.ts';
import { Trouble } from '../trouble.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const prefixOf = (env: NodeJS.ProcessEnv): string => env.DATABASE_PREFIX || 'naru';

/** Nobody but this command may use a data folder, and nobody may write to a server of your own. */
const stillFor = (env: NodeJS.ProcessEnv): number => (env.MONGODB_URI ? MARKED_EVERY_MS : 0);

function folderOf(folder: string | undefined): string {
  if (!folder) throw misused('give the folder of the backup');
  return path.resolve(folder);
}

function tell(what: string, { made, collections }: Manifest, begunMs: number): number {
  const sum = (key: 'documents' | 'bytes') => collections.reduce((total, one) => total + one[key], 0);
  const seconds = ((performance.now() - begunMs) / 1_000).toFixed(1);
  say(
    `${what}: ${sum('documents')} documents of ${collections.length} collections, ${sum('bytes')} bytes, in ${seconds} s`,
  );
  say(`it is of ${made}; what was written later is not in it`);
  return 0;
}

export async function backup(first: string | undefined, env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const [folder, prefix, begunMs] = [folderOf(first), prefixOf(env), performance.now()];
  const { client, close } = await openOperatorDatabase(env, { alone: true });
  try {
    await requireStill(client, databasesOf(prefix), stillFor(env));
    return tell('backed up', await makeBackup(client, prefix, folder), begunMs);
  } finally {
    await close();
  }
}

export async function checkBackup(first: string | undefined): Promise<number> {
  const [folder, begunMs] = [folderOf(first), performance.now()];
  const manifest = readManifest(folder);
  await checkFiles(folder, manifest);
  return tell('whole', manifest, begunMs);
}

export async function restore(
  first: string | undefined,
  { drop }: { drop: boolean },
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const [folder, prefix, begunMs] = [folderOf(first), prefixOf(env), performance.now()];
  const manifest = readManifest(folder);
  // Nothing is deleted before everything was read once.
  await checkFiles(folder, manifest);
  const { client, close } = await openOperatorDatabase(env, { alone: true });
  try {
    await requireStill(client, databasesOf(prefix), stillFor(env));
    if (!drop) await requireEmpty(client, prefix);
    await restoreBackup(client, { prefix, folder, manifest });
  } finally {
    await close();
  }
  tell('restored', manifest, begunMs);
  say(await emptied(env));
  say('now start the services, and send all events again: npm run -s ops -- republish --all');
  return 0;
}

/** The events on the bus are of the time that is gone. The owners have their own. */
async function emptied(env: NodeJS.ProcessEnv): Promise<string> {
  if (env.NATS_URL) {
    const consumers = path.join(repositoryDir, CONSUMERS_FILE);
    const { NATS_URL: url, ...config } = readConfig(layConfig, { CONSUMERS_FILE: consumers, ...env });
    const windows = {
      keptMs: config.EVENTS_KEPT_MS,
      duplicatesMs: config.DUPLICATES_KNOWN_MS,
      ackWaitMs: config.ACK_WAIT_MS,
    };
    const urlOf = deployUrls({ url, accounts: config.NATS_ACCOUNTS, password: config.NATS_DEPLOY_PASSWORD });
    const place = { prefix: config.SUBJECT_PREFIX, caFile: config.TLS_CA_FILE, replicas: config.NATS_REPLICAS };
    await emptyBus(laidPlan(), { urlOf, ...place, windows });
    return 'the streams of the bus were deleted and made anew';
  }
  if (env.MONGODB_URI) return 'NATS_URL is not set: empty the bus yourself before a service starts';
  const dataDir = dataDirOf(env);
  if (findRun(dataDir)) throw new Trouble(`Naru was started in ${dataDir} meanwhile: stop it, and restore again`);
  rmSync(partsOf(dataDir).nats, { recursive: true, force: true });
  return 'the bus is empty';
}
