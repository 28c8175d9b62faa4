/** Commands on a request for an office hour. Pure: state and command give events, or a refusal. */
import type { OfficeHourRequest, OfficeHourRequestEvent } from './office-hour-request.ts';
import { known, refuse } from './texts.ts';

/** Only a resident team of the cohort may ask. */
export function askForOfficeHour(
  existing: OfficeHourRequest | null,
  request: OfficeHourRequest,
  isResident: boolean,
): OfficeHourRequestEvent[] {
  if (existing) return [];
  if (!isResident) throw refuse('not_resident');
  return [{ type: 'OfficeHourAsked', request }];
}

/** A waiting request is granted. One that was withdrawn in the meantime stays withdrawn. */
export function grantOfficeHour(request: OfficeHourRequest | null, officeHourId: string): OfficeHourRequestEvent[] {
  return known(request).state === 'WAITING' ? [{ type: 'OfficeHourGranted', officeHourId }] : [];
}

/** A team waits again after its office hour was cancelled, unless it already has another one. */
export function waitAgain(request: OfficeHourRequest | null, officeHourId: string): OfficeHourRequestEvent[] {
  const { state, officeHourId: granted } = known(request);
  return state === 'GRANTED' && granted === officeHourId ? [{ type: 'OfficeHourWaiting' }] : [];
}

/** A waiting request can be withdrawn. A granted office hour must be given back instead. */
export function withdrawRequest(request: OfficeHourRequest | null): OfficeHourRequestEvent[] {
  const { state } = known(request);
  if (state === 'GRANTED') throw refuse('granted');
  return state === 'WITHDRAWN' ? [] : [{ type: 'OfficeHourRequestWithdrawn' }];
}

/** The request ends when the team gives back the office hour that it was granted. */
export function endRequest(request: OfficeHourRequest | null): OfficeHourRequestEvent[] {
  return known(request).state === 'WITHDRAWN' ? [] : [{ type: 'OfficeHourRequestWithdrawn' }];
}
