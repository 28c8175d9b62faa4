/** The rules of a mandate that the contract cannot say. */
import type { Mandate } from '@naru/contracts/investor/v1/investor';
import { broken, type Fault, untranslated } from '@naru/kit/rejection';

/** @throws Rejection `invalid` with every rule that is broken */
export function requireMandate(path: string, mandate: Mandate | undefined): Mandate {
  const faults = mandate ? faultsOf(path, mandate) : [untranslated(path, 'required', 'must be given')];
  if (mandate && faults.length === 0) return mandate;
  throw broken(faults);
}

function faultsOf(path: string, { ticketMinKrw, ticketMaxKrw, sectors, excludedSectors, needs }: Mandate): Fault[] {
  const faults: Fault[] = [];
  if (ticketMinKrw !== undefined && ticketMaxKrw !== undefined && ticketMinKrw > ticketMaxKrw) {
    faults.push(
      untranslated(
        `${path}.ticket_max_krw`,
        'mandate.ticket_range',
        `must be at least ticket_min_krw, ${ticketMinKrw}`,
      ),
    );
  }
  const both = sectors.filter((sector) => excludedSectors.includes(sector));
  if (both.length > 0) {
    faults.push(
      untranslated(
        `${path}.excluded_sectors`,
        'mandate.sectors_disjoint',
        `must not hold what sectors holds: ${both.join(', ')}`,
      ),
    );
  }
  if (needs && !needs.ko.trim() && !needs.en.trim()) {
    faults.push(
      untranslated(
        `${path}.needs`,
        'text.given',
        'must have text in Korean (ko) or English (en); leave it out where no need is stated',
      ),
    );
  }
  return faults;
}
