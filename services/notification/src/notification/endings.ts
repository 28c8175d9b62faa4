/**
 * Ends what notices ask for. The event that ends something may arrive before the event that asks for it: so it is noted
 * first, and a notice that is stored later ends at once.
 */
import { events } from '@naru/contracts';
import type { Concern } from '../audience/audience.ts';
import { idsAt } from '../standards/fields.ts';
import type { EndedStore } from './ended-store.ts';
import type { Inbox, Source } from './store.ts';

const ENDED_BY = Map.groupBy(
  events.flatMap(({ type, asks }) => (asks?.ends ?? []).map(({ event, who }) => ({ asking: type, event, who, asks }))),
  ({ event }) => event,
);

/** The types of the events that end something. */
export const ENDING_TYPES: ReadonlySet<string> = new Set(ENDED_BY.keys());

/** The object that asks, or the part of it that the contract names. */
export const thingOf = (path: string | undefined, { content }: Pick<Concern, 'content'>, aggregate: string): string =>
  (path ? idsAt(content, path)[0] : undefined) ?? aggregate;

export interface Endings {
  /** Ends what the event ends. */
  hear(concern: Concern, event: Source & { at: Date }): Promise<void>;
  /** Ends what was asked by an event, if something has ended it already. */
  catchUp(event: Source, thing: string, recipients: Iterable<string>): Promise<void>;
}

export const endings = (box: Inbox, ended: EndedStore): Endings => ({
  hear: async (concern, { type, aggregate, version, at }) => {
    for (const { asking, who, asks } of ENDED_BY.get(type) ?? []) {
      const what = { asking, thing: thingOf(asks?.thing, concern, aggregate), before: version, at };
      const whom = who ? idsAt(concern.content, who).map((id) => ({ ...what, whom: id })) : [what];
      for (const one of whom) {
        await ended.note(one);
        await box.endTasks(one);
      }
    }
  },
  catchUp: async ({ type, version }, thing, recipients) => {
    const found = await ended.find({ asking: type, thing }, recipients);
    for (const one of found) if (one.before > version) await box.endTasks(one);
  },
});
