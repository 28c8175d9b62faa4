/** Stores mails that wait, and counts those of a day. */
import { createHash } from 'node:crypto';
import type { Host } from '@naru/kit/boot';
import { dateIn, isoDate, SEOUL } from '@naru/kit/civil-date';
import { duplicateKey } from '@naru/kit/mongo';
import { rawOf } from '@naru/kit/raw';
import type { MailDoc } from './mail.ts';

export type MailStore = ReturnType<typeof mailStore>;
export type MailCounts = ReturnType<typeof mailCounts>;

/** Events are not repeated later than this without being recognised as old. */
const DONE_KEPT_S = 7 * 24 * 3600;
const COUNT_KEPT_S = 2 * 24 * 3600;
const DUE = { key: { dueAt: 1 }, sparse: true } as const;

export function mailStore({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const { collection, patiently } = rawOf(db.collection<MailDoc>('mail'), ambient);
  const among = (ids: readonly string[]) => ({ _id: { $in: [...ids] } });
  return {
    /** Each once, however often its event arrives. */
    queue: async (docs: readonly MailDoc[]): Promise<void> => {
      for (const { _id, ...doc } of docs)
        await patiently(() => collection.updateOne({ _id }, { $setOnInsert: doc }, { upsert: true }));
    },
    /** A number of addresses for which something is due, the longest overdue first. */
    addressesDue: async (now: Date, limit: number): Promise<string[]> => {
      const due = collection.find({ dueAt: { $lte: now } }, { projection: { addressId: 1 } });
      const docs = await patiently(() => due.clone().sort({ dueAt: 1 }).limit(limit).hint(DUE.key).toArray());
      return [...new Set(docs.map(({ addressId }) => addressId))];
    },
    due: (addressId: string, now: Date, limit: number): Promise<MailDoc[]> =>
      patiently(() =>
        collection
          .find({ addressId, dueAt: { $lte: now } })
          .sort({ createdAt: 1 })
          .limit(limit)
          .toArray(),
      ),
    done: (ids: readonly string[], doneAt: Date) =>
      patiently(() => collection.updateMany(among(ids), { $set: { doneAt, noticeId: '' }, $unset: { dueAt: 1 } })),
    later: (ids: readonly string[], set: Pick<MailDoc, 'attempts' | 'inDigest'> & { dueAt: Date }) =>
      patiently(() => collection.updateMany(among(ids), { $set: set })),
    /** Erases all of an address. */
    forget: (addressId: string) => patiently(() => collection.deleteMany({ addressId })),
    ensureIndexes: () =>
      patiently(() =>
        collection.createIndexes([
          DUE,
          { key: { addressId: 1, dueAt: 1 } },
          { key: { doneAt: 1 }, expireAfterSeconds: DONE_KEPT_S },
        ]),
      ),
  };
}

interface Count {
  _id: string;
  code?: number;
  mail?: number;
  at: Date;
}

/**
 * How much an address has had on a day. It counts by the address, so that whoever sets the same address for many persons sends it
 * no more; and under a digest that differs on every day.
 */
export function mailCounts({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const { collection, patiently } = rawOf(db.collection<Count>('mail_count'), ambient);
  return {
    /** False if it has had as many as it may. */
    take: async (
      address: string,
      what: 'code' | 'mail',
      { now, max }: { now: Date; max: number },
    ): Promise<boolean> => {
      const day = isoDate(dateIn(SEOUL, now));
      const _id = createHash('sha256').update(`${day} ${address.toLowerCase()}`).digest('hex');
      try {
        const room = { _id, $or: [{ [what]: { $exists: false } }, { [what]: { $lt: max } }] };
        await collection.updateOne(room, { $inc: { [what]: 1 }, $setOnInsert: { at: now } }, { upsert: true });
        return true;
      } catch (error) {
        if (duplicateKey(error) === null) throw error;
        return false;
      }
    },
    ensureIndexes: () =>
      patiently(() => collection.createIndexes([{ key: { at: 1 }, expireAfterSeconds: COUNT_KEPT_S }])),
  };
}
