/** The wiring of calls: programmes and their templates, events, rounds, and the applications made to them. */
import type { Erased } from '@naru/contracts/common/v1/common';
import { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import type { Host, Parts } from '@naru/kit/boot';
import type { Cause } from '@naru/kit/outbox';
import { implement } from '@naru/kit/serve';
import { ventureErasures } from '../copies/erasure/reactions.ts';
import type { VentureCopies } from '../copies/venture/store.ts';
import { eraseContents } from './application/decide.ts';
import { fileRpcs } from './application/file-rpc.ts';
import { type ApplicationFiles, applicationFiles } from './application/file-store.ts';
import { piecesOf } from './application/files.ts';
import { applicantOwnership, applicationOwnership, applicationRpcs } from './application/rpc.ts';
import { type ApplicationStore, applicationStore, countByRound, wasSelected } from './application/store.ts';
import { eventReactions } from './event/reactions.ts';
import { eventOwnership, eventRpcs } from './event/rpc.ts';
import { type EventStore, eventStore } from './event/store.ts';
import { phaseOf } from './programme/programme.ts';
import { programmeOwnership, programmeRpcs } from './programme/rpc.ts';
import { type ProgrammeStore, programmeStore } from './programme/store.ts';
import { closeDueRound } from './round/decide.ts';
import type { Round } from './round/round.ts';
import { roundOwnership, roundRpcs } from './round/rpc.ts';
import { type RoundStore, roundStore, roundsOf } from './round/store.ts';
import { fromTemplate, templateOwnership, templateRpcs } from './template/rpc.ts';
import { type TemplateStore, templateStore } from './template/store.ts';

interface Stores {
  programmes: ProgrammeStore;
  templates: TemplateStore;
  events: EventStore;
  rounds: RoundStore;
  applications: ApplicationStore;
  files: ApplicationFiles;
}

interface Neighbours {
  ventures: VentureCopies;
  /** Whether an event has a timetable of 1:1 meetings that is not closed. */
  timetableStands(eventId: string): Promise<boolean>;
}

export function calls(host: Host, { ventures, timetableStands }: Neighbours) {
  const stores: Stores = {
    programmes: programmeStore(host),
    templates: templateStore(host),
    events: eventStore(host),
    rounds: roundStore(host),
    applications: applicationStore(host),
    files: applicationFiles(host),
  };
  const { programmes, templates, events, rounds, applications, files } = stores;
  const neighbours = neighboursOf(stores, ventures);
  const erasing = ventureErasures(host, {
    count: async (ventureId) => [{ what: 'copy', count: 1 }, ...(await countApplications(stores, ventureId))],
    erase: async (news, received) => {
      // No further application is filled in from here on.
      await ventures.keep(news, received);
      await eraseApplications(stores, news.ventureId, received);
    },
  });
  return {
    implementation: implement(ProgramServiceDefinition, {
      ...programmeRpcs(programmes, neighbours),
      ...templateRpcs(templates),
      ...eventRpcs(events, { ...neighbours, timetableStands }),
      ...roundRpcs(rounds, neighbours),
      ...applicationRpcs(applications, neighbours),
      ...fileRpcs(applications, files, neighbours),
    }),
    aggregates: [programmes, templates, events, rounds, applications, erasing.aggregate],
    subscriptions: [
      { name: 'events', handlers: eventReactions(events, host) },
      { name: 'erasures', handlers: erasing.handlers },
    ],
    timers: [rounds.due(closeDueRound)],
    objects: {
      // A programme belongs to the centre that owns it. The secretariat manages the programmes of an organisation.
      owner: (id) => ({ centre: id, open: true }),
      programme: programmeOwnership(programmes),
      template: templateOwnership(templates),
      event: eventOwnership(events, neighbours.ownerOf),
      round: roundOwnership(rounds, neighbours.ownerOf),
      venture: applicantOwnership(ventures.find),
      application: applicationOwnership(applications),
    } satisfies Parts['objects'],
    start: files.ensureIndexes,
    /** Functions of calls that the other parts of this service use. */
    neighbours,
    stores: { events, rounds, applications },
  };
}

/** Selections, reviews and residencies are records of decisions, and keep the ids; so does the fact that it applied. */
async function eraseApplications({ applications, files }: Stores, ventureId: string, cause: Cause): Promise<void> {
  const found = await applications.all({ where: { ventureId } });
  for (const { id } of found) await applications.change(id, eraseContents, cause);
  await files.dropOf(found.map(({ id }) => id));
}

async function countApplications({ applications, files }: Stores, ventureId: string): Promise<Erased[]> {
  const found = await applications.all({ where: { ventureId } });
  return [
    { what: 'application', count: found.length },
    { what: 'application_file', count: await files.countOf(found.map(({ id }) => id)) },
  ];
}

/** Functions that programmes, events, rounds and applications call of one another. */
function neighboursOf(
  { programmes, templates, events, rounds, applications, files }: Stores,
  { find: venture, hiddenAmong }: VentureCopies,
) {
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
    file: async (id: string, name: string) => {
      const file = await files.find(id);
      return file && piecesOf(file, name);
    },
    venture,
    hiddenAmong,
  };
}
