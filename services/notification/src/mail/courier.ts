/**
 * Sends the mails that are due. One replica at a time sends to an address: so a digest is one mail, and the limit of a day holds. If
 * it dies, another one goes on when the lease has expired; a mail that was sent just before may then come twice, under the
 * same Message-ID.
 */
import { MailAddress_Pace as Pace, MailAddress_StoppedBy as StoppedBy } from '@naru/contracts/notification/v1/mail';
import type { Notification } from '@naru/contracts/notification/v1/notification';
import type { Host } from '@naru/kit/boot';
import { type Loop, startLoop } from '@naru/kit/loop';
import { sharedClock } from '@naru/kit/shared-clock';
import { log } from '@naru/telemetry/log';
import { count } from '@naru/telemetry/meter';
import { inSpan, SpanKind } from '@naru/telemetry/trace';
import { stop } from '../mail-address/decide.ts';
import { kindOf, type MailAddressDoc, paceOf } from '../mail-address/mail-address.ts';
import type { MailAddressStore } from '../mail-address/store.ts';
import type { NotificationDoc } from '../notification/notification.ts';
import { nextAttempt, nextDigest, OUTCOMES, type Result } from './decide.ts';
import { codeLetter, digestLetter, noticeLetter } from './letter.ts';
import type { Letter, MailDoc } from './mail.ts';
import type { Mailer } from './smtp.ts';
import type { MailCounts, MailStore } from './store.ts';

export interface MailPace {
  /** The pause before each attempt. */
  stepsMs: readonly number[];
  /** How long the mails of a dead process wait for another; longer than a mail server may take for one mail. */
  leaseMs: number;
  lookEveryMs: number;
}

export interface MailCourierParts {
  mails: MailStore;
  counts: MailCounts;
  addresses: MailAddressStore;
  send: Mailer;
  /** The secrets of an address in plain form. */
  opened(address: MailAddressDoc): { to: string; stopUrl: string; code: string | null };
  /** The notice as it is stored; null if it is there no more. */
  notice(id: string): Promise<NotificationDoc | null>;
  /** Its words, with the names that may be shown now. */
  words(doc: NotificationDoc): Promise<Notification>;
  digestHour: number;
  perDayMax: number;
  pace: MailPace;
}

const ADDRESSES_MAX = 20;
const MAILS_MAX = 500;

interface Ready {
  mail: MailDoc;
  doc: NotificationDoc;
}

