/** What cannot run on this machine, or on these servers. It counts as skipped, and its name says why. */
import { test } from '@jest/globals';

export const cannotRun = (what: string, reason: string): void => test.skip(`${what} (${reason})`, () => {});

/** Tests that need something of the machine. @param reason why they cannot run; empty if they can */
export const where = (reason: string) => (what: string, run: () => Promise<void>) =>
  reason ? cannotRun(what, reason) : test(what, run);
