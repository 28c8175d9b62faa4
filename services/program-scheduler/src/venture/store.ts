/** Where the read copies of ventures are kept. */
import type { Host } from '@naru/kit/boot';
import { patiently } from '@naru/kit/mongo';
import { projection } from '@naru/kit/projection';
import type { VentureCopy } from './venture.ts';

export type VentureStore = ReturnType<typeof ventureStore>;

export function ventureStore({ db }: Pick<Host, 'db'>) {
  const { collection, merge, find, ensureIndexes } = projection<VentureCopy>({ db, name: 'ventures' });

  /** The newest news wins; a centre never changes, so it is kept from whichever news named it. */
  async function put(id: string, version: number, { centreId, ...news }: VentureCopy): Promise<void> {
    const set = centreId ? { ...news, centreId } : news;
    const fresh = await merge(id, version, { set, unset: news.profile ? [] : ['profile'] });
    if (!fresh && centreId)
      await collection.updateOne({ _id: id, centreId: { $exists: false } }, { $set: { centreId } });
  }

  /** Those among the named that take no part: withdrawn, suspended or closed. */
  const hiddenAmong = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const docs = await patiently(() => collection.find({ _id: { $in: [...new Set(ids)] }, hidden: true }).toArray());
    return new Set(docs.map(({ _id }) => _id));
  };

  return { put, find, hiddenAmong, ensureIndexes };
}
