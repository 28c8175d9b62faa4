/** An innovation centre with its partner companies. */
import type { LocalizedText, Source } from '@naru/contracts/common/v1/common';
import type { Centre_Capability, HostAssignment_Role } from '@naru/contracts/registry/v1/centre';
import type { CivilDate } from '@naru/kit/civil-date';

export interface Centre {
  /** ISO 3166-2. */
  id: string;
  name: LocalizedText;
  region: LocalizedText;
  city: LocalizedText | undefined;
  openingOrder: number;
  openedOn: CivilDate;
  specialisations: LocalizedText[];
  capabilities: Centre_Capability[];
  hosts: Host[];
  source: Source | undefined;
}

export interface Host {
  organisationId: string;
  role: HostAssignment_Role;
  from: CivilDate;
  /** Undefined while the partnership lasts. */
  to: CivilDate | undefined;
}

export type CentreEvent = { type: 'CentreOpened'; centre: Centre } | { type: 'HostsChanged'; hosts: Host[] };

export const evolve = (centre: Centre | null, event: CentreEvent): Centre | null => {
  switch (event.type) {
    case 'CentreOpened':
      return event.centre;
    case 'HostsChanged':
      return centre && { ...centre, hosts: event.hosts };
  }
};
