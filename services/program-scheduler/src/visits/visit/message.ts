/** A visit as the wire has it. */
import type { Visit as VisitMessage } from '@naru/contracts/program/v1/visit';
import { isOverdue } from './obligations.ts';
import type { Visit } from './visit.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = (visit: Visit, { version, now }: { version: number; now: Date }): VisitMessage => ({
  ...visit,
  obligations: visit.obligations.map((one) => ({ ...one, overdue: isOverdue(one, now) })),
  etag: String(version),
});
