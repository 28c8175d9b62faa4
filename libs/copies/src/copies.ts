/** A read copy of each thing of one kind that another service owns, kept by all its news. */
import type { Ambient } from '@naru/kit/ambient';
import type { Codec } from '@naru/kit/outbox';
import { type Projection, projection, type Told } from '@naru/kit/projection';
import { type Handler, on, type Received } from '@naru/kit/subscribe';
import type { Db, IndexDescription } from 'mongodb';

/** Where copies are kept. */
export interface Kept {
  db: Db;
  ambient: Ambient;
  /** Of the collection. */
  name: string;
  indexes?: readonly IndexDescription[];
}

/** What one piece of news says, and of which one. */
export type News<Now extends object, Ever extends object> = Told<Now, Ever> & { id: string };

type Heard = Pick<Received<unknown>, 'type' | 'version' | 'at'>;

export interface Copies<Now extends object, Ever extends object, Message> extends Projection<Now, Ever> {
  /** Keeps what one piece of news says: for a reaction whose news may be ahead of the copy. */
  keep(message: Message, heard: Heard): Promise<void>;
  /**
   * A handler for every event about these things. What `then` does must bear repeating: it follows on every delivery,
   * once the copy is kept, since a process may have died between the two. It reads the copy, which may be newer.
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
