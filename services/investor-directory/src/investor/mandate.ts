/** The rules of a mandate that the contract cannot express. */
import type { Mandate } from '@naru/contracts/investor/v1/investor';
import { fields } from '@naru/kit/field-texts';
import { kit } from '@naru/kit/kit-texts';
import { type Fault, requireNone } from '@naru/kit/rejection';
import { isSeen } from '@naru/kit/text';
import { fault } from './texts.ts';

/** @throws Rejection `invalid` with every broken rule */
export function requireMandate(path: string, mandate: Mandate | undefined): Mandate {
  if (!mandate) throw fields.invalid(path, 'required');
  requireNone(faultsOf(path, mandate));
  return mandate;
}

function faultsOf(path: string, { ticketMinKrw, ticketMaxKrw, sectors, excludedSectors, needs }: Mandate): Fault[] {
  const faults: Fault[] = [];
  if (ticketMinKrw !== undefined && ticketMaxKrw !== undefined && ticketMinKrw > ticketMaxKrw)
    faults.push(fault(`${path}.ticket_max_krw`, 'ticket_range', { ticketMinKrw }));
  const both = sectors.filter((sector) => excludedSectors.includes(sector));
  if (both.length > 0) faults.push(fault(`${path}.excluded_sectors`, 'sectors_disjoint', { sectors: both }));
  if (needs && !isSeen(needs.ko) && !isSeen(needs.en)) faults.push(kit.fault(`${path}.needs`, 'text.given'));
  return faults;
}
