/** The changes of an address for mail. Pure: each gives the next state, or a refusal. */
import { MailAddress_State as State, MailAddress_StoppedBy as StoppedBy } from '@naru/contracts/notification/v1/mail';
import type { Code, MailAddressDoc } from './mail-address.ts';
import { refuse } from './texts.ts';

export const CODE_FOR_MS = 3_600_000;
export const CODE_TRIES = 5;

/** What a person sets, and secrets for the case that the address is a new one. */
export interface Wanted
  extends Pick<
    MailAddressDoc,
    '_id' | 'subject' | 'sealed' | 'language' | 'wishes' | 'recipients' | 'link' | 'linkDigest'
  > {
  code: Code;
  now: Date;
  /** True if it is the address that is stored. */
  isSame: boolean;
}

/** An address that was confirmed goes on; any other one needs a code. The link of another address stops nothing here. */
export function setAddress(present: MailAddressDoc | null, { isSame, now, code, ...wanted }: Wanted): MailAddressDoc {
  const version = (present?.version ?? 0) + 1;
  if (present && isSame && present.state === State.CONFIRMED) {
    const { language, wishes, recipients } = wanted;
    return { ...present, version, language, wishes, recipients, updatedAt: now };
  }
  const fresh = { state: State.UNCONFIRMED, stoppedBy: StoppedBy.STOPPED_BY_UNSPECIFIED, confirmedAt: null };
  const link = present && isSame ? { link: present.link, linkDigest: present.linkDigest } : {};
  return { ...wanted, ...fresh, ...link, version, code, updatedAt: now };
}

export const needsCode = ({ state }: Pick<MailAddressDoc, 'state'>): boolean => state === State.UNCONFIRMED;

/** A code counts for an hour, and may be given wrongly a few times. Confirming twice is no error. */
export function confirm(address: MailAddressDoc, { isRight, now }: { isRight: boolean; now: Date }): MailAddressDoc {
  if (address.state === State.CONFIRMED) return address;
  const { code } = address;
  if (!code || code.until <= now || code.triesLeft <= 0) throw refuse('code_expired');
  const next = { ...address, version: address.version + 1, updatedAt: now };
  if (isRight) return { ...next, state: State.CONFIRMED, code: null, confirmedAt: now };
  return { ...next, code: { ...code, triesLeft: code.triesLeft - 1 } };
}

/** Nothing more is sent to it; the first reason stays. */
export function stop(
  address: MailAddressDoc,
  { by, now }: { by: MailAddressDoc['stoppedBy']; now: Date },
): MailAddressDoc {
  if (address.state === State.STOPPED) return address;
  return { ...address, version: address.version + 1, state: State.STOPPED, stoppedBy: by, code: null, updatedAt: now };
}
