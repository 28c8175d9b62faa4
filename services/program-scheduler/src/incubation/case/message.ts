/** A case as the wire has it. */
import type { SupportCase as SupportCaseMessage } from '@naru/contracts/program/v1/case';
import type { Case } from './case.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = ({ serial: _, ...supportCase }: Case, version = 0): SupportCaseMessage => ({
  ...supportCase,
  etag: version ? String(version) : '',
});
