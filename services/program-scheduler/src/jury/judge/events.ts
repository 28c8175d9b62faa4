/** Events of a judge: the fields that panels are made up by. Gender, employers, holdings and conflicts are left out. */
import type { Judge as JudgeMessage } from '@naru/contracts/program/v1/judge';
import {
  JudgeConflictDeclared,
  JudgeRegistered,
  JudgeRetired,
  JudgeSnapshot,
  JudgeUpdated,
} from '@naru/contracts/program/v1/judging_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Judge, JudgeEvent } from './judge.ts';
import { toProto } from './message.ts';

const CODECS = { JudgeRegistered, JudgeUpdated, JudgeConflictDeclared, JudgeRetired };

export const publish = ({ type }: JudgeEvent, judge: Judge): Outgoing => outgoing(CODECS[type], { judge: told(judge) });

export const snapshot = (judge: Judge): Outgoing => outgoing(JudgeSnapshot, { judge: told(judge) });

const told = (judge: Judge): JudgeMessage => ({
  ...toProto(judge),
  employers: [],
  holdings: [],
  actsFor: [],
  gender: 'GENDER_UNSPECIFIED',
  declared: [],
});
