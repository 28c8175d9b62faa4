/**
 * Prepares a process for test files that run in bare Node (jest-light-runner): modules are loaded once a process, not once
 * a file, and Node itself takes the types out. Named in jest.config.mjs.
 */
import { registerHooks } from 'node:module';
import { watchForStrays } from './strays.ts';
import { limitTime } from './time-limit.ts';

/** Above every wait for a condition, so that a test that fails says which condition never came. */
const TIME_LIMIT_MS = 60_000;

// The package `@jest/globals` refuses to load outside of jest's own environment; the types of it are the same.
const globals = import.meta.resolve('./jest-globals.ts');
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals' ? { url: globals, shortCircuit: true } : next(specifier, context),
});

/** The run has a database and a bus for each worker, because one database would be the limit of two workers. */
function takeServers(env: NodeJS.ProcessEnv): void {
  const all = JSON.parse(env.NARU_TEST_SERVERS ?? '[]') as { mongodbUri: string; natsUrl: string }[];
  // Workers have the numbers 1, 2 …; a run in one process has none.
  const own = all[(Number(env.TINYPOOL_WORKER_ID ?? 1) - 1) % all.length];
  if (own) Object.assign(env, { NARU_TEST_MONGODB_URI: own.mongodbUri, NARU_TEST_NATS_URL: own.natsUrl });
}

takeServers(process.env);
watchForStrays();
limitTime(TIME_LIMIT_MS);
