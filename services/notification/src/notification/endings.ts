/**
 * Ends what notices ask for, and moves its last day. The event that ends something may arrive before the event that asks for it: so it is noted
 * first, and a notice that is stored later ends at once.
 */
import { events } from '@naru/contracts';
import type { Concern } from '../audience/audience.ts';
import { idsAt, plainOf, valuesAt } from '../standards/fields.ts';
import { endOf } from './about.ts';
import type { EndedStore } from './ended-store.ts';
import type { Inbox, Source } from './store.ts';

const ENDED_BY = Map.groupBy(
  events.flatMap(({ type, asks }) => (asks?.ends ?? []).map(({ event, who }) => ({ asking: type, event, who, asks }))),
  ({ event }) => event,
);

const MOVED_BY = Map.groupBy(
  events.flatMap(({ type, asks }) => (asks?.movedBy ?? []).map((event) => ({ asking: type, event, asks }))),
  ({ event }) => event,
);

/** The types of the events that end or move something. */
export const ENDING_TYPES: ReadonlySet<string> = new Set([...ENDED_BY.keys(), ...MOVED_BY.keys()]);

/** The object that asks, or the part of it that the contract names. */
export const thingOf = (path: string | undefined, { content }: Pick<Concern, 'content'>, aggregate: string): string =>
  (path ? idsAt(content, path)[0] : undefined) ?? aggregate;

/** The last instant of what is asked for; null if it has none, or none is known yet. */
export const untilOf = (path: string | undefined, { content }: Pick<Concern, 'content'>): Date | null =>
  path ? endOf(plainOf(valuesAt(content, path)[0])) : null;

export interface Endings {
  /** Ends and moves what the event does. */
  hear(concern: Concern, event: Source & { at: Date }): Promise<void>;
  /** Ends and moves what was asked by an event, if something has done so already. */
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
    for (const { asking, asks } of MOVED_BY.get(type) ?? []) {
      const until = untilOf(asks?.until, concern);
      const moved = { asking, thing: thingOf(asks?.thing, concern, aggregate), until, version, at };
      await ended.noteMoved(moved);
      await box.moveTasks(moved);
    }
  },
  catchUp: async ({ type, version }, thing, recipients) => {
    const found = await ended.find({ asking: type, thing }, recipients);
    for (const one of found) if (one.before > version) await box.endTasks(one);
    const moved = await ended.findMoved({ asking: type, thing });
    if (moved) await box.moveTasks(moved);
  },
});
