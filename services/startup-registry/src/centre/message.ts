/** Converts a centre to its message. */
import type { Centre as CentreMessage } from '@naru/contracts/registry/v1/centre';
import type { Centre } from './centre.ts';

export const toProto = (centre: Centre, version = 0): CentreMessage => ({
  ...centre,
  etag: version ? String(version) : '',
});
