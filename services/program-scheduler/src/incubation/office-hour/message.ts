/** Turns an office hour into its protobuf message. */
import type { OfficeHour as OfficeHourMessage } from '@naru/contracts/program/v1/office_hours';
import type { OfficeHour } from './office-hour.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = ({ mentorSubject: _, ...hour }: OfficeHour, version = 0): OfficeHourMessage => ({
  ...hour,
  etag: version ? String(version) : '',
});
