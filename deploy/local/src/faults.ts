import { readFlags } from './arguments.ts';
import { chosen, FAULTS } from './suites.ts';
import { runAll } from './test.ts';

/** `npm run faults`: the fault tests with leases, windows and retries of production. Paths select test files. */
export async function run(args: string[]): Promise<number> {
  const { positionals } = readFlags(args, {}, { allowPositionals: true });
  process.env.NARU_TRUE_TIMES = '1';
  const suite = positionals.length > 0 ? { ...chosen(positionals), workers: 1 } : FAULTS;
  return runAll({ checks: [], suites: [suite] });
}
