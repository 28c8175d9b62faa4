/** The rules of a mandate that the contract cannot say. */
import type { Mandate } from '@naru/contracts/investor/v1/investor';
import { type Fault, Rejection } from '@naru/kit/rejection';

/** @throws Rejection `invalid` with every rule that is broken */
export function requireMandate(path: string, mandate: Mandate | undefined): Mandate {
  const faults = mandate ? faultsOf(path, mandate) : [{ path, rule: 'required', message: 'must be given' }];
  const [first] = faults;
  if (mandate && !first) return mandate;
  const message = `${first?.path}: ${first?.message}`;
  throw new Rejection({ kind: 'invalid', code: 'request.invalid', message, faults });
}

function faultsOf(path: string, { ticketMinKrw, ticketMaxKrw, sectors, excludedSectors, needs }: Mandate): Fault[] {
  const faults: Fault[] = [];
  if (ticketMinKrw !== undefined && ticketMaxKrw !== undefined && ticketMinKrw > ticketMaxKrw) {
    faults.push({
      path: `${path}.ticket_max_krw`,
      rule: 'mandate.ticket_range',
      message: `must be at least ticket_min_krw, ${ticketMinKrw}`,
    });
  }
  const both = sectors.filter((sector) => excludedSectors.includes(sector));
  if (both.length > 0) {
    faults.push({
      path: `${path}.excluded_sectors`,
      rule: 'mandate.sectors_disjoint',
      message: `must not hold what sectors holds: ${both.join(', ')}`,
    });
  }
  if (needs && !needs.ko.trim() && !needs.en.trim()) {
    faults.push({
      path: `${path}.needs`,
      rule: 'text.given',
      message: 'must have text in Korean (ko) or English (en); leave it out where no need is stated',
    });
  }
  return faults;
}
