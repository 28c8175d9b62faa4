/** The collection of one-stop cases. */
import { ListCasesRequest } from '@naru/contracts/program/v1/case';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { dayOrder, fromDay, throughDay } from '@naru/kit/ranges';
import { openStore } from '@naru/kit/raw';
import { type Case, type CaseEvent, evolve } from './case.ts';
import { publish, snapshot } from './events.ts';
import { refuse } from './texts.ts';

export type CaseStore = AggregateStore<Case, CaseEvent, ListCasesRequest>;

/** The refusal of a number that another case has. */
export const NUMBER_TAKEN = 'case.number_taken';

export const caseStore = ({ db, relay }: Host): CaseStore =>
  aggregateStore<Case, CaseEvent, ListCasesRequest>(
    {
      db,
      noun: 'case',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ number, source }) => ({ number, externalId: source?.externalId || undefined }),
      taken: {
        number: () => refuse('number_taken'),
        externalId: () => refuse('external_id_taken'),
      },
      indexes: [
        { key: { 'state.centreId': 1, 'state.openedOn.year': 1, 'state.serial': -1 } },
        { key: { 'state.ventureId': 1, _id: 1 } },
        { key: { 'state.deskId': 1, 'state.state': 1, _id: 1 } },
        { key: { 'state.handOffs.fromDeskId': 1, _id: 1 } },
      ],
      list: {
        request: ListCasesRequest,
        filters: {
          deskId: 'state.deskId',
          ventureId: 'state.ventureId',
          centreId: 'state.centreId',
          state: 'state.state',
          topic: 'state.topic',
          openedFrom: fromDay('state.openedOn'),
          openedThrough: throughDay('state.openedOn'),
        },
        reach: { parties: ['state.ventureId', 'state.centreId', 'state.deskId', 'state.handOffs.fromDeskId'] },
        orders: { opened_on: dayOrder('state.openedOn') },
      },
    },
    relay,
  );

/** The largest case number of the centre in a year; 0 where it has no case. */
export async function highestSerial(
  store: CaseStore,
  { centreId, year }: { centreId: string; year: number },
): Promise<number> {
  const { collection } = openStore(store);
  const last = await collection.findOne(
    { 'state.centreId': centreId, 'state.openedOn.year': year },
    { sort: { 'state.serial': -1 }, projection: { 'state.serial': 1 } },
  );
  return last?.state.serial ?? 0;
}
