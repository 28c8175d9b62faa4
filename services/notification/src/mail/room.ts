/** Joins addresses for mail, the mails that wait, and the mail server of the configuration. Without one, no mail is queued. */

import { MailAddress_Pace as Pace } from '@naru/contracts/notification/v1/mail';
import type { Notification } from '@naru/contracts/notification/v1/notification';
import type { Host } from '@naru/kit/boot';
import { sealingKeys } from '@naru/kit/config';
import { wrong } from '@naru/kit/config-error';
import { derivedId } from '@naru/kit/ids';
import { sealer } from '@naru/kit/seal';
import { kindOf, type MailAddressDoc, paceOf } from '../mail-address/mail-address.ts';
import { mailAddressRpcs } from '../mail-address/rpc.ts';
import { mailAddressStore } from '../mail-address/store.ts';
import type { NotificationDoc } from '../notification/notification.ts';
import { type MailPace, mailCourier } from './courier.ts';
import { nextDigest } from './decide.ts';
import type { MailDoc } from './mail.ts';
import { smtpMailer } from './smtp.ts';
import { mailCounts, mailStore } from './store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Seven attempts within a day and a half. A mail server may take half a minute for one mail. */
const PACE: MailPace = {
  stepsMs: [0, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS],
  leaseMs: 3 * MINUTE_MS,
  lookEveryMs: 2_000,
};
const SMTP_TIMEOUT_MS = 30_000;
const CODES_PER_DAY = 5;
/** An event that is repeated later is no news. */
const NEWS_FOR_MS = 24 * HOUR_MS;

interface Boxes {
  /** Notices as they are stored. */
  stored(ids: readonly string[]): Promise<NotificationDoc[]>;
  words(doc: NotificationDoc): Promise<Notification>;
}

export function mailRoom(host: Host, { stored, words, pace = PACE }: Boxes & { pace?: MailPace | undefined }) {
  const { config, ambient } = host;
  const sealing = sealer(sealingKeys(config));
  const addresses = mailAddressStore(host);
  const mails = mailStore(host);
  const counts = mailCounts(host);
  const settings = settingsOf(host);
  const open = (address: MailAddressDoc, sealed: MailAddressDoc['sealed']) => sealing.open(sealed, address._id);
  const courier = mailCourier(host, {
    ...{ mails, counts, addresses, words, pace },
    send: settings ? smtpMailer({ ...settings, timeoutMs: SMTP_TIMEOUT_MS }) : async () => 'later',
    opened: (address) => ({
      to: open(address, address.sealed),
      stopUrl: `${settings?.publicUrl}/v1/mail-links/${open(address, address.link)}:stop`,
      code: address.code && open(address, address.code.sealed),
    }),
    notice: async (id) => (await stored([id]))[0] ?? null,
    digestHour: config.MAIL_DIGEST_HOUR,
    perDayMax: config.MAIL_PER_DAY,
  });

  const mailOf = (doc: NotificationDoc, { _id, wishes }: MailAddressDoc): MailDoc[] => {
    const now = ambient.now();
    const wished = paceOf(wishes, kindOf(doc));
    if (wished === Pace.OFF) return [];
    const inDigest = wished === Pace.DIGEST;
    const dueAt = inDigest ? nextDigest(now, config.MAIL_DIGEST_HOUR) : now;
    const row = {
      addressId: _id,
      what: 'notice',
      noticeId: doc._id,
      inDigest,
      attempts: 0,
      dueAt,
      createdAt: now,
    } as const;
    return [{ _id: derivedId('mal', doc.eventId, _id), ...row }];
  };

  return {
    rpcs: mailAddressRpcs({
      ...{ addresses, sealing, isOn: settings !== null, codesMax: CODES_PER_DAY, forget: mails.forget },
      mayCode: (address) => counts.take(address, 'code', { now: ambient.now(), max: CODES_PER_DAY }),
      sendCode: async ({ _id, version }) => {
        const now = ambient.now();
        const row = { what: 'code', noticeId: '', inDigest: false, attempts: 0, dueAt: now, createdAt: now } as const;
        await mails.queue([{ _id: derivedId('mal', String(version), _id), addressId: _id, ...row }]);
        courier.wake();
      },
    }),
    /** Queues what was told, for those who wish it by mail. It may run again. */
    told: async (docs: readonly NotificationDoc[]): Promise<void> => {
      if (!settings || docs.length === 0) return;
      const found = await addresses.confirmed(docs.map(({ recipient }) => recipient));
      if (found.length === 0) return;
      const since = new Date(ambient.now().getTime() - NEWS_FOR_MS);
      const news = (await stored(docs.map(({ _id }) => _id))).filter(({ createdAt }) => createdAt >= since);
      // The person's own inbox comes first: its words are for the person.
      const queued = found.flatMap((address) =>
        address.recipients.flatMap((recipient) =>
          news.filter((doc) => doc.recipient === recipient).flatMap((doc) => mailOf(doc, address)),
        ),
      );
      await mails.queue(queued);
      if (queued.some(({ inDigest }) => !inDigest)) courier.wake();
    },
    start: async () => {
      await Promise.all([addresses, mails, counts].map((store) => store.ensureIndexes()));
      await addresses.sealAll(sealing);
      courier.show();
      if (settings) courier.start();
    },
    stop: courier.stop,
  };
}

/** Null if no mail is sent. @throws ConfigError if a part is missing */
function settingsOf({ config }: Pick<Host, 'config'>) {
  const { SMTP_URL: url, MAIL_FROM: from, PUBLIC_URL: publicUrl, NARU_EMBEDDED } = config;
  if (url === undefined) return null;
  if (from === undefined) throw wrong('MAIL_FROM', 'SMTP_URL is set: say whom mails are from');
  if (publicUrl === undefined) throw wrong('PUBLIC_URL', 'SMTP_URL is set: say where the links in mails lead');
  return { url, from, publicUrl: publicUrl.replace(/\/$/, ''), embedded: NARU_EMBEDDED === '1' };
}
