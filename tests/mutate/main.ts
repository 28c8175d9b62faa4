/** `npm run -s mutate`: plants small faults, one at a time, and prints each that no test finds. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  listenForStop,
  misused,
  readFlags,
  readWhole,
  startServers,
  sweepTemporaryDataDirs,
  Trouble,
  temporaryDataDir,
} from '@naru/local';
import { root } from '../architecture/source.ts';
import type { Equivalent } from './choose.ts';
import { GROUPS, type Group } from './groups.ts';
import { mutate, type Selection } from './mutate.ts';

const JUDGED = path.join(import.meta.dirname, 'equivalents.json');
const say = (line: string) => process.stderr.write(`${line}\n`);

export async function run(args: string[]): Promise<number> {
  const selection = readSelection(args);
  const interruption = listenForStop();
  await sweepTemporaryDataDirs();
  const dataDir = temporaryDataDir();
  // Faults of the domain must be found by unit tests, which need no server.
  const needsServers = selection.groups.some((group) => group !== 'domain');
  const servers = needsServers ? await startServers({ dataDir, say, interruption }) : null;
  const env = {
    ...process.env,
    ...(servers && { NARU_TEST_MONGODB_URI: servers.mongodbUri, NARU_TEST_NATS_URL: servers.natsUrl }),
  };
  const equivalents = JSON.parse(readFileSync(JUDGED, 'utf8')) as Equivalent[];
  const print = (line: string) => process.stdout.write(`${line}\n`);
  try {
    await mutate(selection, { root, env, interruption, equivalents, say, print });
  } finally {
    await servers?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  if (interruption.aborted) throw new Trouble('stopped before every fault was tried', 130);
  return 0;
}

const COUNT = '40';

export function readSelection(args: string[]): Selection {
  const { values } = readFlags(args, {
    group: { type: 'string', multiple: true },
    files: { type: 'string', multiple: true },
    count: { type: 'string', default: COUNT },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
  });
  const unknown = values.group?.find((name) => !isGroup(name));
  if (unknown !== undefined) throw misused(`--group takes one of ${GROUPS.join(', ')}, not "${unknown}"`);
  return {
    groups: values.group?.filter(isGroup) ?? GROUPS,
    files: values.files ?? [],
    count: readWhole('--count', values.count, { min: 1, max: 10_000 }),
    seed: readWhole('--seed', values.seed, { min: 0, max: 1_000_000_000 }),
    workers: readWhole('--workers', values.workers, { min: 1, max: 2 }),
  };
}

const isGroup = (name: string): name is Group => (GROUPS as readonly string[]).includes(name);
