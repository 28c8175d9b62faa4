/** Events of a coverage: its whole state after every change. */
import { VisitCoverageSnapshot, VisitCoverageStated } from '@naru/contracts/program/v1/visit_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Coverage, CoverageEvent } from './coverage.ts';
import { toProto } from './message.ts';

const CODECS = { CoverageStated: VisitCoverageStated };

export const publish = ({ type }: CoverageEvent, coverage: Coverage): Outgoing =>
  outgoing(CODECS[type], { coverage: toProto(coverage) });

export const snapshot = (coverage: Coverage): Outgoing =>
  outgoing(VisitCoverageSnapshot, { coverage: toProto(coverage) });
