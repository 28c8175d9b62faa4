/** program-scheduler: what happens when, and who takes part. */
import { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { implement } from '@naru/kit/serve';
import { fileRpcs } from './application/file-rpc.ts';
import { applicationFiles } from './application/files.ts';
import { applicantOwnership, applicationOwnership, applicationRpcs } from './application/rpc.ts';
import { applicationStore, countByRound, wasSelected } from './application/store.ts';
import { eventReactions } from './event/reactions.ts';
import { eventOwnership, eventRpcs } from './event/rpc.ts';
import { eventStore } from './event/store.ts';
import { incubation } from './incubation.ts';
import { phaseOf } from './programme/programme.ts';
import { programmeOwnership, programmeRpcs } from './programme/rpc.ts';
import { programmeStore } from './programme/store.ts';
import { closeDueRound } from './round/decide.ts';
import type { Round } from './round/round.ts';
import { roundOwnership, roundRpcs } from './round/rpc.ts';
import { roundStore, roundsOf } from './round/store.ts';
import { fromTemplate, templateOwnership, templateRpcs } from './template/rpc.ts';
import { templateStore } from './template/store.ts';
import { ventureHandlers } from './venture/events.ts';
import { ventureStore } from './venture/store.ts';

function parts(host: Host): Parts {
  const programmes = programmeStore(host);
  const templates = templateStore(host);
  const events = eventStore(host);
  const rounds = roundStore(host);
  const applications = applicationStore(host);
  const files = applicationFiles(host.db);
  const ventures = ventureStore(host);
  const programme = async (id: string) => (await programmes.find(id))?.state ?? null;
  const ownerOf = async (programmeId: string) => (await programme(programmeId))?.ownerId;
  const neighbours = {
    programme,
    fromTemplate: fromTemplate(templates),
    programmeExists: async (id: string) => (await programme(id)) !== null,
    eventExists: async (id: string) => (await events.find(id)) !== null,
    countApplications: (roundIds: readonly string[]) => countByRound(applications, roundIds),
    round: async (id: string) => (await rounds.find(id))?.state ?? null,
    rulesOf: async ({ programmeId, phase, eligibility }: Round) => {
      const found = await programme(programmeId);
      return { phase: found ? phaseOf(found, phase) : undefined, eligibility };
    },
    selectedBefore: async (programmeId: string, ventureId: string) =>
      wasSelected(applications, { ventureId, roundIds: await roundsOf(rounds, programmeId) }),
    venture: ventures.find,
  };
  const incubating = incubation(host, neighbours);
  return {
    implementations: [
      incubating.implementation,
      implement(ProgramServiceDefinition, {
        ...programmeRpcs(programmes, neighbours),
        ...templateRpcs(templates),
        ...eventRpcs(events, neighbours),
        ...roundRpcs(rounds, neighbours),
        ...applicationRpcs(applications, neighbours),
        ...fileRpcs(applications, files, neighbours),
      }),
    ],
    aggregates: [programmes, templates, events, rounds, applications, ...incubating.aggregates] as never,
    subscriptions: [
      { name: 'ventures', handlers: ventureHandlers(ventures) },
      { name: 'events', handlers: eventReactions(events, host) },
    ],
    timers: [
      {
        collection: rounds.collection as never,
        due: (id, cause) => rounds.change(id, (round) => closeDueRound(round, cause.now), cause),
      },
    ],
    objects: {
      ...incubating.objects,
      // Who owns a programme: a centre's id is the centre's; of an organisation the secretariat takes care.
      owner: (id) => ({ centre: id, open: true }),
      programme: programmeOwnership(programmes),
      template: templateOwnership(templates),
      event: eventOwnership(events, ownerOf),
      round: roundOwnership(rounds, ownerOf),
      venture: applicantOwnership(ventures.find),
      application: applicationOwnership(applications),
    },
    start: async () => {
      await Promise.all([ventures.ensureIndexes(), files.ensureIndexes()]);
    },
  };
}

export const programScheduler: ServiceSpec = { name: 'program-scheduler', context: 'program', parts };
