/** Turns a visit into its protobuf message. */
import type { Visit as VisitMessage } from '@naru/contracts/program/v1/visit';
import { isOverdue } from './obligations.ts';
import type { Visit } from './visit.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (visit: Visit, { version, now }: { version: number; now: Date }): VisitMessage => ({
  ...visit,
  obligations: visit.obligations.map((one) => ({ ...one, overdue: isOverdue(one, now) })),
  etag: String(version),
});
