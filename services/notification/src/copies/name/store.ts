/** Stores the read copies of names. All nouns share one collection, because their ids differ. */
import { copiesOfEvents, copiesOfInvestors, copiesOfRounds } from '@naru/copies/entities';
import { copiesOfVentures } from '@naru/copies/venture';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import { type NameCopy, ofEvent, ofInvestor, ofRound, ofVenture } from './name.ts';

export type NameCopies = ReturnType<typeof nameCopies>;
export type Known = ReadonlyMap<string, NameCopy>;

export function nameCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const kept = { db, ambient, name: 'names' };
  const ventures = copiesOfVentures<NameCopy>(kept, ofVenture);
  const investors = copiesOfInvestors<NameCopy>(kept, ofInvestor);
  const rounds = copiesOfRounds<NameCopy>(kept, ofRound);
  const events = copiesOfEvents<NameCopy>(kept, ofEvent);
  const { collection, patiently } = openStore(investors);

  async function found(ids: readonly string[]): Promise<[string, NameCopy][]> {
    const wanted = { _id: { $in: [...new Set(ids)] } };
    const docs = ids.length > 0 ? await patiently(() => collection.find(wanted).toArray()) : [];
    return docs.flatMap(({ _id, name, place, eventId }) =>
      name ? [[_id, { name, ...(place && { place }), ...(eventId && { eventId }) }]] : [],
    );
  }

  /** The names for many ids, and the events of the rounds among them. An unknown or hidden id is missing. */
  async function of(ids: readonly string[]): Promise<Known> {
    const asked = await found(ids);
    const eventsOf = asked.flatMap(([, { eventId }]) => (eventId && !ids.includes(eventId) ? [eventId] : []));
    return new Map([...asked, ...(await found(eventsOf))]);
  }

  return {
    of,
    /** Empty if it is not known yet. */
    centreOf: async (ventureId: string): Promise<string> => (await ventures.find(ventureId))?.centreId ?? '',
    handlers: () => [ventures, investors, rounds, events].flatMap((copies) => copies.handlers()),
  };
}
