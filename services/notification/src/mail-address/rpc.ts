/** The RPCs of addresses for mail: a person sets, confirms, reads and erases one; the link in a mail stops it. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { MailAddress_StoppedBy as StoppedBy } from '@naru/contracts/notification/v1/mail';
import type { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { derivedId } from '@naru/kit/ids';
import type { Sealer } from '@naru/kit/seal';
import type { Call, Handlers } from '@naru/kit/serve';
import type { Language } from '@naru/words/language';
import { personOf } from '../standards/person.ts';
import * as decide from './decide.ts';
import type { MailAddressDoc, Wishes } from './mail-address.ts';
import { toProto } from './message.ts';
import { pageOf } from './page.ts';
import type { MailAddressStore } from './store.ts';
import { link, refuse, wrong } from './texts.ts';

type MailRpcs = Pick<
  Handlers<typeof NotificationServiceDefinition>,
  'setMailAddress' | 'getMailAddress' | 'confirmMailAddress' | 'deleteMailAddress' | 'readMailLink' | 'stopMail'
>;

export interface MailRpcParts {
  addresses: MailAddressStore;
  sealing: Pick<Sealer, 'seal' | 'open'>;
  /** False if no mail server is configured. */
  isOn: boolean;
  /** Counts a code for an address; false if it has had as many as it may on this day. */
  mayCode(address: string): Promise<boolean>;
  codesMax: number;
  /** Queues the code of an address. */
  sendCode(address: MailAddressDoc): Promise<void>;
  /** Erases what waits for an address. */
  forget(addressId: string): Promise<unknown>;
}

// 256 bits: nobody can guess a link.
const SECRET_BYTES = 32;
const CODES = 100_000_000;

export const idOf = (subject: string): string => derivedId('mad', subject, 'mail');
const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const same = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(digestOf(a)), Buffer.from(digestOf(b)));

export function mailAddressRpcs({ addresses, sealing, isOn, ...parts }: MailRpcParts): MailRpcs {
  const opened = (doc: MailAddressDoc) => sealing.open(doc.sealed, doc._id);
  const shown = (doc: MailAddressDoc) => toProto(doc, opened(doc));

  async function own({ caller }: Call): Promise<MailAddressDoc> {
    const found = await addresses.find(idOf(caller.subject));
    if (!found) throw refuse('not_found');
    return found;
  }

  async function byLink(token: string): Promise<MailAddressDoc> {
    // The search uses a digest of the secret: its duration does not show how close a guess is.
    const found = await addresses.byLink(digestOf(token));
    if (!found) throw link.refuse('not_found');
    return found;
  }

  return {
    setMailAddress: async ({ address, language, wishes }, call) => {
      if (!isOn) throw refuse('off');
      const { caller, reach, now } = call;
      const _id = idOf(caller.subject);
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      const digits = String(randomInt(CODES)).padStart(8, '0');
      const wanted = {
        _id,
        subject: caller.subject,
        sealed: sealing.seal(address, _id),
        language: (language || 'ko') as Language,
        wishes: Object.fromEntries(wishes.map(({ kind, pace }) => [kind, pace])) as Wishes,
        recipients: [personOf(caller.subject), ...reach.parties],
        ...{ link: sealing.seal(secret, _id), linkDigest: digestOf(secret) },
        code: {
          sealed: sealing.seal(digits, _id),
          until: new Date(now.getTime() + decide.CODE_FOR_MS),
          triesLeft: decide.CODE_TRIES,
        },
        now,
      };
      const isSame = (present: MailAddressDoc | null) => present !== null && opened(present) === address;
      const before = await addresses.find(_id);
      const asks = decide.needsCode(decide.setAddress(before, { ...wanted, isSame: isSame(before) }));
      if (asks && !(await parts.mayCode(address))) throw refuse('often', { max: parts.codesMax });
      const saved = await addresses.change(_id, (present) =>
        decide.setAddress(present, { ...wanted, isSame: isSame(present) }),
      );
      // What waits was meant for the address before.
      if (!isSame(before)) await parts.forget(_id);
      if (decide.needsCode(saved)) await parts.sendCode(saved);
      return shown(saved);
    },
    getMailAddress: async (_, call) => shown(await own(call)),
    confirmMailAddress: async ({ code }, call) => {
      const { _id } = await own(call);
      let isRight = false;
      const saved = await addresses.change(_id, (present) => {
        if (!present) throw refuse('not_found');
        isRight = present.code === null || same(code, sealing.open(present.code.sealed, _id));
        return decide.confirm(present, { isRight, now: call.now });
      });
      if (!isRight) throw wrong('code', 'code_wrong');
      return shown(saved);
    },
    deleteMailAddress: async ({ subject }, { caller, reach }) => {
      // Nobody learns whether another person has an address.
      if (subject && subject !== caller.subject && !reach.any) throw refuse('not_found');
      const _id = idOf(subject || caller.subject);
      await parts.forget(_id);
      if (!(await addresses.erase(_id))) throw refuse('not_found');
      return {};
    },
    readMailLink: async function* ({ token }) {
      const { state } = await byLink(token);
      yield pageOf(state === 'STOPPED' ? 'done' : 'ask');
    },
    stopMail: async function* ({ token }, { now }) {
      const { _id } = await byLink(token);
      await addresses.change(_id, (present) => {
        if (!present) throw link.refuse('not_found');
        return decide.stop(present, { by: StoppedBy.LINK, now });
      });
      await parts.forget(_id);
      yield pageOf('done');
    },
  };
}
