/** The wiring of visits: their register, its coverage, and the reminders of obligations. */
import { VisitServiceDefinition } from '@naru/contracts/program/v1/visit_service';
import type { Host, Parts } from '@naru/kit/boot';
import { implement } from '@naru/kit/serve';
import { coverageId, coverageRpcs } from './coverage/rpc.ts';
import { coverageStore } from './coverage/store.ts';
import { remind } from './visit/obligations.ts';
import { visitOwedOwnership, visitOwnership, visitRpcs } from './visit/rpc.ts';
import { visitStore } from './visit/store.ts';

export function visits(host: Host) {
  const stored = visitStore(host);
  const coverages = coverageStore(host);
  const handlers = {
    ...visitRpcs(stored, { coverage: async (hostId) => (await coverages.find(coverageId(hostId)))?.state ?? null }),
    ...coverageRpcs(coverages),
  };
  return {
    implementation: implement(VisitServiceDefinition, handlers),
    aggregates: [stored, coverages],
    timers: [stored.due(remind)],
    objects: {
      host: (id: string) => ({ parties: [id], open: true }),
      visit: visitOwnership(stored),
      'visit.owed': visitOwedOwnership(stored),
    } satisfies Parts['objects'],
    stores: { visits: stored },
  };
}
