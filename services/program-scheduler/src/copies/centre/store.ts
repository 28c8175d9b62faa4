/** Where the read copies of centres are kept. */
import type { Host } from '@naru/kit/boot';
import { patiently } from '@naru/kit/mongo';
import { projection } from '@naru/kit/projection';
import type { CentreCopy } from './centre.ts';

export type CentreStore = ReturnType<typeof centreStore>;

export function centreStore({ db }: Pick<Host, 'db'>) {
  const { collection, put } = projection<CentreCopy>({ db, name: 'centres' });

  /** The centres that were open on a day, in the order of their ids. */
  async function openOn(day: string): Promise<string[]> {
    const docs = await patiently(() =>
      collection
        .find({ openedOn: { $lte: day } })
        .sort({ _id: 1 })
        .toArray(),
    );
    return docs.map(({ _id }) => _id);
  }

  return { put, openOn };
}
