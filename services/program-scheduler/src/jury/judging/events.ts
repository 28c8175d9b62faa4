/** Events of a judging: its whole state after every change, without the texts of its criteria. */
import type { Judging as JudgingMessage } from '@naru/contracts/program/v1/judging';
import {
  JudgingClosed,
  JudgingOpened,
  JudgingPlanned,
  JudgingSettled,
  JudgingSnapshot,
  JudgingUpdated,
} from '@naru/contracts/program/v1/judging_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { bare } from '../rubric/events.ts';
import type { Judging, JudgingEvent } from './judging.ts';
import { toProto } from './message.ts';

const CODECS = { JudgingPlanned, JudgingUpdated, JudgingOpened, JudgingClosed, JudgingSettled };

export const publish = ({ type }: JudgingEvent, judging: Judging): Outgoing =>
  outgoing(CODECS[type], { judging: told(judging) });

export const snapshot = (judging: Judging): Outgoing => outgoing(JudgingSnapshot, { judging: told(judging) });

const told = (judging: Judging): JudgingMessage => ({ ...toProto(judging), criteria: judging.criteria.map(bare) });
