/** Stores investors: one document each; a Legal Entity Identifier belongs to one investor only. */
import { ListInvestorsRequest } from '@naru/contracts/investor/v1/investor';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { type NamesOf, namesFrom } from '@naru/kit/names';
import type { Ownership } from '@naru/kit/reach';
import { publish, snapshot } from './events.ts';
import { evolve, type Investor, type InvestorEvent } from './investor.ts';
import { refuse } from './texts.ts';

export type InvestorStore = AggregateStore<Investor, InvestorEvent, ListInvestorsRequest>;

export const investorStore = ({ db, relay }: Host): InvestorStore =>
  aggregateStore<Investor, InvestorEvent, ListInvestorsRequest>(
    {
      db,
      noun: 'investor',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ lei, source }) => ({ lei: lei || undefined, externalId: source?.externalId || undefined }),
      taken: {
        lei: () => refuse('lei_taken'),
        externalId: () => refuse('external_id_taken'),
      },
      list: {
        request: ListInvestorsRequest,
        filters: {
          types: 'state.type',
          country: 'state.country',
          states: 'state.state',
        },
        reach: { orgs: ['_id'] },
        orders: { name_ko: 'state.name.ko', name_en: 'state.name.en' },
      },
    },
    relay,
  );

export const investorNames = (investors: InvestorStore): NamesOf =>
  namesFrom(investors, {
    fields: ['state.name'],
    known: ({ _id, state: { name } }) => ({ name, ownership: ownershipOf(_id) }),
  });

/** An investor belongs to itself. The network's staff sees all investors; an investor never sees another one. */
export const ownershipOf = (id: string): Ownership => ({ orgs: [id] });
