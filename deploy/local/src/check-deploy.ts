import { readFlags } from './arguments.ts';
import { CHECK_DEPLOY } from './suites.ts';
import { runAll } from './test.ts';

/** `npm run -s check-deploy`: what is deployed, by the tools that the machine has. */
export async function run(args: string[]): Promise<number> {
  readFlags(args, {});
  return runAll({ checks: [], suites: [CHECK_DEPLOY] });
}
