/** Every event of the catalogue is held against the subscriptions; who asked, and may know, is told in the inbox. */
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
        // Parties are told in words of their own; one more line would say the same again.
        told
          .map(({ recipient }) => recipient)
          .filter((recipient) => !toldAnyway.has(type) || !concern.parties.has(recipient)),
        { template: 'subscription', about: {} },
        event,
      );
    }),
  );
}
