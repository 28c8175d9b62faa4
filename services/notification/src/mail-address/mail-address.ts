/** Where the notices of a person are sent by mail. A row of its own: no event tells of it, and it is erased at the person's request. */
import {
  MailAddress_Kind as Kind,
  type MailAddress_Kind,
  type MailAddress_Pace,
  type MailAddress_State,
  type MailAddress_StoppedBy,
  MailAddress_Pace as Pace,
} from '@naru/contracts/notification/v1/mail';
import type { Sealed } from '@naru/kit/seal';
import type { Language } from '@naru/words/language';

export type Wishes = Readonly<Partial<Record<MailAddress_Kind, MailAddress_Pace>>>;

/** A code that was sent, and not given yet. */
export interface Code {
  /** Eight digits, sealed as a secret of this address. */
  sealed: Sealed;
  until: Date;
  triesLeft: number;
}

export interface MailAddressDoc {
  /** Derived from the subject: a person has one address. */
  _id: string;
  version: number;
  /** The subject of the person's tokens. */
  subject: string;
  /** The address, sealed. */
  sealed: Sealed;
  language: Language;
  wishes: Wishes;
  /** The person's inbox, and those of the bodies in the grants with which it was set. */
  recipients: string[];
  state: MailAddress_State;
  stoppedBy: MailAddress_StoppedBy;
  code: Code | null;
  /** The secret in the link that stops the mails, sealed, and its digest to find it by. */
  link: Sealed;
  linkDigest: string;
  confirmedAt: Date | null;
  updatedAt: Date;
  /** The replica that sends to it now. */
  lease?: { claim: string; until: Date };
}

export const KINDS = [Kind.TASKS, Kind.VENTURES, Kind.INVESTMENTS, Kind.MATCHES, Kind.PROGRAMMES, Kind.OTHERS];

/** What waits for an answer is sent at once; the rest in a digest. */
export const paceOf = (wishes: Wishes, kind: MailAddress_Kind): MailAddress_Pace =>
  wishes[kind] ?? (kind === Kind.TASKS ? Pace.AT_ONCE : Pace.DIGEST);

const BY_CONTEXT: Readonly<Record<string, MailAddress_Kind>> = {
  registry: Kind.VENTURES,
  investor: Kind.INVESTMENTS,
  matching: Kind.MATCHES,
  program: Kind.PROGRAMMES,
};

/** The kind of a notice: what it asks for comes before what it is about. */
export const kindOf = ({ eventType, asked }: { eventType: string; asked?: object | undefined }): MailAddress_Kind =>
  asked ? Kind.TASKS : (BY_CONTEXT[eventType.split('.')[1] ?? ''] ?? Kind.OTHERS);
