/** What may be done with a centre. An open centre has exactly one lead host at any time; a host may lead several. */
import { type CivilDate, compareDates, isoDate } from '@naru/kit/civil-date';
import { refusals } from '@naru/kit/rejection';
import type { Centre, CentreEvent, Host } from './centre.ts';

const { exists, known } = refusals('centre');

const { rule } = refusals('host');

/** One centre for a region, while the network's plan has a place for its number. */
export function openCentre(
  existing: Centre | null,
  { centre, planned }: { centre: Centre; planned: number },
): CentreEvent[] {
  if (existing && JSON.stringify(existing) === JSON.stringify(centre)) return [];
  if (existing) throw exists('exists', `id: ${centre.id} has a centre already`);
  if (planned === 0)
    throw rule('network.not_planned', 'the network has no plan yet; set how many centres it is to have');
  if (centre.openingOrder > planned) {
    throw rule(
      'network.full',
      `openingOrder: the network plans ${planned} centres; raise the plan or give a number up to it`,
    );
  }
  return [{ type: 'CentreOpened', centre }];
}

/** A new lead ends the one before on the same day; a co-host joins the others. */
export function addHost(centre: Centre | null, host: Host): CentreEvent[] {
  const { hosts, openedOn } = known(centre);
  const active = hosts.filter(({ to }) => !to);
  if (active.some(({ organisationId, role }) => organisationId === host.organisationId && role === host.role))
    return [];
  if (compareDates(host.from, openedOn) < 0)
    throw rule('host.before_opening', `from: the centre opened on ${isoDate(openedOn)}; give that day or a later one`);
  if (host.role !== 'LEAD') return [{ type: 'HostsChanged', hosts: [...hosts, host] }];
  const lead = active.find(({ role }) => role === 'LEAD');
  if (lead && compareDates(host.from, lead.from) < 0) {
    throw rule(
      'host.overlaps',
      `from: the present lead began on ${isoDate(lead.from)}; a successor cannot begin before`,
    );
  }
  return [
    { type: 'HostsChanged', hosts: [...hosts.map((one) => (one === lead ? { ...one, to: host.from } : one)), host] },
  ];
}

/** Only a co-host can leave without a successor. */
export function endHost(
  centre: Centre | null,
  { organisationId, to }: { organisationId: string; to: CivilDate },
): CentreEvent[] {
  const { hosts } = known(centre);
  const host = hosts.find((one) => one.organisationId === organisationId && !one.to);
  if (!host) return [];
  if (host.role === 'LEAD')
    throw rule('host.lead_needed', 'organisationId: this host leads the centre; assign a new lead instead');
  if (compareDates(to, host.from) < 0)
    throw rule('host.ends_early', `to: the assignment began on ${isoDate(host.from)}`);
  return [{ type: 'HostsChanged', hosts: hosts.map((one) => (one === host ? { ...one, to } : one)) }];
}
