/** Waits for consumers, not for a time. */
import { connectBus } from '@naru/kit/bus';
import { eventually } from './eventually.ts';
import type { Stack } from './stack.ts';

/**
 * Resolves once every consumer of a context's stream has handled all events in it. There must be one consumer at least.
 */
export async function drained(stack: Stack, context: string): Promise<void> {
  const bus = await connectBus({ url: stack.env.NATS_URL ?? '', prefix: stack.env.SUBJECT_PREFIX ?? '', name: 'test' });
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
