/** Stores what has ended or moved, for events that ask for it and arrive later. */
import type { Host } from '@naru/kit/boot';
import { rawOf } from '@naru/kit/raw';
import type { Ended, Moved } from './store.ts';

interface EndedDoc {
  /** The type of the event that asks, the thing, and for whom it ended; `*` for all. */
  _id: string;
  version: number;
  at: Date;
  /** Of what has moved: its last instant. */
  until?: Date | null;
}

/** A late event comes no later than this. */
const KEEP_S = 90 * 24 * 3600;
const ALL = '*';

export interface EndedStore {
  note(ended: Ended): Promise<void>;
  /** What has ended of what was asked of these recipients, or of all. */
  find(asked: Pick<Ended, 'asking' | 'thing'>, recipients: Iterable<string>): Promise<Ended[]>;
  noteMoved(moved: Moved & { at: Date }): Promise<void>;
  findMoved(asked: Pick<Moved, 'asking' | 'thing'>): Promise<Moved | null>;
  ensureIndexes(): Promise<void>;
}

export function endedStore({ db, ambient }: Pick<Host, 'db' | 'ambient'>): EndedStore {
  const { collection, patiently } = rawOf(db.collection<EndedDoc>('ended'), ambient);
  const idOf = ({ asking, thing, whom = ALL }: Pick<Ended, 'asking' | 'thing' | 'whom'>) =>
    `${asking} ${thing} ${whom}`;
  const movedIdOf = ({ asking, thing }: Pick<Moved, 'asking' | 'thing'>) => `moved ${asking} ${thing}`;
  return {
    noteMoved: async ({ until, version, at, ...asked }) => {
      const isNewer = { $gt: [version, { $ifNull: ['$version', 0] }] };
      const newest = (field: string, value: unknown) => ({ $cond: [isNewer, value, `$${field}`] });
      // One step of the pipeline, so that all three are compared with the version before.
      const set = { until: newest('until', until), version: newest('version', version), at: newest('at', at) };
      await patiently(() => collection.updateOne({ _id: movedIdOf(asked) }, [{ $set: set }], { upsert: true }));
    },
    findMoved: async (asked) => {
      const { asking, thing } = asked;
      const found = await patiently(() => collection.findOne({ _id: movedIdOf(asked) }));
      return found && { asking, thing, until: found.until ?? null, version: found.version };
    },
    note: async (ended) => {
      const newest = { $max: { version: ended.before, at: ended.at } };
      await patiently(() => collection.updateOne({ _id: idOf(ended) }, newest, { upsert: true }));
    },
    find: async (asked, recipients) => {
      const whom = new Map([...recipients].map((recipient) => [idOf({ ...asked, whom: recipient }), recipient]));
      const ids = [idOf(asked), ...whom.keys()];
      const found = await patiently(() => collection.find({ _id: { $in: ids } }).toArray());
      return found.map(({ _id, version, at }) => {
        const recipient = whom.get(_id);
        return { ...asked, ...(recipient !== undefined && { whom: recipient }), before: version, at };
      });
    },
    ensureIndexes: async () => {
      await patiently(() => collection.createIndex({ at: 1 }, { expireAfterSeconds: KEEP_S }));
    },
  };
}
