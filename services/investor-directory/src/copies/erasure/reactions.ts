/** The acknowledgement of this service when it has erased what it holds of a venture. */
import { ErasureAcknowledged } from '@naru/contracts/investor/v1/erasure_events';
import { type Erase, type Erasures, erasures } from '@naru/copies/erasure';
import type { Host } from '@naru/kit/boot';

export const ventureErasures = (host: Pick<Host, 'db' | 'relay' | 'ambient'>, erase: Erase): Erasures =>
  erasures(host, ErasureAcknowledged, erase);
