/** A coverage as the wire has it. */
import type { VisitCoverage as VisitCoverageMessage } from '@naru/contracts/program/v1/visit';
import type { Coverage } from './coverage.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (coverage: Coverage, version = 0): VisitCoverageMessage => ({
  ...coverage,
  etag: version ? String(version) : '',
});
