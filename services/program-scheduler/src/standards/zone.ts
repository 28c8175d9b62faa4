/** Time zones by their IANA names. */
import { SEOUL } from '@naru/kit/civil-date';
import { refuseStandard } from './texts.ts';

// The runtime would also accept offsets such as +09:00, but these have no summer time.
const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

/**
 * The zone of the network (Seoul), unless another one is given. @throws Rejection naming the field where there is no
 * such zone
 */
export function zoneOf(path: string, written: string): string {
  const zone = written || SEOUL;
  if (NAME.test(zone) && isKnown(zone)) return zone;
  throw refuseStandard(path, 'time_zone.iana');
}

function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
