/** The life of a process: it starts once, and drains when told to end. Loads only modules that every process needs. */
import { flushCompileCache } from 'node:module';
import { log } from '@naru/telemetry/log';
import type { Ambient } from './ambient.ts';
import { ConfigError } from './config-error.ts';

const STOP_MS_MAX = 10_000;

export interface Started {
  stop(): Promise<void>;
  /** How long the stop may take; by default ten seconds. */
  stopMsMax?: number;
}

/** Runs until SIGTERM or SIGINT. If it cannot start, it prints the reason and exits. */
export async function runProcess(start: () => Promise<Started>, { after }: Pick<Ambient, 'after'>): Promise<void> {
  let running: Started | undefined;
  // First of all: a process that waits for its servers can be told to end, also as process 1 of a container.
  const end = async (signal: string) => {
    log.info({ signal }, 'draining');
    const callOff = after(running?.stopMsMax ?? STOP_MS_MAX, () => process.exit(1));
    await running?.stop();
    callOff();
    process.exit(0);
  };
  process.once('SIGTERM', end).once('SIGINT', end);
  running = await start().catch((error: unknown) => {
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else log.fatal({ err: error }, 'could not start');
    process.exit(1);
  });
  // A killed process cannot save its compile cache, and its next start would take a third longer.
  flushCompileCache();
  process.on('unhandledRejection', (error) => {
    log.fatal({ err: error }, 'a promise was lost; ending so that a fresh process takes over');
    process.exit(1);
  });
}
