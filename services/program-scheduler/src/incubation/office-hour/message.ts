/** An office hour as the wire has it. */
import type { OfficeHour as OfficeHourMessage } from '@naru/contracts/program/v1/office_hours';
import type { OfficeHour } from './office-hour.ts';

/** In an event the envelope tells the version; in an answer the etag does. */
export const toProto = ({ mentorSubject: _, ...hour }: OfficeHour, version = 0): OfficeHourMessage => ({
  ...hour,
  etag: version ? String(version) : '',
});
