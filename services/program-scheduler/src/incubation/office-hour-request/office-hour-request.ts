/** A team's wish for an office hour, and the one place it changes. */
import type { OfficeHourRequest as OfficeHourRequestMessage } from '@naru/contracts/program/v1/office_hours';

export type OfficeHourRequest = Omit<OfficeHourRequestMessage, 'requestedAt' | 'etag'> & { requestedAt: Date };

export type OfficeHourRequestEvent =
  | { type: 'OfficeHourAsked'; request: OfficeHourRequest }
  | { type: 'OfficeHourGranted'; officeHourId: string }
  | { type: 'OfficeHourWaiting' }
  | { type: 'OfficeHourRequestWithdrawn' };

/** Never throws: events have already happened. Who waits again has asked when it first asked. */
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
