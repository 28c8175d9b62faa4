/** The readers that listen now, on any replica. Core NATS wakes them; the inbox holds the notices. */

import { liveOf } from '@naru/bus/names';
import type { Host } from '@naru/kit/boot';
import { log } from '@naru/telemetry/log';
import type { Subscription } from '@nats-io/transport-node';
import type { NotificationDoc } from './notification.ts';

export interface Live {
  announce(doc: NotificationDoc): void;
  /** Calls back whenever one of the recipients has a new notice; returns a function that stops this. */
  listen(recipients: ReadonlySet<string>, heard: () => void): () => void;
  /** Ends at once when the signal reports a new notice. */
  pause: Host['ambient']['pause'];
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function liveNews({ bus, ambient }: Host): Live {
  // Outside the subjects of the streams, so that messages are not stored.
  const subject = liveOf(bus.prefix, 'notification');
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
