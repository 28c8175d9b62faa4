/** What may be done with a request for an office hour. Pure: state and command give events, or a refusal. */
import type { OfficeHourRequest, OfficeHourRequestEvent } from './office-hour-request.ts';
import { known, refuse } from './texts.ts';

/** Only a resident team of the cohort asks. */
export function askForOfficeHour(
  existing: OfficeHourRequest | null,
  request: OfficeHourRequest,
  isResident: boolean,
): OfficeHourRequestEvent[] {
  if (existing) return [];
  if (!isResident) throw refuse('not_resident');
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
  if (state === 'GRANTED') throw refuse('granted');
  return state === 'WITHDRAWN' ? [] : [{ type: 'OfficeHourRequestWithdrawn' }];
}

/** Giving an office hour back ends the request it was granted to. */
export function endRequest(request: OfficeHourRequest | null): OfficeHourRequestEvent[] {
  return known(request).state === 'WITHDRAWN' ? [] : [{ type: 'OfficeHourRequestWithdrawn' }];
}
