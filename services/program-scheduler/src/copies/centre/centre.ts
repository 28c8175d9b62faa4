/** The fields of a centre that votes need. startup-registry publishes them; this service never changes them. */
import type { Centre } from '@naru/contracts/registry/v1/centre';
import { isoDate } from '@naru/kit/civil-date';

export interface CentreCopy {
  /** ISO date of its opening; empty where it is not known. */
  openedOn?: string;
}

export const seen = ({ openedOn }: Centre) => ({ openedOn: openedOn && isoDate(openedOn) });
