/** Events of a cohort: its whole state after every change, without counts, which are made on reading. */
import {
  CohortCreated,
  CohortEnded,
  CohortSnapshot,
  CohortStarted,
  CohortUpdated,
} from '@naru/contracts/program/v1/incubation_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Cohort, CohortEvent } from './cohort.ts';
import { toProto } from './message.ts';

const CODECS = { CohortCreated, CohortUpdated, CohortStarted, CohortEnded };

export const publish = ({ type }: CohortEvent, cohort: Cohort): Outgoing =>
  outgoing(CODECS[type], { cohort: toProto(cohort) });

export const snapshot = (cohort: Cohort): Outgoing => outgoing(CohortSnapshot, { cohort: toProto(cohort) });
