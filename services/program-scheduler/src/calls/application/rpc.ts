/** RPCs of applications, and the owners of an application. */
import { Taxonomy_Stage } from '@naru/contracts/common/v1/common';
import type {
  Application as ApplicationMessage,
  CreateApplicationDraftRequest,
  FrozenProfile,
} from '@naru/contracts/program/v1/application';
import type { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import type { Ownership } from '@naru/kit/access';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import type { Projected } from '@naru/kit/projection';
import { notFound, together } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { patched } from '@naru/kit/update';
import { named } from '@naru/words/text';
import type { VentureCopy } from '../../copies/venture/venture.ts';
import { isLate, isTaking, type Round } from '../round/round.ts';
import { requireAnswers } from './answers.ts';
import type { Application, ApplicationEvent, Contents } from './application.ts';
import * as decide from './decide.ts';
import { type Rules, reasonsAgainst } from './eligibility.ts';
import { ineligibilities, toProto } from './message.ts';
import type { ApplicationStore } from './store.ts';
import { refuse, unknown } from './texts.ts';

type ApplicationRpcs = Pick<
  Handlers<typeof ProgramServiceDefinition>,
  | 'createApplication'
  | 'checkEligibility'
  | 'createApplicationDraft'
  | 'updateApplicationDraft'
  | 'submitApplicationDraft'
  | 'reopenApplication'
  | 'withdrawApplication'
  | 'getApplication'
  | 'listApplications'
>;

type KnownVenture = Projected & VentureCopy;

/** Functions of other nouns of this service that applications call. */
export interface ApplicationNeighbours {
  round(id: string): Promise<Round | null>;
  /** The rules of the round and of its phase for applicants. */
  rulesOf(round: Round): Promise<Rules>;
  venture(id: string): Promise<KnownVenture | null>;
  /** Whether the programme has selected the venture before. */
  selectedBefore(programmeId: string, ventureId: string): Promise<boolean>;
}

export function applicationRpcs(applications: ApplicationStore, neighbours: ApplicationNeighbours): ApplicationRpcs {
  const { rulesOf, selectedBefore } = neighbours;
  const scene = sceneOf(applications, neighbours);

  const { change, get } = answering(applications, versioned(toProto));

  /** The present facts that decide whether a submission is eligible. */
  async function judged(
    round: Round,
    venture: KnownVenture,
    { id, call }: { id: string; call: Call },
  ): Promise<decide.Judged> {
    return {
      ...circumstancesOf(round, venture, call.now),
      submission: { frozen: frozenFrom(venture), submittedAt: call.now, late: isLate(round, call.now) },
      form: round.form,
      rules: await rulesOf(round),
      selectedBefore: await selectedBefore(round.programmeId, id),
    };
  }

  /** The venture may have left while this was saved, after its other applications had ended: then this one ends too. */
  async function submit(
    named: { id: string; etag?: string },
    call: Call,
    verb: (before: Application | null) => ApplicationEvent[],
  ): Promise<ApplicationMessage> {
    let isNew = false;
    const saved = await change(named, call, (before) => {
      const events = verb(before);
      isNew = events.length > 0;
      return events;
    });
    if (!isNew || !(await neighbours.venture(saved.ventureId))?.hidden) return saved;
    const ending = { ...call, request: undefined };
    await applications.change(saved.id, (application) => decide.endApplication(application, call.now), ending);
    throw refuse('venture_hidden');
  }

  return {
    createApplication: async (request, call) => {
      const { round, venture } = await scene.opening(request);
      const application = draftFrom(request, { round, venture, call });
      const given = await judged(round, venture, { id: request.ventureId, call });
      return submit({ id: application.id }, call, (before) => decide.submitAtOnce(before, application, given));
    },
    checkEligibility: async (request) => {
      const { round, venture } = await scene.opening(request);
      const { ventureId, putForwardBy } = request;
      const reasons = reasonsAgainst(await rulesOf(round), {
        profile: frozenFrom(venture),
        centreId: venture.centreId ?? '',
        putForwardBy,
        selectedBefore: await selectedBefore(round.programmeId, ventureId),
      });
      return { eligible: reasons.length === 0, reasons: ineligibilities(reasons) };
    },
    createApplicationDraft: async (request, call) => {
      const { round, venture } = await scene.opening(request);
      const application = draftFrom(request, { round, venture, call });
      const circumstances = circumstancesOf(round, venture, call.now);
      return change({ id: application.id }, call, (before) =>
        decide.draftApplication(before, application, circumstances),
      );
    },
    updateApplicationDraft: async ({ id, etag, application: wanted, updateMask }, call) => {
      const { round, venture } = await scene.of(id);
      const circumstances = circumstancesOf(round, venture, call.now);
      return change({ id, etag }, call, (application) => {
        const contents = contentsFrom(patched(application && contentsOf(application), wanted, updateMask), round);
        return decide.changeContents(application, contents, circumstances);
      });
    },
    submitApplicationDraft: async ({ id, etag }, call) => {
      const { application, round, venture } = await scene.of(id);
      const given = await judged(round, venture, { id: application.ventureId, call });
      return submit({ id, etag }, call, (draft) => decide.submitApplication(draft, given));
    },
    reopenApplication: async ({ id, etag }, call) => {
      const { round, venture } = await scene.of(id);
      const circumstances = circumstancesOf(round, venture, call.now);
      return change({ id, etag }, call, (application) => decide.reopenApplication(application, circumstances));
    },
    withdrawApplication: ({ id, etag }, call) =>
      change({ id, etag }, call, (application) => decide.withdrawApplication(application, call.now)),
    getApplication: get,
    listApplications: async (request, { reach }) => {
      const { found, ...page } = await applications.list(request, reach);
      return { applications: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
  };
}

/** An application, its round and its venture: a request may name any of them. */
export function sceneOf(
  applications: ApplicationStore,
  { round: roundOf, venture: ventureOf }: Pick<ApplicationNeighbours, 'round' | 'venture'>,
) {
  async function opening({ roundId, ventureId }: { roundId: string; ventureId: string }) {
    const [round, venture] = await Promise.all([roundOf(roundId), ventureOf(ventureId)]);
    if (!round) throw notFound('round', roundId);
    // The event that registers this centre may not have arrived yet, so the caller may retry.
    if (!venture?.centreId) throw notFound('venture', ventureId);
    return { round, venture };
  }

  async function of(id: string) {
    const found = await applications.find(id);
    if (!found) throw unknown(id);
    return { application: found.state, ...(await opening(found.state)) };
  }

  return { opening, of };
}

export const circumstancesOf = (round: Round, { profile, hidden }: KnownVenture, now: Date): decide.Circumstances => ({
  roundName: named(round.name),
  roundIsTaking: isTaking(round, now),
  ventureIsHidden: hidden,
  ventureIsShared: profile !== undefined,
});

function draftFrom(
  { roundId, ventureId, ...given }: CreateApplicationDraftRequest,
  { round, venture, call }: { round: Round; venture: KnownVenture; call: Call },
): Application {
  return {
    id: call.newId('app'),
    roundId,
    ventureId,
    centreId: venture.centreId ?? '',
    state: 'DRAFT',
    frozen: frozenFrom(venture),
    ...contentsFrom(given, round),
    files: [],
    submittedAt: undefined,
    late: false,
    ineligible: [],
    waitlistPosition: 0,
    withdrawnAt: undefined,
    verdictVersion: 0,
  };
}

const contentsOf = ({ pitch, answers, putForwardBy }: Application): Contents => ({ pitch, answers, putForwardBy });

function contentsFrom(
  { pitch, answers, putForwardBy }: Pick<CreateApplicationDraftRequest, 'pitch' | 'answers' | 'putForwardBy'>,
  { form }: Round,
): Contents {
  const [words, given] = together(
    () => pitch && requireText('pitch', pitch),
    () => requireAnswers(form, answers),
  );
  return { pitch: words, answers: given, putForwardBy };
}

/** An application belongs to its venture and to the centre of that venture. */
export const applicationOwnership = (applications: ApplicationStore) =>
  ownershipIn(applications, ({ centreId, ventureId }) => ({ centre: centreId, orgs: [ventureId] }));

/** A venture that applies belongs to its centre and itself. Everybody may see it while it is shared. */
export const applicantOwnership =
  (venture: ApplicationNeighbours['venture']) =>
  async (id: string): Promise<Ownership | null> => {
    const found = await venture(id);
    return found && { centre: found.centreId, orgs: [id], open: found.profile !== undefined };
  };

const frozenFrom = ({ profile, version }: KnownVenture): FrozenProfile => ({
  name: profile?.name,
  sectors: profile?.sectors ?? [],
  stage: profile?.stage ?? Taxonomy_Stage.STAGE_UNSPECIFIED,
  foundedYear: profile?.foundedYear ?? 0,
  version,
});
