/** The read copies of ventures. */
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
   * Those of the given ventures that are withdrawn, suspended or closed. A round may have 2,000 applicants and few such
   * ventures exist, so the query reads all of them instead of asking for each applicant.
   */
  const hiddenAmong = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const docs = await patiently(() => collection.find({ hidden: true }, { projection: { _id: 1 } }).toArray());
    const named = new Set(ids);
    return new Set(docs.flatMap(({ _id }) => (named.has(_id) ? [_id] : [])));
  };

  const names = namesOfVentures(copies, { field: 'profile.name', nameOf: ({ profile }) => profile?.name });

  return { ...copies, hiddenAmong, names };
}
