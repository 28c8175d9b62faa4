/**
 * Reports saves to the other replicas of a service: only ids, over core NATS, on one subject for each noun. The bus
 * does not store these messages, so one may be lost; then the sweep of the mirror finds the save.
 */

import { onLink } from '@naru/bus/lost';
import { savedOf } from '@naru/bus/names';
import { log } from '@naru/telemetry/log';
import type { Ambient } from './ambient.ts';
import type { Bus } from './bus.ts';

export interface SavedListener {
  /** `version` is given if this replica has saved it itself. */
  saved(id: string, version?: number): void;
  /** The bus is back. Messages from the time without it are lost. */
  reconnected(): void;
}

export interface SavedNews {
  /** Call it after every save. It costs nothing for nouns without a listener in this process. */
  tell(noun: string, id: string, version?: number): void;
  /** Resolves once no later report can be missed. @returns a function that stops listening */
  hear(noun: string, listener: SavedListener): Promise<() => void>;
}

export function savedNews(
  bus: Pick<Bus, 'connection' | 'prefix'>,
  context: string,
  ambient: Pick<Ambient, 'newId'>,
): SavedNews {
  const listeners = new Map<string, SavedListener>();
  const replica = ambient.newId('rep');
  // Outside the subjects of the streams, so that messages are not stored. By the last part a replica ignores its own.
  const subject = (noun: string, from: string) => `${savedOf(bus.prefix, context)}.${noun}.${from}`;

  async function whenReconnected(): Promise<void> {
    // The server answers this only after it has the subscriptions again.
    await bus.connection.flush().catch(() => {});
    for (const listener of listeners.values()) listener.reconnected();
  }

  return {
    tell: (noun, id, version) => {
      const listener = listeners.get(noun);
      if (!listener) return;
      if (version !== undefined) listener.saved(id, version);
      try {
        bus.connection.publish(subject(noun, replica), id);
      } catch (error) {
        log.debug({ err: error, noun }, 'other replicas were not told of a save');
      }
    },
    hear: async (noun, listener) => {
      if (listeners.size === 0) onLink(bus.connection, 'reconnect', whenReconnected);
      listeners.set(noun, listener);
      const own = subject(noun, replica);
      const subscription = bus.connection.subscribe(subject(noun, '*'), {
        callback: (error, message) => {
          if (error) return log.warn({ err: error, noun }, 'what was saved could not be heard');
          if (message.subject !== own) listener.saved(message.string());
        },
      });
      await bus.connection.flush();
      return () => {
        subscription.unsubscribe();
        listeners.delete(noun);
      };
    },
  };
}
