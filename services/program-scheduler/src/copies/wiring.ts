/** The wiring of the read copies that several wings ask. */
import type { Host } from '@naru/kit/boot';
import type { Wing } from '@naru/kit/wing';
import { ventureCopies } from './venture/store.ts';

export function copies(host: Host) {
  const ventures = ventureCopies(host);
  return {
    subscriptions: [{ name: 'ventures', handlers: ventures.handlers() }],
    start: ventures.ensureIndexes,
    ventures,
  } satisfies Wing & { ventures: unknown };
}
