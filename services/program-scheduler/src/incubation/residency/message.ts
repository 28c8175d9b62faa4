/** Turns a residency into its protobuf message. */
import type { Residency as ResidencyMessage } from '@naru/contracts/program/v1/residency';
import type { Residency } from './residency.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (residency: Residency, version = 0): ResidencyMessage => ({
  ...residency,
  etag: version ? String(version) : '',
});
