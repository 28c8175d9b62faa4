/** program-scheduler: what happens when, and who takes part. */
import { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { implement } from '@naru/kit/serve';
import { applicantOwnership, applicationOwnership, applicationRpcs } from './application/rpc.ts';
import { applicationStore, countByRound } from './application/store.ts';
import { eventRpcs } from './event/rpc.ts';
import { eventStore } from './event/store.ts';
import { incubation } from './incubation.ts';
import { phaseOf } from './programme/programme.ts';
import { programmeRpcs } from './programme/rpc.ts';
import { programmeStore } from './programme/store.ts';
import { closeDueRound } from './round/decide.ts';
import type { Round } from './round/round.ts';
import { roundRpcs } from './round/rpc.ts';
import { roundStore } from './round/store.ts';
import { ventureHandlers } from './venture/events.ts';
import { ventureStore } from './venture/store.ts';

function parts(host: Host): Parts {
  const programmes = programmeStore(host);
  const events = eventStore(host);
  const rounds = roundStore(host);
  const applications = applicationStore(host);
  const ventures = ventureStore(host);
  const programme = async (id: string) => (await programmes.find(id))?.state ?? null;
  const neighbours = {
    programme,
    programmeExists: async (id: string) => (await programme(id)) !== null,
    eventExists: async (id: string) => (await events.find(id)) !== null,
    countApplications: (roundIds: readonly string[]) => countByRound(applications, roundIds),
    round: async (id: string) => (await rounds.find(id))?.state ?? null,
    admittedTo: async ({ programmeId, phase }: Round) => {
      const found = await programme(programmeId);
      return (found && phaseOf(found, phase)?.sectors) ?? [];
    },
    venture: ventures.find,
  };
  const incubating = incubation(host, neighbours);
  return {
    implementations: [
      incubating.implementation,
      implement(ProgramServiceDefinition, {
        ...programmeRpcs(programmes),
        ...eventRpcs(events, neighbours),
        ...roundRpcs(rounds, neighbours),
        ...applicationRpcs(applications, neighbours),
      }),
    ],
    aggregates: [programmes, events, rounds, applications, ...incubating.aggregates] as never,
    subscriptions: [{ name: 'ventures', handlers: ventureHandlers(ventures) }],
    timers: [
      {
        collection: rounds.collection as never,
        due: (id, cause) => rounds.change(id, (round) => closeDueRound(round, cause.now), cause),
      },
    ],
    objects: {
      ...incubating.objects,
      venture: applicantOwnership(ventures.find),
      application: applicationOwnership(applications),
    },
    start: ventures.ensureIndexes,
  };
}

export const programScheduler: ServiceSpec = { name: 'program-scheduler', context: 'program', parts };
