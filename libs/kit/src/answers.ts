/** What the RPCs of one noun answer with: what was found or saved, as the contract shows it. */
import type { Call } from './calls.ts';
import type { AggregateStore, Snapshot } from './change.ts';
import type { Ownership } from './reach.ts';
import { notFound } from './rejection.ts';

/** The message for a noun whose `toProto` takes the version, of which it makes the etag. */
export const versioned =
  <S, M>(toProto: (state: S, version: number) => M) =>
  ({ state, version }: Pick<Snapshot<S>, 'state' | 'version'>): M =>
    toProto(state, version);

/** The ways by which handlers answer. `shown` makes the message, by what the caller may see of it. */
export function answering<S extends object, E, M>(
  store: Pick<AggregateStore<S, E>, 'noun' | 'find' | 'change'>,
  shown: (saved: Snapshot<S>, call: Call) => M | Promise<M>,
) {
  /** @throws Rejection `not_found` */
  async function existing(id: string): Promise<Snapshot<S>> {
    const found = await store.find(id);
    if (!found) throw notFound(store.noun, id);
    return found;
  }

  return {
    existing,
    /** Decides, saves, and answers with what was saved. */
    change: async (
      { id, etag }: { id: string; etag?: string },
      call: Call,
      verb: (state: S | null) => E[],
    ): Promise<M> => shown(await store.change(id, verb, call, { etag }), call),
    /** The whole handler of a plain Get. */
    get: async ({ id }: { id: string }, call: Call): Promise<M> => shown(await existing(id), call),
  };
}

/** Whose the aggregates of a store are, for access rules that name one by its id. */
export const ownershipIn =
  <S extends object>(
    { find }: Pick<AggregateStore<S, never>, 'find'>,
    ownershipOf: (state: S) => Ownership | Promise<Ownership>,
  ) =>
  async (id: string): Promise<Ownership | null> => {
    const found = await find(id);
    return found && ownershipOf(found.state);
  };
