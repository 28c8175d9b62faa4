/** The collection of applications: one for each venture and round. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import { type FrozenProfile, ListApplicationsRequest } from '@naru/contracts/program/v1/application';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { after, before } from '@naru/kit/ranges';
import { openStore } from '@naru/kit/raw';
import { type Application, type ApplicationEvent, DECIDED, evolve, STANDING } from './application.ts';
import { publish, snapshot } from './events.ts';
import { type Ineligible, refuse } from './texts.ts';

export type ApplicationStore = AggregateStore<Application, ApplicationEvent, ListApplicationsRequest>;

export const applicationStore = ({ db, relay }: Pick<Host, 'db' | 'relay'>): ApplicationStore =>
  aggregateStore<Application, ApplicationEvent, ListApplicationsRequest>(
    {
      db,
      noun: 'application',
      schema: 3,
      upgrades: { 1: fromSchema1, 2: fromSchema2 },
      evolve,
      publish,
      snapshot,
      keys: ({ roundId, ventureId }) => ({ applicant: `${roundId}:${ventureId}` }),
      taken: {
        applicant: () => refuse('exists'),
      },
      indexes: [
        { key: { 'state.roundId': 1, 'state.state': 1, _id: 1 } },
        { key: { 'state.ventureId': 1, _id: 1 } },
        { key: { 'state.centreId': 1, _id: 1 } },
      ],
      list: {
        request: ListApplicationsRequest,
        filters: {
          roundId: 'state.roundId',
          ventureId: 'state.ventureId',
          centreId: 'state.centreId',
          states: 'state.state',
          lateOnly: () => ({ 'state.late': true }),
          submittedAfter: after('state.submittedAt'),
          submittedBefore: before('state.submittedAt'),
        },
        reach: { centre: 'state.centreId', orgs: ['state.ventureId'] },
        orders: { submitted_at: 'state.submittedAt' },
      },
    },
    relay,
  );

/** Shape 2 has drafts, forms, eligibility and the decision of the council. */
export const fromSchema1 = (
  old: Pick<
    Application,
    'id' | 'roundId' | 'ventureId' | 'centreId' | 'state' | 'pitch' | 'submittedAt' | 'withdrawnAt'
  > & {
    frozen: Omit<FrozenProfile, 'foundedYear'>;
  },
): Application => ({
  ...old,
  frozen: { ...old.frozen, foundedYear: 0 },
  answers: [],
  files: [],
  putForwardBy: '',
  late: false,
  ineligible: [],
  waitlistPosition: 0,
  verdictVersion: 0,
});

/**
 * Shape 3 stores the code and parameters of a reason, so that it can be shown in both languages. Older reasons keep
 * their sentence.
 */
export const fromSchema2 = (
  old: Omit<Application, 'ineligible'> & { ineligible: Pick<Required<Ineligible>, 'code' | 'message'>[] },
): Application => ({
  ...old,
  ineligible: old.ineligible.map(({ code, message }) => ({ code, params: {}, message })),
});

/** The number of applications in each round that were not withdrawn. A round without any has no key. */
export async function countByRound(
  store: ApplicationStore,
  roundIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { collection } = openStore(store);
  const counts = await collection
    .aggregate<{ _id: string; count: number }>([
      { $match: { 'state.roundId': { $in: roundIds }, 'state.state': { $in: [...STANDING, ...DECIDED] } } },
      { $group: { _id: '$state.roundId', count: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(counts.map(({ _id, count }) => [_id, count]));
}

/** Whether one of these rounds has selected the venture. */
export async function wasSelected(
  store: ApplicationStore,
  { ventureId, roundIds }: { ventureId: string; roundIds: readonly string[] },
): Promise<boolean> {
  const { collection } = openStore(store);
  const filter = {
    'state.ventureId': ventureId,
    'state.roundId': { $in: roundIds },
    'state.state': 'SELECTED',
  };
  return (await collection.findOne(filter as object, { projection: { _id: 1 } })) !== null;
}

/** Ids of the withdrawn applications of a round. */
export async function withdrawnIn(store: ApplicationStore, roundId: string): Promise<string[]> {
  const { collection, patiently } = openStore(store);
  const filter = { 'state.roundId': roundId, 'state.state': 'WITHDRAWN' };
  const docs = await patiently(() => collection.find(filter as object, { projection: { _id: 1 } }).toArray());
  return docs.map(({ _id }) => _id);
}

/** The applications of a venture that have not ended, decided or not. Rejected ones have ended. */
export async function underWayOf(store: ApplicationStore, ventureId: string): Promise<string[]> {
  const { collection, patiently } = openStore(store);
  const states = [...STANDING, 'SELECTED', 'WAITLISTED'];
  const filter = { 'state.ventureId': ventureId, 'state.state': { $in: states } };
  const docs = await patiently(() => collection.find(filter as object, { projection: { _id: 1 } }).toArray());
  return docs.map(({ _id }) => _id);
}

/** The name of each applicant at the time it applied, by application. */
export async function applicantsOf(
  store: ApplicationStore,
  roundId: string,
): Promise<{ id: string; ventureId: string; name: LocalizedText | undefined }[]> {
  const { collection, patiently } = openStore(store);
  const projection = { 'state.ventureId': 1, 'state.frozen.name': 1 };
  const docs = await patiently(() => collection.find({ 'state.roundId': roundId } as object, { projection }).toArray());
  return docs.map(({ _id, state }) => ({ id: _id, ventureId: state.ventureId, name: state.frozen?.name }));
}
