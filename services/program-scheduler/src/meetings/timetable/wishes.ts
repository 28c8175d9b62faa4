/** Turns accepted introductions into the meetings of a timetable. */
import { derivedId } from '@naru/kit/ids';
import type { Party, Wish } from './timetable.ts';

/** Two parties who both want to meet. */
export interface Pair {
  introductionId: string;
  ventureId: string;
  investorId: string;
  centreId: string;
}

export interface Wanted {
  parties: Party[];
  meetings: Wish[];
}

/**
 * The pairs between the participants; where no participant is named, all pairs and their parties. A hidden venture
 * takes no part.
 */
export async function wishesOf({
  timetableId,
  parties,
  pairs,
  hidden,
}: {
  timetableId: string;
  parties: readonly Party[];
  pairs: readonly Pair[];
  hidden(partyIds: readonly string[]): Promise<ReadonlySet<string>>;
}): Promise<Wanted> {
  const named = new Set(parties.map(({ partyId }) => partyId));
  const among = pairs.filter(
    ({ ventureId, investorId }) => named.size === 0 || (named.has(ventureId) && named.has(investorId)),
  );
  const gone = await hidden(among.map(({ ventureId }) => ventureId));
  const standing = among.filter(({ ventureId }) => !gone.has(ventureId));
  const everybody = [...new Set(standing.flatMap(({ ventureId, investorId }) => [ventureId, investorId]))].sort();
  return {
    parties: named.size > 0 ? [...parties] : everybody.map(plainParty),
    meetings: standing.map((pair) => wishOf(timetableId, pair)),
  };
}

const plainParty = (partyId: string): Party => ({
  ...{ partyId, unavailableSlotIds: [], minimum: 0, maximum: 0, session: 'ANY' as const },
});

/** An introduction has one meeting at an event, however often it is added. */
const wishOf = (timetableId: string, { introductionId, ventureId, investorId, centreId }: Pair): Wish => ({
  id: derivedId('mtg', timetableId, introductionId),
  ...{ introductionId, centreId, firstPartyId: ventureId, secondPartyId: investorId },
  ...{ session: 'ANY', priority: 0, lock: null, place: null, reason: null, fallen: false },
});
