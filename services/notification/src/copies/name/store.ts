/** Where the read copies of names are kept: those of ventures and of investors side by side, since ids tell them apart. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { copiesOfInvestors } from '@naru/copies/entities';
import { copiesOfVentures } from '@naru/copies/venture';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import { type NameCopy, ofInvestor, ofVenture } from './name.ts';

export type NameCopies = ReturnType<typeof nameCopies>;

export function nameCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const ventures = copiesOfVentures<NameCopy>({ db, ambient, name: 'names' }, ofVenture);
  const investors = copiesOfInvestors<NameCopy>({ db, ambient, name: 'names' }, ofInvestor);
  const { collection, patiently } = openStore(investors);

  /** The names of many at once, by id; a party that is not known, or hidden, is missing. */
  async function of(ids: readonly string[]): Promise<ReadonlyMap<string, LocalizedText>> {
    const wanted = { _id: { $in: [...new Set(ids)] } };
    const docs = await patiently(() => collection.find(wanted).toArray());
    return new Map(docs.flatMap(({ _id, name }) => (name ? [[_id, name] as const] : [])));
  }

  return {
    of,
    /** Empty where it is not known yet. */
    centreOf: async (ventureId: string): Promise<string> => (await ventures.find(ventureId))?.centreId ?? '',
    handlers: () => [...ventures.handlers(), ...investors.handlers()],
  };
}
