/** Where centres are kept, and what the network hears of them. */
import type { Centre as CentreMessage } from '@naru/contracts/registry/v1/centre';
import { CentreOpened, CentreSnapshot, HostAssigned } from '@naru/contracts/registry/v1/events';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { patiently } from '@naru/kit/mongo';
import { outgoing } from '@naru/kit/outbox';
import { Rejection } from '@naru/kit/rejection';
import { type Centre, type CentreEvent, evolve } from './centre.ts';

export type CentreStore = AggregateStore<Centre, CentreEvent>;

export const centreStore = ({ db, relay }: Host): CentreStore =>
  aggregateStore<Centre, CentreEvent>(
    {
      db,
      noun: 'centre',
      schema: 1,
      evolve,
      publish: ({ type }, centre) =>
        outgoing(type === 'CentreOpened' ? CentreOpened : HostAssigned, { centre: toProto(centre) }),
      snapshot: (centre) => outgoing(CentreSnapshot, { centre: toProto(centre) }),
      keys: ({ openingOrder }) => ({ openingOrder: String(openingOrder) }),
      taken: {
        openingOrder: () =>
          new Rejection({
            kind: 'exists',
            code: 'centre.order_taken',
            message: 'openingOrder: another centre has this number',
          }),
      },
    },
    relay,
  );

export const toProto = (centre: Centre, version = 0): CentreMessage => ({
  ...centre,
  etag: version ? String(version) : '',
});

/** The largest number of opening that a centre has; 0 where none has opened. */
export async function highestOpened({ collection }: CentreStore): Promise<number> {
  const docs = await patiently(() => collection.find({}, { projection: { 'state.openingOrder': 1 } }).toArray());
  return Math.max(0, ...docs.map(({ state }) => state.openingOrder));
}
