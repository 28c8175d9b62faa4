/** The RPCs of centres. */
import { HostAssignment_Role } from '@naru/contracts/registry/v1/centre';
import type { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import { answering, versioned } from '@naru/kit/answers';
import { type CivilDate, checkDate, compareDates, dateIn, SEOUL } from '@naru/kit/civil-date';
import { fields } from '@naru/kit/field-texts';
import { together } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import type { CentreStore } from './store.ts';
import * as says from './texts.ts';

type CentreRpcs = Pick<
  Handlers<typeof RegistryServiceDefinition>,
  'openCentre' | 'getCentre' | 'listCentres' | 'addHost' | 'endHost'
>;

/** The other nouns of this service that centres use. */
export interface CentreNeighbours {
  plannedCentres(): Promise<number>;
  organisationExists(id: string): Promise<boolean>;
}

export function centreRpcs(centres: CentreStore, { plannedCentres, organisationExists }: CentreNeighbours): CentreRpcs {
  async function requireOrganisation(path: string, id: string): Promise<string> {
    if (await organisationExists(id)) return id;
    throw says.organisation.invalid(path, 'exists');
  }

  const { change, get } = answering(centres, versioned(toProto));

  return {
    openCentre: async ({ requestId: _, leadHostId, ...request }, call) => {
      const [name, region, openedOn] = together(
        () => requireText('name', request.name),
        () => requireText('region', request.region),
        () => dayOf('opened_on', request.openedOn),
      );
      const lead = {
        organisationId: await requireOrganisation('lead_host_id', leadHostId),
        role: HostAssignment_Role.LEAD,
        from: openedOn,
        to: undefined,
      };
      const centre = { ...request, name, region, openedOn, hosts: [lead] };
      const planned = await plannedCentres();
      return change({ id: centre.id }, call, (existing) => decide.openCentre(existing, { centre, planned }));
    },
    getCentre: get,
    listCentres: async ({ openOn }, call) => {
      const day = openOn ? dayOf('open_on', openOn) : dateIn(SEOUL, call.now);
      const all = await centres.all({});
      all.sort((a, b) => a.state.openingOrder - b.state.openingOrder);
      const openIds = all.filter(({ state }) => compareDates(state.openedOn, day) <= 0).map(({ id }) => id);
      const planned = await plannedCentres();
      return {
        centres: all.map(({ state, version }) => toProto(state, version)),
        planned,
        open: openIds.length,
        openSharePercent: planned === 0 ? 0 : Math.round((1000 * openIds.length) / planned) / 10,
        openIds,
        totalSize: all.length,
      };
    },
    addHost: async ({ organisationId, role, from, ...named }, call) => {
      const host = {
        organisationId: await requireOrganisation('organisation_id', organisationId),
        role,
        from: dayOf('from', from),
        to: undefined,
      };
      return change(named, call, (centre) => decide.addHost(centre, host));
    },
    endHost: async ({ organisationId, to, ...named }, call) => {
      const end = { organisationId, to: dayOf('to', to) };
      return change(named, call, (centre) => decide.endHost(centre, end));
    },
  };
}

function dayOf(path: string, date: CivilDate | undefined): CivilDate {
  if (!date) throw fields.invalid(path, 'required');
  checkDate(path, date);
  return date;
}
