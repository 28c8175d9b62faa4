/** Compares every event of the catalogue with the subscriptions. A subscriber who may see the event gets a notice. */
import { eventOfType, events } from '@naru/contracts';
import { type Handler, onRaw, type Received } from '@naru/kit/subscribe';
import { type Concern, type Heard, matchesType, mayBeTold } from '../audience/audience.ts';
import { isAfter } from '../audience/since.ts';
import type { Inbox } from '../notification/store.ts';
import { idsAt } from '../standards/fields.ts';
import type { SubscriptionDoc } from './subscription.ts';

type Fields = { programmeId: string; sectors: readonly string[] };

/** What an event is about, besides its parties: `round.programme_id` and its like. */
const OBJECTS = ['programme_id', 'round_id', 'event_id', 'cohort_id', 'desk_id', 'host_id'];
const ROUNDS = 'naru.program.round.';

/** The subscriptions to an event that came after they were made. */
export const wishesFor = (standing: Iterable<SubscriptionDoc>, heard: Pick<Heard, 'type' | 'context' | 'first'>) =>
  [...standing].filter(
    ({ eventTypes, since }) => isAfter(heard, since) && eventTypes.some((pattern) => matchesType(pattern, heard.type)),
  );

/** Who follows the programme of a round, one of its fields, or all rounds. */
export const followersAmong = (wishes: readonly SubscriptionDoc[], roundId: string, fields: Fields): string[] =>
  wishes
    .filter(({ scope }) => scope === '' || scope === roundId || scope === fields.programmeId)
    .filter((wish) => inFields(wish, fields.sectors))
    .map(({ recipient }) => recipient);

const inFields = ({ sectors = [] }: Pick<SubscriptionDoc, 'sectors'>, of: readonly string[]): boolean =>
  sectors.length === 0 || sectors.some((sector) => of.includes(sector));

export function subscriptionHandlers(
  inbox: Inbox,
  {
    standing,
    heard,
    concern,
    fieldsOf,
  }: {
    standing: () => Iterable<SubscriptionDoc>;
    heard: (received: Received<null>) => Promise<void>;
    concern(heard: Heard): Promise<Concern | null>;
    /** The programme and the fields of a round. */
    fieldsOf(roundId: string): Promise<Fields>;
  },
): Handler[] {
  const types = events.map(({ type }) => type).filter((type) => !type.endsWith('.snapshot.v1'));

  /** With fields, a subscription is about rounds alone. */
  async function fitting(wishes: readonly SubscriptionDoc[], event: Received<null>): Promise<SubscriptionDoc[]> {
    const choosy = wishes.some(({ sectors = [] }) => sectors.length > 0);
    const { sectors } = choosy && event.type.startsWith(ROUNDS) ? await fieldsOf(event.aggregate) : { sectors: [] };
    return wishes.filter((wish) => inFields(wish, sectors));
  }

  return types.map((type) =>
    onRaw(type, async (event) => {
      await heard(event);
      // Whoever follows rounds finds them in the digest.
      if (eventOfType(type)?.told?.digest) return;
      // Nobody is told of events from before the subscription, even if the bus repeats them.
      const wishes = await fitting(wishesFor(standing(), event), event);
      const found = wishes.length > 0 ? await concern(event) : null;
      if (!found) return;
      const resource = found.content.fields.map(({ name }) => name);
      const objects = OBJECTS.flatMap((name) => resource.flatMap((field) => idsAt(found.content, `${field}.${name}`)));
      const about = new Set([...found.parties, ...objects, event.aggregate]);
      const told = wishes.filter((wish) => (wish.scope === '' || about.has(wish.scope)) && mayBeTold(wish, found));
      await inbox.tell(
        // Whoever is concerned already gets a notice of the event.
        told.map(({ recipient }) => recipient).filter((recipient) => !found.told.has(recipient)),
        { template: 'subscription', about: {} },
        event,
      );
      if (found.lacking !== undefined) throw found.lacking;
    }),
  );
}
