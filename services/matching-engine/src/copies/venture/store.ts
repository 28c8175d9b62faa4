/** The read copies of ventures. */
import { idsOfVentures, namesOfVentures } from '@naru/copies/names';
import { copiesOfVentures } from '@naru/copies/venture';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import { type SeenVenture, seen, type VentureDoc } from './venture.ts';

export type VentureCopies = ReturnType<typeof ventureCopies>;

export function ventureCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const copies = copiesOfVentures<SeenVenture>({ db, ambient, name: 'ventures' }, seen);
  const { collection, patiently } = openStore(copies);
  /** All ventures that are shared with the network, ordered by id. */
  const shared = (): Promise<VentureDoc[]> =>
    patiently(() =>
      collection
        .find({ profile: { $exists: true } })
        .sort({ _id: 1 })
        .toArray(),
    );
  const names = namesOfVentures(copies, { field: 'profile.name', nameOf: ({ profile }) => profile?.name });
  return { ...copies, shared, names, ids: (by: string) => idsOfVentures(copies, by) };
}
