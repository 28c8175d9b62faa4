/** The read copies of introductions, found by match. */
import { copiesOfMatches } from '@naru/copies/entities';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import { type IntroductionCopy, seen } from './introduction.ts';

export type IntroductionCopies = ReturnType<typeof introductionCopies>;

export function introductionCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const indexes = [{ key: { wanted: 1, _id: 1 } }];
  const copies = copiesOfMatches<IntroductionCopy>({ db, ambient, name: 'introductions', indexes }, seen);
  const { collection, patiently } = openStore(copies);

  /** Every pair whose two parties want to meet, ordered by id. */
  const wanted = async (): Promise<IntroductionCopy[]> =>
    patiently(() => collection.find({ wanted: true }).sort({ _id: 1 }).toArray());

  return { ...copies, wanted };
}
