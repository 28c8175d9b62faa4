/** What may be done with a request for an office hour. Pure: state and command give events, or a refusal. */
import { Rejection, refusals } from '@naru/kit/rejection';
import type { OfficeHourRequest, OfficeHourRequestEvent } from './office-hour-request.ts';

const { rule } = refusals('office_hour_request');

/** Only a resident team of the cohort asks. */
export function askForOfficeHour(
  existing: OfficeHourRequest | null,
  request: OfficeHourRequest,
  isResident: boolean,
): OfficeHourRequestEvent[] {
  if (existing) return [];
  if (!isResident) throw rule('residency.not_resident', 'venture_id: the venture is not a resident of this cohort');
  return [{ type: 'OfficeHourAsked', request }];
}

/** A request that waits is granted; one that was withdrawn meanwhile stays so. */
export function grantOfficeHour(request: OfficeHourRequest | null, officeHourId: string): OfficeHourRequestEvent[] {
  return known(request).state === 'WAITING' ? [{ type: 'OfficeHourGranted', officeHourId }] : [];
}

/** A team whose office hour was cancelled waits again, unless it has another one by now. */
export function waitAgain(request: OfficeHourRequest | null, officeHourId: string): OfficeHourRequestEvent[] {
  const { state, officeHourId: granted } = known(request);
  return state === 'GRANTED' && granted === officeHourId ? [{ type: 'OfficeHourWaiting' }] : [];
}

/** What waits is withdrawn; what was granted is given back instead. */
export function withdrawRequest(request: OfficeHourRequest | null): OfficeHourRequestEvent[] {
  const { state } = known(request);
  if (state === 'GRANTED')
    throw rule(
      'office_hour_request.granted',
      'the request was granted; give the office hour back with ReleaseOfficeHour',
    );
  return state === 'WITHDRAWN' ? [] : [{ type: 'OfficeHourRequestWithdrawn' }];
}

/** Giving an office hour back ends the request it was granted to. */
export function endRequest(request: OfficeHourRequest | null): OfficeHourRequestEvent[] {
  return known(request).state === 'WITHDRAWN' ? [] : [{ type: 'OfficeHourRequestWithdrawn' }];
}

function known(request: OfficeHourRequest | null): OfficeHourRequest {
  if (request) return request;
  throw new Rejection({
    kind: 'not_found',
    code: 'office_hour_request.not_found',
    message: 'there is no such request for an office hour',
  });
}
