/** A residency as the wire has it. */
import type { Residency as ResidencyMessage } from '@naru/contracts/program/v1/residency';
import type { Residency } from './residency.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (residency: Residency, version = 0): ResidencyMessage => ({
  ...residency,
  etag: version ? String(version) : '',
});
