/** Where the read copies of ventures are kept. */
import type { Host } from '@naru/kit/boot';
import { projection } from '@naru/kit/projection';
import type { VentureCopy } from './venture.ts';

export type VentureStore = ReturnType<typeof ventureStore>;

export function ventureStore({ db }: Pick<Host, 'db'>) {
  const { collection, merge, find, ensureIndexes } = projection<VentureCopy>({ db, name: 'ventures' });

  /** The newest news wins; a centre never changes, so it is kept from whichever news named it. */
  async function put(id: string, version: number, { centreId, discoverable }: VentureCopy): Promise<void> {
    const set = centreId ? { discoverable, centreId } : { discoverable };
    const fresh = await merge(id, version, { set, unset: [] });
    if (!fresh && centreId)
      await collection.updateOne({ _id: id, centreId: { $exists: false } }, { $set: { centreId } });
  }

  return { put, find, ensureIndexes };
}
