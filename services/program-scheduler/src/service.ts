/**
 * program-scheduler: programmes, events and everybody who takes part in them. There is one wing for each gRPC
 * service, and one for the read copies; the README names them.
 */
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { calendars } from './calendars/wiring.ts';
import { calls } from './calls/wiring.ts';
import { copies } from './copies/wiring.ts';
import { council } from './council/wiring.ts';
import { incubation } from './incubation/wiring.ts';
import { jury } from './jury/wiring.ts';
import { meetings } from './meetings/wiring.ts';
import { joined } from './standards/wing.ts';
import { visits } from './visits/wiring.ts';

function parts(host: Host): Parts {
  const known = copies(host);
  const calling = calls(host, { ...known, timetableStands: (eventId) => meeting.timetableStands(eventId) });
  const incubating = incubation(host, calling.neighbours);
  const visiting = visits(host);
  const meeting = meetings(host, { ...calling.neighbours, ventures: known.ventures });
  const following = calendars(host, {
    ...calling.neighbours,
    names: known.names,
    stores: { ...calling.stores, ...incubating.stores, ...visiting.stores, ...meeting.stores },
  });
  const { applications, events } = calling.stores;
  const { venturesMentoredBy } = incubating;
  const judging = jury(host, { ...calling.neighbours, applications, venturesMentoredBy });
  const { ranking, endReviews } = judging;
  const deciding = council(host, { ...calling.neighbours, ...known, applications, events, ranking, endReviews });
  return joined([known, calling, incubating, visiting, meeting, following, judging, deciding]);
}

export const programScheduler: ServiceSpec = { name: 'program-scheduler', context: 'program', parts };
