/** Stores the read copies of names. All nouns share one collection, because their ids differ. */
import {
  copiesOfCentres,
  copiesOfCohorts,
  copiesOfEvents,
  copiesOfFunds,
  copiesOfInvestors,
  copiesOfOrganisations,
  copiesOfProgrammes,
  copiesOfRounds,
  copiesOfTemplates,
  copiesOfVisits,
} from '@naru/copies/entities';
import { copiesOfVentures } from '@naru/copies/venture';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import { notFound } from '@naru/kit/rejection';
import type { NameCopy } from './name.ts';
import * as of from './name.ts';

export type NameCopies = ReturnType<typeof nameCopies>;
export type Known = ReadonlyMap<string, NameCopy>;

/** Increased with the fields that are kept. */
const SHAPE = 2;

export function nameCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const indexes = [{ key: { eventId: 1 } }, { key: { kind: 1 } }];
  const kept = { db, ambient, name: 'names', shape: SHAPE, indexes };
  const ventures = copiesOfVentures<NameCopy>(kept, of.ofVenture);
  const rounds = copiesOfRounds<NameCopy>(kept, of.ofRound);
  const others = [
    copiesOfInvestors<NameCopy>(kept, of.ofInvestor),
    copiesOfEvents<NameCopy>(kept, of.ofEvent),
    copiesOfProgrammes<NameCopy>(kept, of.ofProgramme),
    copiesOfCentres<NameCopy>(kept, of.ofCentre),
    copiesOfOrganisations<NameCopy>(kept, of.ofOrganisation),
    copiesOfCohorts<NameCopy>(kept, of.ofCohort),
    copiesOfFunds<NameCopy>(kept, of.ofFund),
    copiesOfTemplates<NameCopy>(kept, of.ofTemplate),
    copiesOfVisits<NameCopy>(kept, of.ofVisit),
  ];
  const { collection, patiently } = openStore(rounds);
  type Then = Parameters<typeof rounds.handlers>[0];

  async function found(ids: readonly string[]): Promise<[string, NameCopy][]> {
    const wanted = { _id: { $in: [...new Set(ids)] } };
    const docs = ids.length > 0 ? await patiently(() => collection.find(wanted).toArray()) : [];
    return docs.flatMap(({ _id, name, place, eventId, closesAt }) =>
      name
        ? [[_id, { name, ...(place && { place }), ...(eventId && { eventId }), ...(closesAt && { closesAt }) }]]
        : [],
    );
  }

  /** The names for many ids, and the events of the rounds among them. An unknown or hidden id is missing. */
  async function namesOf(ids: readonly string[]): Promise<Known> {
    const asked = await found(ids);
    const eventsOf = asked.flatMap(([, { eventId }]) => (eventId && !ids.includes(eventId) ? [eventId] : []));
    return new Map([...asked, ...(await found(eventsOf))]);
  }

  /** @throws Rejection `not_found` while it has not been heard of */
  async function known(noun: 'programme' | 'round', id: string): Promise<NameCopy> {
    const copy = await rounds.find(id);
    if (!copy) throw notFound(noun, id);
    return copy;
  }

  return {
    of: namesOf,
    /** @throws Rejection `not_found` while it is not known yet */
    centreOf: async (ventureId: string): Promise<string> => {
      const centreId = (await ventures.find(ventureId))?.centreId;
      if (!centreId) throw notFound('venture', ventureId);
      return centreId;
    },
    /** The owner of a programme, or of that of a round or event. */
    owner: async (id: string): Promise<string> => {
      const { ownerId, programmeId } = await known('programme', id);
      return ownerId ?? (programmeId ? ((await known('programme', programmeId)).ownerId ?? '') : '');
    },
    /** The programme of a round, and the sectors of its phase; of all phases where it names none. */
    fieldsOf: async (roundId: string): Promise<{ programmeId: string; sectors: string[] }> => {
      const { programmeId = '', phase = 0 } = await known('round', roundId);
      const { phases = [] } = programmeId ? await known('programme', programmeId) : {};
      const those = phases.filter(({ number }) => phase === 0 || number === phase);
      return { programmeId, sectors: those.flatMap(({ sectors }) => sectors) };
    },
    roundsOf: async (eventId: string): Promise<string[]> =>
      (await patiently(() => collection.find({ eventId }, { projection: { _id: 1 } }).toArray())).map(({ _id }) => _id),
    centres: async (): Promise<string[]> =>
      (await patiently(() => collection.find({ kind: 'centre' }, { projection: { _id: 1 } }).toArray())).map(
        ({ _id }) => _id,
      ),
    /** Keeps what an event says of a venture: for a reaction whose event may be newer than the copy. */
    keepVenture: ventures.keep,
    ensureIndexes: rounds.ensureIndexes,
    handlers: (then?: Then) => [
      ...ventures.handlers(then),
      ...rounds.handlers(then),
      ...others.flatMap((copies) => copies.handlers(then)),
    ],
  };
}
