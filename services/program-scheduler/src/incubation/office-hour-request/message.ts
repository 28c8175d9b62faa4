/** Turns a request for an office hour into its protobuf message. */
import type { OfficeHourRequest as OfficeHourRequestMessage } from '@naru/contracts/program/v1/office_hours';
import type { OfficeHourRequest } from './office-hour-request.ts';

/** An event carries the version in its envelope, an answer carries it in its etag. */
export const toProto = (request: OfficeHourRequest, version = 0): OfficeHourRequestMessage => ({
  ...request,
  etag: version ? String(version) : '',
});
