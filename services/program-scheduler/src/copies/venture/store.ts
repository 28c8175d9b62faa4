/** Where the read copies of ventures are kept. */
import type { Host } from '@naru/kit/boot';
import { patiently } from '@naru/kit/mongo';
import { projection } from '@naru/kit/projection';
import type { VentureCopy } from './venture.ts';

export type VentureStore = ReturnType<typeof ventureStore>;

export function ventureStore({ db }: Pick<Host, 'db'>) {
  const { collection, merge, find, ensureIndexes } = projection<VentureCopy>({
    db,
    name: 'ventures',
    indexes: [{ key: { hidden: 1 } }],
  });

  /** The newest news wins; a centre never changes, so it is kept from whichever news named it. */
  async function put(id: string, version: number, { centreId, ...news }: VentureCopy): Promise<void> {
    const set = centreId ? { ...news, centreId } : news;
    const fresh = await merge(id, version, { set, unset: news.profile ? [] : ['profile'] });
    if (!fresh && centreId)
      await collection.updateOne({ _id: id, centreId: { $exists: false } }, { $set: { centreId } });
  }

  /**
   * Those among the named that take no part: withdrawn, suspended or closed. They are few, and a round may have 2,000
   * applicants, so all of them are asked for rather than each of the named.
   */
  const hiddenAmong = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const docs = await patiently(() => collection.find({ hidden: true }, { projection: { _id: 1 } }).toArray());
    const named = new Set(ids);
    return new Set(docs.flatMap(({ _id }) => (named.has(_id) ? [_id] : [])));
  };

  return { put, find, hiddenAmong, ensureIndexes };
}
