/** Queries on applications for judging. */
import { createHash } from 'node:crypto';
import { openStore } from '@naru/kit/raw';
import type { ApplicationStore } from '../../calls/application/store.ts';
import { type Candidate, candidateOf, JUDGED } from './candidate.ts';

export interface Candidates {
  find(applicationId: string): Promise<Candidate | null>;
  /** The applications of a round that are judged, ordered by id. */
  standing(roundId: string): Promise<Candidate[]>;
  /** The position of each application of a round, from 1, in an order that shows nothing about it. */
  anonymousPlaces(roundId: string): Promise<ReadonlyMap<string, number>>;
}

export const candidates = (applications: ApplicationStore): Candidates => ({
  find: async (applicationId) => {
    const found = await applications.find(applicationId);
    return found && candidateOf(found.state);
  },
  standing: async (roundId) => {
    const found = await applications.all({ where: { roundId, state: [...JUDGED] } });
    return found.map(({ state }) => candidateOf(state));
  },
  anonymousPlaces: async (roundId) => {
    const { collection, patiently } = openStore(applications);
    const docs = await patiently(() =>
      collection.find({ 'state.roundId': roundId }, { projection: { _id: 1 } }).toArray(),
    );
    const hashed = docs.map(({ _id }) => ({
      id: _id,
      key: createHash('sha256').update(`${roundId} ${_id}`).digest('hex'),
    }));
    hashed.sort((a, b) => (a.key < b.key ? -1 : 1));
    return new Map(hashed.map(({ id }, index) => [id, index + 1]));
  },
});
