/** Events of a request for an office hour: its whole state after every change. */
import {
  OfficeHourRequestAsked,
  OfficeHourRequestGranted,
  OfficeHourRequestQueued,
  OfficeHourRequestSnapshot,
  OfficeHourRequestWithdrawn,
} from '@naru/contracts/program/v1/incubation_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { OfficeHourRequest, OfficeHourRequestEvent } from './office-hour-request.ts';

const CODECS = {
  OfficeHourAsked: OfficeHourRequestAsked,
  OfficeHourGranted: OfficeHourRequestGranted,
  OfficeHourWaiting: OfficeHourRequestQueued,
  OfficeHourRequestWithdrawn,
};

export const publish = ({ type }: OfficeHourRequestEvent, request: OfficeHourRequest): Outgoing =>
  outgoing(CODECS[type], { request: toProto(request) });

export const snapshot = (request: OfficeHourRequest): Outgoing =>
  outgoing(OfficeHourRequestSnapshot, { request: toProto(request) });
