import { misused } from './arguments.ts';
import { chosen } from './suites.ts';
import { runAll } from './test.ts';

const TEST = 'tests/faults/replicas/side-by-side.test';

/** `npm run versions -- COMMIT`: each service of an earlier commit beside the rest of this one, under load. */
export async function run([commit, ...rest]: string[]): Promise<number> {
  if (!commit || rest.length > 0) throw misused('give one earlier commit: npm run versions -- COMMIT');
  process.env.NARU_EARLIER = commit;
  return runAll({ checks: [], suites: [{ ...chosen([TEST]), needsServers: false, workers: 1 }] });
}
