/** Who listens at this moment, on whichever replica: news travels over core NATS, and the inbox remains the truth. */
import type { Host } from '@naru/kit/boot';
import { log } from '@naru/kit/telemetry';
import type { Subscription } from '@nats-io/transport-node';
import type { NotificationDoc } from './notification.ts';

export interface Live {
  announce(doc: NotificationDoc): void;
  /** Calls back whenever something new was told to one of the recipients; answers with the way to stop. */
  listen(recipients: ReadonlySet<string>, heard: () => void): () => void;
  /** Over at once when the signal says that there is news. */
  pause: Host['ambient']['pause'];
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function liveNews({ bus, ambient }: Host): Live {
  // Outside the streams' subjects: what nobody hears now is not kept.
  const subject = `${bus.prefix}naru_live.notification`;
  const listeners = new Set<{ recipients: ReadonlySet<string>; heard: () => void }>();
  let subscription: Subscription | undefined;

  return {
    announce: ({ recipient }) => bus.connection.publish(subject, recipient),
    listen: (recipients, heard) => {
      const listener = { recipients, heard };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pause: (ms, signal) => ambient.pause(ms, signal),
    start: async () => {
      subscription = bus.connection.subscribe(subject, {
        callback: (error, message) => {
          if (error) return log.warn({ err: error }, 'live news could not be heard');
          const recipient = message.string();
          for (const { recipients, heard } of listeners) if (recipients.has(recipient)) heard();
        },
      });
    },
    stop: async () => {
      subscription?.unsubscribe();
    },
  };
}
