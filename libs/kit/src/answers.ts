/** The answers of the RPCs of one noun: the state that was found or saved, as a message of the contract. */
import type { Call } from './calls.ts';
import type { AggregateStore, Snapshot } from './change.ts';
import type { Ownership } from './reach.ts';
import { notFound } from './rejection.ts';

/** Makes the message of a noun. It gets the version too, from which it makes the etag. */
export const versioned =
  <S, M>(toProto: (state: S, version: number) => M) =>
  ({ state, version }: Pick<Snapshot<S>, 'state' | 'version'>): M =>
    toProto(state, version);

/** The ways in which handlers answer. `shown` makes the message; it leaves out what the caller may not see. */
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
    /** Decides, saves, and answers with the saved state. */
    change: async (
      { id, etag }: { id: string; etag?: string },
      call: Call,
      verb: (state: S | null) => E[],
    ): Promise<M> => shown(await store.change(id, verb, call, { etag }), call),
    /** A complete handler for a plain Get. */
    get: async ({ id }: { id: string }, call: Call): Promise<M> => shown(await existing(id), call),
  };
}

/** Finds the owners of the aggregates in a store, for access rules that name an aggregate by its id. */
export const ownershipIn =
  <S extends object>(
    { find }: Pick<AggregateStore<S, never>, 'find'>,
    ownershipOf: (state: S) => Ownership | Promise<Ownership>,
  ) =>
  async (id: string): Promise<Ownership | null> => {
    const found = await find(id);
    return found && ownershipOf(found.state);
  };
