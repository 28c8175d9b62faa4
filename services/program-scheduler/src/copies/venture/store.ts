/** Where the read copies of ventures are kept. */
import { namesOfVentures } from '@naru/copies/names';
import { copiesOfVentures } from '@naru/copies/venture';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import { type SeenVenture, seen } from './venture.ts';

export type VentureCopies = ReturnType<typeof ventureCopies>;

export function ventureCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const copies = copiesOfVentures<SeenVenture>(
    { db, ambient, name: 'ventures', indexes: [{ key: { hidden: 1 } }] },
    seen,
  );
  const { collection, patiently } = openStore(copies);

  /**
   * Those among the named that take no part: withdrawn, suspended or closed. They are few, and a round may have 2,000
   * applicants, so all of them are asked for rather than each of the named.
   */
  const hiddenAmong = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const docs = await patiently(() => collection.find({ hidden: true }, { projection: { _id: 1 } }).toArray());
    const named = new Set(ids);
    return new Set(docs.flatMap(({ _id }) => (named.has(_id) ? [_id] : [])));
  };

  const names = namesOfVentures(copies, { field: 'profile.name', nameOf: ({ profile }) => profile?.name });

  return { ...copies, hiddenAmong, names };
}
