/** Events of an office hour: its whole state after every change. */
import {
  OfficeHourBooked,
  OfficeHourCancelled,
  OfficeHourOffered,
  OfficeHourReleased,
  OfficeHourSnapshot,
} from '@naru/contracts/program/v1/incubation_events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import { toProto } from './message.ts';
import type { OfficeHour, OfficeHourEvent } from './office-hour.ts';

const CODECS = { OfficeHourOffered, OfficeHourBooked, OfficeHourReleased, OfficeHourCancelled };

export const publish = ({ type }: OfficeHourEvent, hour: OfficeHour): Outgoing =>
  outgoing(CODECS[type], { officeHour: toProto(hour) });

export const snapshot = (hour: OfficeHour): Outgoing => outgoing(OfficeHourSnapshot, { officeHour: toProto(hour) });
