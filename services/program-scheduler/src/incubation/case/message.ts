/** Turns a case into its protobuf message. */
import type { SupportCase as SupportCaseMessage } from '@naru/contracts/program/v1/case';
import type { Case } from './case.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = ({ serial: _, ...supportCase }: Case, version = 0): SupportCaseMessage => ({
  ...supportCase,
  etag: version ? String(version) : '',
});
