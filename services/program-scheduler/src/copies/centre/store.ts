/** Where the read copies of centres are kept. */
import { copiesOfCentres } from '@naru/copies/entities';
import type { Host } from '@naru/kit/boot';
import { patiently } from '@naru/kit/mongo';
import { type CentreCopy, seen } from './centre.ts';

export type CentreCopies = ReturnType<typeof centreCopies>;

export function centreCopies({ db }: Pick<Host, 'db'>) {
  const copies = copiesOfCentres<CentreCopy>({ db, name: 'centres' }, seen);

  /** The centres that were open on a day, in the order of their ids. */
  async function openOn(day: string): Promise<string[]> {
    const docs = await patiently(() =>
      copies.collection
        .find({ openedOn: { $lte: day } })
        .sort({ _id: 1 })
        .toArray(),
    );
    return docs.map(({ _id }) => _id);
  }

  return { ...copies, openOn };
}
