/** Compares every event of the catalogue with the subscriptions. A subscriber who may see the event gets a notice. */
import { events } from '@naru/contracts';
import { type Handler, onRaw } from '@naru/kit/subscribe';
import { concernOf, matchesType, mayBeTold } from '../audience/audience.ts';
import type { Inbox } from '../notification/store.ts';
import type { SubscriptionDoc } from './subscription.ts';

export function subscriptionHandlers(
  inbox: Inbox,
  toldAnyway: ReadonlySet<string>,
  standing: () => Iterable<SubscriptionDoc>,
): Handler[] {
  const types = events.map(({ type }) => type).filter((type) => !type.endsWith('.snapshot.v1'));
  return types.map((type) =>
    onRaw(type, async (event) => {
      const wishes = [...standing()].filter(({ eventTypes }) =>
        eventTypes.some((pattern) => matchesType(pattern, type)),
      );
      const concern = wishes.length > 0 ? concernOf(type, event.data) : null;
      if (!concern) return;
      const about = new Set([...concern.parties, event.aggregate]);
      const told = wishes.filter((wish) => (wish.scope === '' || about.has(wish.scope)) && mayBeTold(wish, concern));
      await inbox.tell(
        // Parties already get their own notice of the event.
        told
          .map(({ recipient }) => recipient)
          .filter((recipient) => !toldAnyway.has(type) || !concern.parties.has(recipient)),
        { template: 'subscription', about: {} },
        event,
      );
    }),
  );
}
