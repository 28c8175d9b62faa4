/** Waits for consumers, not for a time. */
import { eventually } from './eventually.ts';
import { wholeBus } from './lay.ts';
import type { Stack } from './stack.ts';

/**
 * Resolves once every consumer of a context's stream has handled all events in it. There must be one consumer at least.
 */
export async function drained(stack: Stack, context: string): Promise<void> {
  const bus = await wholeBus(stack.env);
  try {
    await eventually(async () => {
      let consumers = 0;
      for await (const { num_pending, num_ack_pending } of bus.manager.consumers.list(bus.stream(context))) {
        if (num_pending > 0 || num_ack_pending > 0) return false;
        consumers += 1;
      }
      return consumers > 0;
    });
  } finally {
    await bus.close();
  }
}
