/** Events of a session: that it was held, the mentor, the team and the topics. The notes stay in this service. */
import { MentoringRecorded, MentoringSnapshot, MentoringUpdated } from '@naru/contracts/program/v1/incubation_events';
import type { MentoringSession as MentoringSessionMessage } from '@naru/contracts/program/v1/mentoring';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Mentoring, MentoringEvent } from './mentoring.ts';
import { toProto } from './message.ts';

const CODECS = { MentoringRecorded, MentoringCorrected: MentoringUpdated };

export const publish = ({ type }: MentoringEvent, session: Mentoring): Outgoing =>
  outgoing(CODECS[type], { session: told(session) });

export const snapshot = (session: Mentoring): Outgoing => outgoing(MentoringSnapshot, { session: told(session) });

const told = (session: Mentoring): MentoringSessionMessage => ({ ...toProto(session), notes: undefined });
