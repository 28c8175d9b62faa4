/** Stores addresses for mail: one row for each person. What is erased leaves nothing. */

import { MailAddress_State as State } from '@naru/contracts/notification/v1/mail';
import type { Host } from '@naru/kit/boot';
import { kit } from '@naru/kit/kit-texts';
import { duplicateKey } from '@naru/kit/mongo';
import { rawOf } from '@naru/kit/raw';
import type { Sealed, Sealer } from '@naru/kit/seal';
import type { MailAddressDoc } from './mail-address.ts';

export type MailAddressStore = ReturnType<typeof mailAddressStore>;

const RACES_MAX = 20;

export function mailAddressStore({ db, ambient }: Pick<Host, 'db' | 'ambient'>) {
  const { collection, patiently } = rawOf(db.collection<MailAddressDoc>('mail_address'), ambient);
  const find = (_id: string): Promise<MailAddressDoc | null> => patiently(() => collection.findOne({ _id }));

  /** @returns false if somebody else was faster */
  async function save(before: MailAddressDoc | null, { lease: _, ...next }: MailAddressDoc): Promise<boolean> {
    if (before) {
      const { _id, version } = before;
      return (await collection.updateOne({ _id, version }, { $set: next })).matchedCount > 0;
    }
    try {
      await collection.insertOne(next);
      return true;
    } catch (error) {
      if (duplicateKey(error) === null) throw error;
      return false;
    }
  }

  return {
    find,
    byLink: (linkDigest: string): Promise<MailAddressDoc | null> => patiently(() => collection.findOne({ linkDigest })),
    /** Those to which notices of one of the inboxes may be sent. */
    confirmed: (recipients: readonly string[]): Promise<MailAddressDoc[]> =>
      patiently(() => collection.find({ recipients: { $in: [...recipients] }, state: State.CONFIRMED }).toArray()),
    /** Saves what `decide` makes of the present row; again, if somebody else was faster. */
    change: async <R extends MailAddressDoc | null>(
      _id: string,
      decide: (present: MailAddressDoc | null) => R,
    ): Promise<R> => {
      for (let race = 0; race < RACES_MAX; race += 1) {
        const present = await find(_id);
        const next = decide(present);
        if (next === null || next === present || (await patiently(() => save(present, next)))) return next;
      }
      throw kit.refuse('change.busy', { noun: 'mail_address', id: _id });
    },
    erase: (_id: string): Promise<boolean> =>
      patiently(async () => (await collection.deleteOne({ _id })).deletedCount > 0),
    /** @returns null if there is none, or another replica sends to it */
    lease: (_id: string, { claim, now, until }: { claim: string; now: Date; until: Date }) =>
      collection.findOneAndUpdate(
        { _id, $or: [{ lease: { $exists: false } }, { 'lease.until': { $lte: now } }, { 'lease.claim': claim }] },
        { $set: { lease: { claim, until } } },
        { returnDocument: 'after' },
      ) as Promise<MailAddressDoc | null>,
    release: (_id: string, claim: string) =>
      collection.updateOne({ _id, 'lease.claim': claim }, { $unset: { lease: 1 } }),
    /** Seals by the present key what another one has sealed, so that the other key may go. */
    sealAll: async (sealing: Sealer): Promise<void> => {
      for await (const doc of collection.find({})) {
        const again = (sealed: Sealed): Sealed =>
          sealing.isPresent(sealed) ? sealed : sealing.seal(sealing.open(sealed, doc._id), doc._id);
        const code = doc.code && { ...doc.code, sealed: again(doc.code.sealed) };
        const next = { ...doc, sealed: again(doc.sealed), link: again(doc.link), code };
        // What was changed meanwhile was sealed by whoever changed it.
        if (next.sealed !== doc.sealed || next.link !== doc.link || code?.sealed !== doc.code?.sealed)
          await save(doc, { ...next, version: doc.version + 1 });
      }
    },
    ensureIndexes: () =>
      patiently(() =>
        collection.createIndexes([{ key: { recipients: 1, state: 1 } }, { key: { linkDigest: 1 }, unique: true }]),
      ),
  };
}
