import { readFileSync } from 'node:fs';
import { misused, readFlags } from './arguments.ts';
import { type Api, openApi, Refused } from './load/api.ts';
import { gatewayUrl, loaderToken } from './load.ts';
import { backup, checkBackup, restore } from './ops/backup.ts';
import { type Chosen, dispose, listParked, showParked } from './ops/parked.ts';
import { showStatus } from './ops/status.ts';
import { perform, showErasures } from './ops/work.ts';
import { CONTEXTS } from './services.ts';
import { Trouble } from './trouble.ts';

const USAGE = [
  'status',
  'parked [SERVICE [ID]] [--type TYPE]',
  'replay SERVICE (ID | --all [--type TYPE])',
  'discard SERVICE (ID | --all [--type TYPE])',
  'republish (SERVICE | --all) [--since INSTANT]',
  'snapshot (SERVICE | --all)',
  'journal verify [--heads FILE]',
  'erasures',
  'backup FOLDER',
  'check-backup FOLDER',
  'restore FOLDER [--drop]',
].join('\n  ');

const FLAGS = {
  all: { type: 'boolean', default: false },
  type: { type: 'string' },
  since: { type: 'string' },
  heads: { type: 'string' },
  drop: { type: 'boolean', default: false },
} as const;

/**
 * `npm run -s ops`: an operator's work, through the gateway. NARU_URL and NARU_TOKEN say where, and as whom. Backup and
 * restore alone work on the databases, while no service runs.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readFlags(args, FLAGS, { allowPositionals: true });
  const [command, first] = positionals;
  if (command === 'backup') return backup(first);
  if (command === 'check-backup') return checkBackup(first);
  if (command === 'restore') return restore(first, values);
  const api = openApi({ url: gatewayUrl(), token: await loaderToken(process.env), tries: 1 });
  try {
    return await commanded(api, positionals, values);
  } catch (error) {
    // The refusal of a bug has the id of its trace.
    if (error instanceof Refused) throw new Trouble(`${error.code}: ${error.message}`);
    throw error;
  }
}

interface Flags {
  all: boolean;
  type?: string | undefined;
  since?: string | undefined;
  heads?: string | undefined;
}

async function commanded(api: Api, [command = '', first, id]: readonly string[], flags: Flags): Promise<number> {
  const { all, type, since } = flags;
  const chosen = (): Chosen => ({ context: contextOf(first), id, all, type });
  const several = () => (all ? Object.values(CONTEXTS) : [contextOf(first)]);
  if (command === 'status') return showStatus(api);
  if (command === 'parked') {
    if (id !== undefined) return showParked(api, chosen());
    return listParked(api, first === undefined ? Object.values(CONTEXTS) : [contextOf(first)], type);
  }
  if (command === 'replay') return dispose(api, 'redeliver', chosen());
  if (command === 'discard') return dispose(api, 'discard', chosen());
  if (command === 'republish')
    return each(several(), (one) => perform(api, one, 'events:republish', since ? { since } : {}));
  if (command === 'snapshot') return each(several(), (one) => perform(api, one, 'events:snapshot', {}));
  if (command === 'journal' && first === 'verify') return verifyJournal(api, flags.heads);
  if (command === 'erasures') return showErasures(api);
  throw misused(`give one of these:\n  ${USAGE}`);
}

/** One after the other. @returns the first code that is not 0 */
async function each(contexts: readonly string[], work: (context: string) => Promise<number>): Promise<number> {
  let code = 0;
  for (const context of contexts) code ||= await work(context);
  return code;
}

/** A service by its name or by its context. */
function contextOf(name: string | undefined): string {
  const known: Readonly<Record<string, string>> = CONTEXTS;
  const context = known[name ?? ''] ?? Object.values(known).find((one) => one === name);
  if (!context) throw misused(`give a service: ${Object.keys(known).join(', ')}`);
  return context;
}

async function verifyJournal(api: Api, file: string | undefined): Promise<number> {
  const heads = file ? (JSON.parse(readFileSync(file, 'utf8')) as { heads: object[] }).heads : [];
  const found = await api.post<{ intact?: boolean; faults?: object[] }>('/v1/journal:verify', { heads });
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  return (found.faults ?? []).length === 0 ? 0 : 1;
}
