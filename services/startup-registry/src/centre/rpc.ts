/** Centres over the wire. */
import { HostAssignment_Role } from '@naru/contracts/registry/v1/centre';
import type { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import { type CivilDate, checkDate, compareDates, dateIn, SEOUL } from '@naru/kit/civil-date';
import { invalidField, notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '../standards/text.ts';
import * as decide from './decide.ts';
import { toProto } from './message.ts';
import type { CentreStore } from './store.ts';

type CentreRpcs = Pick<
  Handlers<typeof RegistryServiceDefinition>,
  'openCentre' | 'getCentre' | 'listCentres' | 'addHost' | 'endHost'
>;

/** What centres ask of their neighbours in this service. */
export interface CentreNeighbours {
  plannedCentres(): Promise<number>;
  organisationExists(id: string): Promise<boolean>;
}

export function centreRpcs(centres: CentreStore, { plannedCentres, organisationExists }: CentreNeighbours): CentreRpcs {
  async function requireOrganisation(path: string, id: string): Promise<string> {
    if (await organisationExists(id)) return id;
    throw invalidField(path, 'organisation.exists', 'must be the id of a registered organisation');
  }

  return {
    openCentre: async ({ requestId: _, leadHostId, ...request }, call) => {
      requireText('name', request.name);
      requireText('region', request.region);
      const openedOn = dayOf('opened_on', request.openedOn);
      const lead = {
        organisationId: await requireOrganisation('lead_host_id', leadHostId),
        role: HostAssignment_Role.LEAD,
        from: openedOn,
        to: undefined,
      };
      const none = { ko: '', en: '' };
      const centre = {
        ...request,
        name: request.name ?? none,
        region: request.region ?? none,
        openedOn,
        hosts: [lead],
      };
      const planned = await plannedCentres();
      const { state, version } = await centres.change(
        centre.id,
        (existing) => decide.openCentre(existing, { centre, planned }),
        call,
      );
      return toProto(state, version);
    },
    getCentre: async ({ id }) => {
      const found = await centres.find(id);
      if (!found) throw notFound('centre', id);
      return toProto(found.state, found.version);
    },
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
    addHost: async ({ id, organisationId, role, from, etag }, call) => {
      const host = {
        organisationId: await requireOrganisation('organisation_id', organisationId),
        role,
        from: dayOf('from', from),
        to: undefined,
      };
      const { state, version } = await centres.change(id, (centre) => decide.addHost(centre, host), call, { etag });
      return toProto(state, version);
    },
    endHost: async ({ id, organisationId, to, etag }, call) => {
      const end = { organisationId, to: dayOf('to', to) };
      const { state, version } = await centres.change(id, (centre) => decide.endHost(centre, end), call, { etag });
      return toProto(state, version);
    },
  };
}

function dayOf(path: string, date: CivilDate | undefined): CivilDate {
  if (!date) throw invalidField(path, 'required', 'must be given');
  checkDate(path, date);
  return date;
}
