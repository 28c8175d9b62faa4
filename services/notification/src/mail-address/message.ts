/** Converts an address for mail to its message, for the person alone. */
import type { MailAddress } from '@naru/contracts/notification/v1/mail';
import { KINDS, type MailAddressDoc, paceOf } from './mail-address.ts';

export const toProto = (doc: MailAddressDoc, address: string): MailAddress => ({
  address,
  language: doc.language,
  wishes: KINDS.map((kind) => ({ kind, pace: paceOf(doc.wishes, kind) })),
  recipients: doc.recipients,
  state: doc.state,
  stoppedBy: doc.stoppedBy,
  confirmTime: doc.confirmedAt ?? undefined,
  updateTime: doc.updatedAt,
});
