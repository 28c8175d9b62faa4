/** Events of a residency: its whole state after every change. */
import {
  ResidencyApplied,
  ResidencyGraduated,
  ResidencyLeft,
  ResidencySnapshot,
  ResidencyStarted,
} from '@naru/contracts/program/v1/incubation_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { Residency, ResidencyEvent } from './residency.ts';

const CODECS = { ResidencyApplied, ResidencyStarted, ResidencyGraduated, ResidencyLeft };

export const publish = ({ type }: ResidencyEvent, residency: Residency): Outgoing =>
  outgoing(CODECS[type], { residency: toProto(residency) });

export const snapshot = (residency: Residency): Outgoing =>
  outgoing(ResidencySnapshot, { residency: toProto(residency) });
