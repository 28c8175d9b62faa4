/** Read copies of the aggregates of one noun of another service, kept up to date by all their events. */
import type { Ambient } from '@naru/kit/ambient';
import type { Codec } from '@naru/kit/outbox';
import { type Projection, projection, type Told } from '@naru/kit/projection';
import { type Handler, on, type Received } from '@naru/kit/subscribe';
import type { Db, IndexDescription } from 'mongodb';

/** The place of the copies. */
export interface Kept {
  db: Db;
  ambient: Ambient;
  /** The name of the collection. */
  name: string;
  indexes?: readonly IndexDescription[];
  /** Increase it with the fields that are kept: then a snapshot brings copies of the same version up to date. */
  shape?: number;
}

/** What one event says, and about which aggregate. */
export type News<Now extends object, Ever extends object> = Told<Now, Ever> & { id: string };

type Heard = Pick<Received<unknown>, 'type' | 'version' | 'at'>;

export interface Copies<Now extends object, Ever extends object, Message> extends Projection<Now, Ever> {
  /** Keeps what one event says: for a reaction whose event may be newer than the copy. */
  keep(message: Message, heard: Heard): Promise<void>;
  /**
   * A handler for every event about these aggregates. `then` must be idempotent: it runs on every delivery, after the
   * copy is saved, because a process may die between the two. It reads the copy, which may be newer than the event.
   */
  handlers(then?: (id: string, received: Received<unknown>) => Promise<unknown>): Handler[];
}

export function copies<Now extends object, Ever extends object, Message>(
  kept: Kept,
  codecs: readonly Codec<Message>[],
  read: (message: Message, heard: Heard) => News<Now, Ever> | null,
): Copies<Now, Ever, Message> {
  const projected = projection<Now, Ever>(kept);

  async function keep(message: Message, heard: Heard): Promise<string | undefined> {
    const news = read(message, heard);
    if (news) await projected.put(news.id, heard.version, news);
    return news?.id;
  }

  return {
    ...projected,
    keep: async (message, heard) => {
      await keep(message, heard);
    },
    handlers: (then) =>
      codecs.map((codec) =>
        on(codec, async (message, received) => {
          const id = await keep(message, received);
          if (id !== undefined) await then?.(id, received);
        }),
      ),
  };
}
