/** Where the read copies of introductions are kept, by match. */
import type { Host } from '@naru/kit/boot';
import { patiently } from '@naru/kit/mongo';
import { projection } from '@naru/kit/projection';
import type { IntroductionCopy } from './introduction.ts';

export type IntroductionStore = ReturnType<typeof introductionStore>;

export function introductionStore({ db }: Pick<Host, 'db'>) {
  const { collection, put, ensureIndexes } = projection<IntroductionCopy>({
    db,
    name: 'introductions',
    indexes: [{ key: { wanted: 1, _id: 1 } }],
  });

  /** Every pair that both want to meet, in the order of their ids. */
  const wanted = async (): Promise<IntroductionCopy[]> =>
    patiently(() => collection.find({ wanted: true }).sort({ _id: 1 }).toArray());

  return { put, wanted, ensureIndexes };
}
