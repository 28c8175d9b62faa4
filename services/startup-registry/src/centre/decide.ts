/** The commands on a centre. An open centre has exactly one lead host at any time; a host may lead several centres. */
import { type CivilDate, compareDates } from '@naru/kit/civil-date';
import type { Centre, CentreEvent, Host } from './centre.ts';
import * as says from './texts.ts';

/** One centre for a region, if the network's plan has a place for its number. */
export function openCentre(
  existing: Centre | null,
  { centre, planned }: { centre: Centre; planned: number },
): CentreEvent[] {
  if (existing && JSON.stringify(existing) === JSON.stringify(centre)) return [];
  if (existing) throw says.centre.refuse('exists', { id: centre.id });
  if (planned === 0) throw says.network.refuse('not_planned');
  if (centre.openingOrder > planned) throw says.network.refuse('full', { planned });
  return [{ type: 'CentreOpened', centre }];
}

/** A new lead ends the former one on the same day; a co-host joins the others. */
export function addHost(centre: Centre | null, host: Host): CentreEvent[] {
  const { hosts, openedOn } = says.centre.known(centre);
  const active = hosts.filter(({ to }) => !to);
  if (active.some(({ organisationId, role }) => organisationId === host.organisationId && role === host.role))
    return [];
  if (compareDates(host.from, openedOn) < 0) throw says.host.refuse('before_opening', { openedOn });
  if (host.role !== 'LEAD') return [{ type: 'HostsChanged', hosts: [...hosts, host] }];
  const lead = active.find(({ role }) => role === 'LEAD');
  if (lead && compareDates(host.from, lead.from) < 0) throw says.host.refuse('overlaps', { leadFrom: lead.from });
  return [
    { type: 'HostsChanged', hosts: [...hosts.map((one) => (one === lead ? { ...one, to: host.from } : one)), host] },
  ];
}

/** Only a co-host can leave without a successor. */
export function endHost(
  centre: Centre | null,
  { organisationId, to }: { organisationId: string; to: CivilDate },
): CentreEvent[] {
  const { hosts } = says.centre.known(centre);
  const host = hosts.find((one) => one.organisationId === organisationId && !one.to);
  if (!host) return [];
  if (host.role === 'LEAD') throw says.host.refuse('lead_needed');
  if (compareDates(to, host.from) < 0) throw says.host.refuse('ends_early', { from: host.from });
  return [{ type: 'HostsChanged', hosts: hosts.map((one) => (one === host ? { ...one, to } : one)) }];
}
