/** The request of a team for an office hour. `evolve` is the only function that changes it. */
import type { OfficeHourRequest as OfficeHourRequestMessage } from '@naru/contracts/program/v1/office_hours';

export type OfficeHourRequest = Omit<OfficeHourRequestMessage, 'requestedAt' | 'etag'> & { requestedAt: Date };

export type OfficeHourRequestEvent =
  | { type: 'OfficeHourAsked'; request: OfficeHourRequest }
  | { type: 'OfficeHourGranted'; officeHourId: string }
  | { type: 'OfficeHourWaiting' }
  | { type: 'OfficeHourRequestWithdrawn' };

/** Never throws: events have already happened. A request that waits again keeps the time at which it was first made. */
export const evolve = (request: OfficeHourRequest | null, event: OfficeHourRequestEvent): OfficeHourRequest | null => {
  switch (event.type) {
    case 'OfficeHourAsked':
      return event.request;
    case 'OfficeHourGranted':
      return request && { ...request, state: 'GRANTED', officeHourId: event.officeHourId };
    case 'OfficeHourWaiting':
      return request && { ...request, state: 'WAITING', officeHourId: '' };
    case 'OfficeHourRequestWithdrawn':
      return request && { ...request, state: 'WITHDRAWN' };
  }
};
