/**
 * Tells the other replicas of a service what was saved: ids alone, over core NATS, on a subject for each noun. Nobody keeps
 * such a message, so one may be lost; a mirror finds by its sweep what it did not hear.
 */
import type { Ambient } from './ambient.ts';
import type { Bus } from './bus.ts';
import { log } from './telemetry.ts';

export interface SavedListener {
  /** `version` where this replica has saved it by itself. */
  saved(id: string, version?: number): void;
  /** The bus is back, and what was told meanwhile is lost. */
  reconnected(): void;
}

export interface SavedNews {
  /** After a save, by whoever saved. Costs nothing for nouns that nobody in this process listens for. */
  tell(noun: string, id: string, version?: number): void;
  /** Resolves once nothing that is told from now on is missed. @returns the way to stop */
  hear(noun: string, listener: SavedListener): Promise<() => void>;
}

export function savedNews(
  bus: Pick<Bus, 'connection' | 'prefix'>,
  context: string,
  ambient: Pick<Ambient, 'newId'>,
): SavedNews {
  const listeners = new Map<string, SavedListener>();
  const replica = ambient.newId('rep');
  // Outside the streams' subjects: what nobody hears now is not kept. The last part lets a replica pass over its own.
  const subject = (noun: string, from: string) => `${bus.prefix}naru_saved.${context}.${noun}.${from}`;

  async function whenReconnected(): Promise<void> {
    for await (const { type } of bus.connection.status()) {
      if (type !== 'reconnect') continue;
      // Answered only after the server has the subscriptions again.
      await bus.connection.flush().catch(() => {});
      for (const listener of listeners.values()) listener.reconnected();
    }
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
      if (listeners.size === 0) void whenReconnected();
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
