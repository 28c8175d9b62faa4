/** Stores funds. */
import { ListFundsRequest } from '@naru/contracts/investor/v1/fund';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { publish, snapshot } from './events.ts';
import { evolve, type Fund, type FundEvent } from './fund.ts';
import { refuse } from './texts.ts';

export type FundStore = AggregateStore<Fund, FundEvent, ListFundsRequest>;

export const fundStore = ({ db, relay }: Host): FundStore =>
  aggregateStore<Fund, FundEvent, ListFundsRequest>(
    {
      db,
      noun: 'fund',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ source }) => ({ externalId: source?.externalId || undefined }),
      taken: {
        externalId: () => refuse('external_id_taken'),
      },
      indexes: [{ key: { 'state.centreId': 1, _id: 1 } }],
      list: {
        request: ListFundsRequest,
        filters: {
          centreId: 'state.centreId',
          ownerId: 'state.ownerId',
          state: 'state.state',
        },
        reach: 'all',
      },
    },
    relay,
  );