export function mailCourier({ db, ambient }: Pick<Host, 'db' | 'ambient'>, parts: MailCourierParts) {
  const { mails, counts, addresses, send, opened, notice, words, digestHour, perDayMax, pace } = parts;
  // What one replica leases or puts off, another compares with its own time.
  const clock = sharedClock(db, ambient);
  let claim = '';
  let looking: Loop | undefined;

  const lease = async (addressId: string): Promise<MailAddressDoc | null> => {
    const now = await clock();
    return addresses.lease(addressId, { claim, now, until: new Date(now.getTime() + pace.leaseMs) });
  };

  async function lookAll(signal: AbortSignal): Promise<number> {
    const due = await mails.addressesDue(await clock(), ADDRESSES_MAX);
    for (const addressId of due) {
      if (signal.aborted) return 0;
      await serve(addressId).catch((error: unknown) =>
        log.warn({ err: error }, 'the mails of an address could not be finished; they are tried again'),
      );
    }
    return due.length === ADDRESSES_MAX ? 0 : pace.lookEveryMs;
  }

  async function serve(addressId: string): Promise<void> {
    if (!(await addresses.find(addressId))) await mails.forget(addressId);
    const address = await lease(addressId);
    if (!address) return;
    try {
      const due = await mails.due(addressId, await clock(), MAILS_MAX);
      await sendCodes(
        address,
        due.filter(({ what }) => what === 'code'),
      );
      await sendNotices(
        address,
        due.filter(({ what }) => what === 'notice'),
      );
    } finally {
      await addresses.release(addressId, claim);
    }
  }

  const done = async (sent: readonly MailDoc[]) =>
    mails.done(
      sent.map(({ _id }) => _id),
      await clock(),
    );

  async function sendCodes(address: MailAddressDoc, due: readonly MailDoc[]): Promise<void> {
    const { code, ...given } = opened(address);
    const [last] = due.slice(-1);
    if (!last || code === null || !address.code || address.code.until <= (await clock())) await done(due);
    else await attempt(address, due, codeLetter({ ...given, language: address.language, id: last._id }, code));
  }

  async function sendNotices(address: MailAddressDoc, due: readonly MailDoc[]): Promise<void> {
    const ready = await stillWanted(address, due);
    const given = { ...opened(address), language: address.language };
    for (const { mail, doc } of ready.filter(({ mail }) => !mail.inDigest)) {
      if (!(await hasShare(mail, given.to))) {
        // More than a day's share waits for the digest.
        const dueAt = nextDigest(await clock(), digestHour);
        await mails.later([mail._id], { attempts: 0, inDigest: true, dueAt });
        continue;
      }
      const goesOn = await attempt(address, [mail], noticeLetter({ ...given, id: mail._id }, await words(doc)));
      if (!goesOn || !(await lease(address._id))) return;
    }
    const digest = ready.filter(({ mail }) => mail.inDigest);
    const [first] = digest;
    if (!first) return;
    const notices = await Promise.all(digest.map(({ doc }) => words(doc)));
    await attempt(
      address,
      digest.map(({ mail }) => mail),
      digestLetter({ ...given, id: first.mail._id }, notices),
    );
  }

  /** Counted once for each mail, however often it is tried. */
  const hasShare = async ({ attempts }: MailDoc, to: string): Promise<boolean> =>
    attempts > 0 || counts.take(to, 'mail', { now: await clock(), max: perDayMax });

  /** What was read or erased meanwhile, or is wished no more, is not sent. */
  async function stillWanted(address: MailAddressDoc, due: readonly MailDoc[]): Promise<Ready[]> {
    const ready: Ready[] = [];
    const over: MailDoc[] = [];
    for (const mail of due) {
      const doc = await notice(mail.noticeId);
      const stands = doc && address.state === 'CONFIRMED' && address.recipients.includes(doc.recipient) && !doc.readAt;
      if (stands && paceOf(address.wishes, kindOf(doc)) !== Pace.OFF) ready.push({ mail, doc });
      else over.push(mail);
    }
    await done(over);
    return ready;
  }

  /** @returns false if nothing more is to be sent to the address now */
  async function attempt(address: MailAddressDoc, sent: readonly MailDoc[], letter: Letter): Promise<boolean> {
    const attempts = Math.max(...sent.map((mail) => mail.attempts)) + 1;
    const result = await inSpan({ name: 'send mail', kind: SpanKind.CLIENT }, () => send(letter));
    const now = await clock();
    const next = nextAttempt(attempts, { now, schedule: { stepsMs: pace.stepsMs, chance: Math.random() } });
    count('naru.mail.attempts', { 'naru.outcome': result === 'later' && !next ? 'given_up' : result });
    await settle(address, { sent, result, next, attempts });
    return result === 'sent' || result === 'refused';
  }

  async function settle(
    { _id }: MailAddressDoc,
    { sent, result, next, attempts }: { sent: readonly MailDoc[]; result: Result; next: Date | null; attempts: number },
  ): Promise<void> {
    if (result === 'bounced') {
      const now = await clock();
      await addresses.change(_id, (present) => present && stop(present, { by: StoppedBy.BOUNCE, now }));
      await mails.forget(_id);
    } else if (result === 'later' && next) {
      const [{ inDigest } = { inDigest: false }] = sent;
      await mails.later(
        sent.map((mail) => mail._id),
        { attempts, inDigest, dueAt: next },
      );
    } else await done(sent);
  }

  return {
    wake: () => looking?.wake(),
    start: () => {
      claim = ambient.newId('clm');
      looking = startLoop({ name: 'mails', ambient, round: lookAll });
    },
    stop: async () => looking?.stop(),
    /** Shown before the first attempt, so that its increase can be seen. */
    show: () => OUTCOMES.forEach((outcome) => void count('naru.mail.attempts', { 'naru.outcome': outcome }, 0)),
  };
}
