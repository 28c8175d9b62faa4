/** program-scheduler: what happens when, and who takes part. */
import { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import type { Host, Parts, ServiceSpec } from '@naru/kit/boot';
import { implement } from '@naru/kit/serve';
import { calendars } from './calendars/wiring.ts';
import { fileRpcs } from './calls/application/file-rpc.ts';
import { type ApplicationFiles, applicationFiles, piecesOf } from './calls/application/files.ts';
import { applicantOwnership, applicationOwnership, applicationRpcs } from './calls/application/rpc.ts';
import { type ApplicationStore, applicationStore, countByRound, wasSelected } from './calls/application/store.ts';
import { eventReactions } from './calls/event/reactions.ts';
import { eventOwnership, eventRpcs } from './calls/event/rpc.ts';
import { type EventStore, eventStore } from './calls/event/store.ts';
import { phaseOf } from './calls/programme/programme.ts';
import { programmeOwnership, programmeRpcs } from './calls/programme/rpc.ts';
import { type ProgrammeStore, programmeStore } from './calls/programme/store.ts';
import { closeDueRound } from './calls/round/decide.ts';
import type { Round } from './calls/round/round.ts';
import { roundOwnership, roundRpcs } from './calls/round/rpc.ts';
import { type RoundStore, roundStore, roundsOf } from './calls/round/store.ts';
import { fromTemplate, templateOwnership, templateRpcs } from './calls/template/rpc.ts';
import { type TemplateStore, templateStore } from './calls/template/store.ts';
import { ventureHandlers } from './copies/venture/events.ts';
import { type VentureStore, ventureStore } from './copies/venture/store.ts';
import { selecting } from './council/wiring.ts';
import { incubation } from './incubation/wiring.ts';
import { adjudication } from './jury/wiring.ts';
import { timetabling } from './meetings/wiring.ts';
import { visiting } from './visits/wiring.ts';

function parts(host: Host): Parts {
  const programmes = programmeStore(host);
  const templates = templateStore(host);
  const events = eventStore(host);
  const rounds = roundStore(host);
  const applications = applicationStore(host);
  const files = applicationFiles(host.db);
  const ventures = ventureStore(host);
  const neighbours = neighboursOf({ programmes, templates, events, rounds, applications, files, ventures });
  const incubating = incubation(host, neighbours);
  const visits = visiting(host);
  const tables = timetabling(host, neighbours);
  const following = calendars(host, {
    ...neighbours,
    stores: { events, rounds, applications, ...incubating.stores, ...visits.stores, ...tables.stores },
  });
  const { venturesMentoredBy } = incubating;
  const judging = adjudication(host, { ...neighbours, applications, venturesMentoredBy });
  const selections = selecting(host, { ...neighbours, applications, events, ventures, ranking: judging.ranking });
  const wings = [incubating, visits, tables, following, judging, selections];
  return {
    implementations: [
      ...wings.map(({ implementation }) => implementation),
      implement(ProgramServiceDefinition, {
        ...programmeRpcs(programmes, neighbours),
        ...templateRpcs(templates),
        ...eventRpcs(events, neighbours),
        ...roundRpcs(rounds, neighbours),
        ...applicationRpcs(applications, neighbours),
        ...fileRpcs(applications, files, neighbours),
      }),
    ],
    aggregates: [
      ...[programmes, templates, events, rounds, applications],
      ...wings.flatMap(({ aggregates }): unknown[] => aggregates),
    ] as never,
    subscriptions: [
      { name: 'ventures', handlers: ventureHandlers(ventures) },
      { name: 'events', handlers: eventReactions(events, host) },
      ...[judging.subscription, ...tables.subscriptions, ...selections.subscriptions],
    ],
    timers: [
      ...visits.timers,
      {
        collection: rounds.collection as never,
        due: (id, cause) => rounds.change(id, (round) => closeDueRound(round, cause.now), cause),
      },
      ...[judging.timer, tables.timer],
    ],
    operations: { ...judging.operations, ...tables.operations },
    objects: {
      ...incubating.objects,
      ...visits.objects,
      ...following.objects,
      // Who owns a programme: a centre's id is the centre's; of an organisation the secretariat takes care.
      owner: (id) => ({ centre: id, open: true }),
      programme: programmeOwnership(programmes),
      template: templateOwnership(templates),
      event: eventOwnership(events, neighbours.ownerOf),
      round: roundOwnership(rounds, neighbours.ownerOf),
      venture: applicantOwnership(ventures.find),
      application: applicationOwnership(applications),
      ...judging.objects,
      ...tables.objects,
    },
    start: async () => {
      await Promise.all([ventures.ensureIndexes(), files.ensureIndexes(), judging.start(), tables.start()]);
    },
  };
}

interface Stores {
  programmes: ProgrammeStore;
  templates: TemplateStore;
  events: EventStore;
  rounds: RoundStore;
  applications: ApplicationStore;
  files: ApplicationFiles;
  ventures: VentureStore;
}

/** What the nouns of a call for applications ask of each other. */
function neighboursOf({ programmes, templates, events, rounds, applications, files, ventures }: Stores) {
  const programme = async (id: string) => (await programmes.find(id))?.state ?? null;
  return {
    programme,
    fromTemplate: fromTemplate(templates),
    ownerOf: async (programmeId: string) => (await programme(programmeId))?.ownerId,
    programmeExists: async (id: string) => (await programme(id)) !== null,
    event: async (id: string) => (await events.find(id))?.state ?? null,
    eventExists: async (id: string) => (await events.find(id)) !== null,
    countApplications: (roundIds: readonly string[]) => countByRound(applications, roundIds),
    round: async (id: string) => (await rounds.find(id))?.state ?? null,
    rulesOf: async ({ programmeId, phase, phaseRules, eligibility }: Round) => {
      const found = phaseRules ? null : await programme(programmeId);
      return { phase: phaseRules ?? (found ? phaseOf(found, phase) : undefined), eligibility };
    },
    selectedBefore: async (programmeId: string, ventureId: string) =>
      wasSelected(applications, { ventureId, roundIds: await roundsOf(rounds, programmeId) }),
    file: async (id: string) => {
      const file = await files.find(id);
      return file && piecesOf(file);
    },
    venture: ventures.find,
    hiddenAmong: ventures.hiddenAmong,
  };
}

export const programScheduler: ServiceSpec = { name: 'program-scheduler', context: 'program', parts };
