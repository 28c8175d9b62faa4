/** Tells those whom an event concerns. The contract says who they are, so a new event needs no code here but its words. */
import { type Ask, type ContractEvent, eventOfType, events } from '@naru/contracts';
import { type Handler, onRaw, type Received } from '@naru/kit/subscribe';
import type { Concern, Heard } from '../audience/audience.ts';
import { valuesAt } from '../standards/fields.ts';
import { aboutOf } from './about.ts';
import { ENDING_TYPES, type Endings, thingOf, untilOf } from './endings.ts';
import type { About } from './notification.ts';
import type { Inbox } from './store.ts';
import { templateOf } from './texts.ts';

interface Tools {
  box: Inbox;
  endings: Endings;
  concern(heard: Heard): Promise<Concern | null>;
}

/** What follows an event. It may run again: each notice is written once. */
export function telling({ box, endings, concern }: Tools) {
  return async (received: Received<unknown>): Promise<void> => {
    const event = eventOfType(received.type);
    if (!event || !isHeard(event)) return;
    const found = await concern(received);
    if (!found) return;
    await endings.hear(found, received);
    if (found.told.size > 0) await tell(found, received);
    if (found.lacking !== undefined) throw found.lacking;
  };

  async function tell(found: Concern, received: Received<unknown>): Promise<void> {
    const { event, content, told, asked } = found;
    // Whoever is hidden is not named.
    const about: About = event.hides ? {} : { ...aboutOf(content), ...doneBy(found) };
    const what = { template: templateOf(received.type), about };
    const { roundId } = about;
    if (event.told?.digest && roundId) return box.tellDigest(told, { ...what, roundId }, received);
    const asks = event.asks && asked.size > 0 ? askOf(event.asks, found, received.aggregate) : undefined;
    await box.tell(told, { ...what, ...(asks && { asks: { of: asked, asked: asks } }) }, received);
    if (asks) await endings.catchUp(received, asks.thing, asked);
  }
}

/** The types of which somebody is told, or which end what somebody was asked for, besides those that the copies hear. */
export function noticeHandlers(tell: (received: Received<unknown>) => Promise<void>, heard: readonly Handler[]) {
  const known = new Set(heard.map(({ type }) => type));
  return events.filter((event) => isHeard(event) && !known.has(event.type)).map(({ type }) => onRaw(type, tell));
}

const isHeard = ({ type, told }: ContractEvent): boolean => (told && !told.nobody) || ENDING_TYPES.has(type);

function askOf({ until, thing, ends }: Ask, found: Concern, aggregate: string) {
  return {
    thing: thingOf(thing, found, aggregate),
    until: untilOf(until, found),
    endedBy: ends.map(({ event }) => event),
  };
}

/** Which of two parties did it. */
function doneBy({ content }: Concern): About {
  const of = (path: string): string | undefined => {
    const [id] = valuesAt(content, path);
    return typeof id === 'string' ? id : undefined;
  };
  const sides = ['venture', 'investor'].filter((side) => valuesAt(content, `match.${side}_interest_at`).length > 0);
  const byId = sides.length === 1 ? of(`match.${sides[0]}_id`) : undefined;
  return byId === undefined ? {} : { byId };
}
