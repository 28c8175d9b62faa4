/** The life of a process: it starts once, and drains when told to end. Loads only modules that every process needs. */
import { flushCompileCache } from 'node:module';
import type { Ambient } from './ambient.ts';
import { ConfigError } from './config.ts';
import { log } from './telemetry.ts';

const DRAIN_MS_MAX = 10_000;

/** Runs until SIGTERM or SIGINT. If it cannot start, it prints the reason and exits. */
export async function runProcess(
  start: () => Promise<{ stop(): Promise<void> }>,
  { after }: Pick<Ambient, 'after'>,
): Promise<void> {
  const running = await start().catch((error: unknown) => {
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else log.fatal({ err: error }, 'could not start');
    process.exit(1);
  });
  // A killed process cannot save its compile cache, and its next start would take a third longer.
  flushCompileCache();
  const end = async (signal: string) => {
    log.info({ signal }, 'draining');
    const callOff = after(DRAIN_MS_MAX, () => process.exit(1));
    await running.stop();
    callOff();
    process.exit(0);
  };
  process.once('SIGTERM', end).once('SIGINT', end);
  process.on('unhandledRejection', (error) => {
    log.fatal({ err: error }, 'a promise was lost; ending so that a fresh process takes over');
    process.exit(1);
  });
}
