/** A centre as far as votes need it: read from what startup-registry publishes, never changed here. */
import type { Centre } from '@naru/contracts/registry/v1/centre';
import { isoDate } from '@naru/kit/civil-date';

export interface CentreCopy {
  /** ISO date of its opening, as far as it is known. */
  openedOn?: string;
}

export const seen = ({ openedOn }: Centre) => ({ openedOn: openedOn && isoDate(openedOn) });
