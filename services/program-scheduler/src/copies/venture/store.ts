/** The read copies of ventures. */
import { idsOfVentures, namesOfVentures } from '@naru/copies/names';
import { copiesOfVentures } from '@naru/copies/venture';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import type { Received } from '@naru/kit/subscribe';
import { type SeenVenture, seen } from './venture.ts';

export type VentureCopies = ReturnType<typeof ventureCopies>;

export function ventureCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const copies = copiesOfVentures<SeenVenture>(
    { db, ambient, name: 'ventures', shape: 1, indexes: [{ key: { hidden: 1 } }] },
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

  /** Whether the venture is hidden now. The news may be newer than the copy, or older than a new consent. */
  async function isHiddenAfter(news: { ventureId: string }, received: Received<unknown>): Promise<boolean> {
    await copies.keep(news, received);
    return (await copies.find(news.ventureId))?.hidden ?? false;
  }

  const names = namesOfVentures(copies, { field: 'profile.name', nameOf: ({ profile }) => profile?.name });

  const ids = (by: string) => idsOfVentures(copies, by);

  return { ...copies, hiddenAmong, isHiddenAfter, names, ids };
}
