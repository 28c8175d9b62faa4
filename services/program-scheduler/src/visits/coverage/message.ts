/** Turns a coverage into its protobuf message. */
import type { VisitCoverage as VisitCoverageMessage } from '@naru/contracts/program/v1/visit';
import type { Coverage } from './coverage.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (coverage: Coverage, version = 0): VisitCoverageMessage => ({
  ...coverage,
  etag: version ? String(version) : '',
});
