/** Acts for a service that does not run in the test: publishes its events on its stream, as its relay would. */
import { randomUUID } from 'node:crypto';
import type { First } from '@naru/bus/envelope';
import { layStream } from '@naru/bus/lay';
import { type Codec, outgoing } from '@naru/kit/outbox';
import { wholeBus } from './lay.ts';
import type { Stack } from './stack.ts';

export interface Said<M> {
  codec: Codec<M>;
  message: M;
  aggregate: string;
  version: number;
  /** Give the id of an earlier event to repeat it. */
  id?: string;
  /** The time of the event; now if omitted. */
  at?: Date;
  /** Where it first stood, if it is sent again. */
  first?: First;
  /** The trace of the call that caused it. */
  traceparent?: string;
}

export interface Publisher {
  /** @returns the id of the event */
  say<M>(said: Said<M>): Promise<string>;
  stop(): Promise<void>;
}

export async function publisher(stack: Pick<Stack, 'env'>, context: string): Promise<Publisher> {
  const bus = await wholeBus(stack.env);
  await layStream(bus, context);
  return {
    say: async ({ codec, message, aggregate, version, id = randomUUID(), at = new Date(), first, traceparent }) => {
      const { event, data } = outgoing(codec, message);
      const entry = { id, type: event.type, aggregate, version, at, actor: 'test', traceparent, first, data };
      // Bypasses the stream's memory of ids, so that a repeat reaches the consumer.
      await bus.publish(context, entry, `:${randomUUID()}`);
      return id;
    },
    stop: bus.close,
  };
}
