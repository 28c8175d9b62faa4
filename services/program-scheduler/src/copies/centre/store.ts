/** The read copies of centres. */
import { copiesOfCentres } from '@naru/copies/entities';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import { type CentreCopy, seen } from './centre.ts';

export type CentreCopies = ReturnType<typeof centreCopies>;

export function centreCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const copies = copiesOfCentres<CentreCopy>({ db, ambient, name: 'centres' }, seen);
  const { collection, patiently } = openStore(copies);

  /** The centres that were open on a day, ordered by id. */
  async function openOn(day: string): Promise<string[]> {
    const docs = await patiently(() =>
      collection
        .find({ openedOn: { $lte: day } })
        .sort({ _id: 1 })
        .toArray(),
    );
    return docs.map(({ _id }) => _id);
  }

  return { ...copies, openOn };
}
