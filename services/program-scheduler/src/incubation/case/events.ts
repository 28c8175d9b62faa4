/** Events of a case: its number, desks and state. The texts that people wrote in it stay in this service. */
import type { SupportCase as SupportCaseMessage } from '@naru/contracts/program/v1/case';
import {
  CaseHandedOff,
  CaseOpened,
  CaseReopened,
  CaseResolved,
  CaseSnapshot,
  CaseStarted,
} from '@naru/contracts/program/v1/incubation_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Case, CaseEvent } from './case.ts';
import { toProto } from './message.ts';

const CODECS = { CaseOpened, CaseStarted, CaseHandedOff, CaseResolved, CaseReopened };

export const publish = ({ type }: CaseEvent, supportCase: Case): Outgoing =>
  outgoing(CODECS[type], { case: told(supportCase) });

export const snapshot = (supportCase: Case): Outgoing => outgoing(CaseSnapshot, { case: told(supportCase) });

const told = (supportCase: Case): SupportCaseMessage => ({
  ...toProto(supportCase),
  question: undefined,
  resolution: undefined,
  handOffs: supportCase.handOffs.map((one) => ({ ...one, reason: '' })),
});
