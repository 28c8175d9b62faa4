import { misused } from './arguments.ts';
import { exportJournal } from './journal/export.ts';
import { verifyOwners } from './journal/owners.ts';
import { checkProof, verifyExport } from './journal/verify.ts';

const USAGE =
  'npm run -s journal -- export | verify --owners | verify FILE [--heads FILE] [--keys FILE] | proof FILE --keys FILE';

/** `npm run -s journal`: takes the journal out, and checks what was taken out, without a running Naru. */
export async function run([command, ...args]: string[]): Promise<number> {
  if (command === 'export') return exportJournal(args);
  if (command === 'verify') return args.includes('--owners') ? verifyOwners(args) : verifyExport(args);
  if (command === 'proof') return checkProof(args);
  throw misused(`give one of these: ${USAGE}`);
}
