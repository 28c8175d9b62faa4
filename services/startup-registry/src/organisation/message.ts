/** Converts an organisation to its message. */
import type { Organisation as OrganisationMessage } from '@naru/contracts/registry/v1/centre';
import type { Organisation } from './organisation.ts';

export const toProto = (organisation: Organisation, version: number): OrganisationMessage => ({
  ...organisation,
  etag: String(version),
});
