import { rmSync } from 'node:fs';
import { misused, readFlags } from './arguments.ts';
import { CHECKS, type Check, complaintOf } from './checks.ts';
import { sweepTemporaryDataDirs, temporaryDataDir } from './data-dir.ts';
import { listenForStop } from './interruption.ts';
import { type Servers, startServers } from './servers.ts';
import { type Counts, chosen, runSuite, SUITES, type Suite } from './suites.ts';
import { Trouble } from './trouble.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

interface Selection {
  checks: Check[];
  suites: Suite[];
}

/** `npm test`: all checks and tests. */
export const run = (args: string[]): Promise<number> => runAll(readSelection(args));

/** A step that fails does not stop the others. */
export async function runAll({ checks, suites }: Selection): Promise<number> {
  const interruption = listenForStop();
  await sweepTemporaryDataDirs();
  const dataDir = temporaryDataDir();
  const servers: Servers[] = [];
  const total: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  try {
    for (const check of checks)
      add(total, await timed(`${check.name} (${check.tool} ${check.args[0]})`, () => judge(check, interruption)));
    for (const suite of suites) {
      const wanted = suite.needsServers ? suite.workers : 0;
      while (servers.length < wanted) servers.push(await serve(interruption));
      add(total, await timed(suite.name, () => runSuite(suite, { dataDir, servers, interruption })));
    }
  } finally {
    await Promise.all(servers.map((one) => one.stop()));
    rmSync(dataDir, { recursive: true, force: true });
    await sweepTemporaryDataDirs(); // A test that was stopped midway cannot end the processes that it started.
  }
  if (interruption.aborted) throw new Trouble('stopped before the tests were through', 130);
  // Once more at the end: whoever reads the end of a long log sees what failed.
  for (const failure of total.failures) say(`FAILED ${failure}\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** `--only NAME` selects steps by their name, paths select test files; without either everything runs. */
export function readSelection(args: string[]): Selection {
  const options = { only: { type: 'string', multiple: true } } as const;
  const { values, positionals } = readFlags(args, options, { allowPositionals: true });
  if (positionals.length > 0) return { checks: [], suites: [chosen(positionals)] };
  const only = values.only;
  if (!only) return { checks: CHECKS, suites: SUITES };
  const names = [...new Set([...CHECKS, ...SUITES].map(({ name }) => name))];
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw misused(`--only takes one of ${names.join(', ')}, not "${unknown}"`);
  const wanted = ({ name }: { name: string }) => only.includes(name);
  return { checks: CHECKS.filter(wanted), suites: SUITES.filter(wanted) };
}

/** Each worker has its own servers: the database uses one core at most, and two files of tests want more. */
async function serve(interruption: AbortSignal): Promise<Servers> {
  const { MONGODB_URI: mongodbUri, NATS_URL: natsUrl } = process.env;
  const dataDir = temporaryDataDir();
  const servers = await startServers({ dataDir, mongodbUri, natsUrl, synced: false, say, interruption });
  const stop = async () => {
    await servers.discard();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...servers, stop };
}

async function judge(check: Check, interruption: AbortSignal): Promise<Counts> {
  const complaint = await complaintOf(check, interruption);
  if (complaint === null) return { passed: 1, failed: 0, skipped: 0, failures: [] };
  say(`${check.tool} ${check.args.join(' ')}\n${complaint}`);
  return { passed: 0, failed: 1, skipped: 0, failures: [`${check.tool} ${check.args.join(' ')}`] };
}

async function timed(name: string, work: () => Promise<Counts>): Promise<Counts> {
  say(`${name} …`);
  const startedMs = performance.now();
  const counts = await work();
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  say(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s\n`);
  return counts;
}

function add(total: Counts, { passed, failed, skipped, failures }: Counts): void {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  total.failures.push(...failures);
}
