/** The wiring of the read copies that several wings ask. */
import type { Host } from '@naru/kit/boot';
import type { Wing } from '@naru/kit/wing';
import { ventureHandlers } from './venture/reactions.ts';
import { ventureStore } from './venture/store.ts';

export function copies(host: Host) {
  const ventures = ventureStore(host);
  return {
    subscriptions: [{ name: 'ventures', handlers: ventureHandlers(ventures) }],
    start: ventures.ensureIndexes,
    ventures,
  } satisfies Wing & { ventures: unknown };
}
