/** Applications over the wire, and whose they are. */
import { type Sector, Stage } from '@naru/contracts/common/v1/common';
import type { Application as ApplicationMessage, FrozenProfile } from '@naru/contracts/program/v1/application';
import type { ProgramServiceDefinition } from '@naru/contracts/program/v1/service';
import type { Ownership } from '@naru/kit/access';
import { hasRole, ownIds } from '@naru/kit/identity';
import { pageById } from '@naru/kit/page';
import type { Projected } from '@naru/kit/projection';
import { notFound } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { isTaking, type Round } from '../round/round.ts';
import { requireText } from '../standards/text.ts';
import type { VentureCopy } from '../venture/venture.ts';
import type { Application, ApplicationEvent } from './application.ts';
import * as decide from './decide.ts';
import { toProto } from './events.ts';
import type { ApplicationStore } from './store.ts';

type ApplicationRpcs = Pick<
  Handlers<typeof ProgramServiceDefinition>,
  'submitApplication' | 'withdrawApplication' | 'getApplication' | 'listApplications'
>;

type KnownVenture = Projected & VentureCopy;

/** What applications ask of their neighbours in this service. */
export interface ApplicationNeighbours {
  round(id: string): Promise<Round | null>;
  /** The sectors that the phase of a round admits; empty for any. */
  admittedTo(round: Round): Promise<readonly Sector[]>;
  venture(id: string): Promise<KnownVenture | null>;
}

export function applicationRpcs(
  applications: ApplicationStore,
  { round, admittedTo, venture }: ApplicationNeighbours,
): ApplicationRpcs {
  async function change(
    { id, etag = '' }: { id: string; etag?: string },
    call: Call,
    verb: (application: Application | null) => ApplicationEvent[],
  ): Promise<ApplicationMessage> {
    const { state, version } = await applications.change(id, verb, call, { etag });
    return toProto(state, version);
  }

  async function existing(id: string) {
    const found = await applications.find(id);
    if (!found) throw notFound('application', id);
    return found;
  }

  return {
    submitApplication: async ({ roundId, ventureId, pitch }, call) => {
      const [open, applicant] = await Promise.all([round(roundId), venture(ventureId)]);
      if (!open) throw notFound('round', roundId);
      // A centre that is not known yet is on its way: the caller may try again.
      if (!applicant?.centreId) throw notFound('venture', ventureId);
      const application: Application = {
        id: call.newId('app'),
        roundId,
        ventureId,
        centreId: applicant.centreId,
        state: 'APPLICATION_SUBMITTED',
        frozen: frozenFrom(applicant),
        pitch: pitch && requireText('pitch', pitch),
        submittedAt: call.now,
        withdrawnAt: undefined,
      };
      const circumstances = {
        roundIsTaking: isTaking(open, call.now),
        ventureIsHidden: applicant.hidden,
        admitted: await admittedTo(open),
      };
      return change({ id: application.id }, call, (before) =>
        decide.submitApplication(before, application, circumstances),
      );
    },
    withdrawApplication: async ({ id, etag }, call) => {
      const { state } = await existing(id);
      const open = await round(state.roundId);
      const roundIsTaking = open !== null && isTaking(open, call.now);
      return change({ id, etag }, call, (application) =>
        decide.withdrawApplication(application, { roundIsTaking, at: call.now }),
      );
    },
    getApplication: async ({ id }) => {
      const { state, version } = await existing(id);
      return toProto(state, version);
    },
    listApplications: async ({ pageSize, pageToken, roundId, ventureId }, { caller }) => {
      const own = hasRole(caller, 'network_admin') ? null : ownIds(caller);
      const filter = {
        ...(roundId ? { 'state.roundId': roundId } : {}),
        ...(ventureId ? { 'state.ventureId': ventureId } : {}),
        ...(own ? { $or: [{ 'state.ventureId': { $in: own } }, { 'state.centreId': { $in: own } }] } : {}),
      };
      const { items, nextPageToken } = await pageById(
        { size: pageSize, token: pageToken, question: ['applications', filter] },
        (after, limit) =>
          applications.collection
            .find(after ? { ...filter, _id: { $gt: after } } : filter)
            .sort({ _id: 1 })
            .limit(limit)
            .toArray(),
      );
      const found = items.map((doc) => applications.snapshotOf(doc));
      return { applications: found.map(({ state, version }) => toProto(state, version)), nextPageToken };
    },
  };
}

/** An application is its venture's and that venture's centre's. */
export const applicationOwnership =
  (applications: ApplicationStore) =>
  async (id: string): Promise<Ownership | null> => {
    const found = await applications.find(id);
    return found && { centre: found.state.centreId, orgs: [found.state.ventureId] };
  };

/** Whose a venture is that applies: its centre's and its own, and everybody's to see while it is shared. */
export const applicantOwnership =
  (venture: ApplicationNeighbours['venture']) =>
  async (id: string): Promise<Ownership | null> => {
    const found = await venture(id);
    return found && { centre: found.centreId, orgs: [id], open: found.profile !== undefined };
  };

const frozenFrom = ({ profile, version }: KnownVenture): FrozenProfile => ({
  name: profile?.name,
  sectors: profile?.sectors ?? [],
  stage: profile?.stage ?? Stage.STAGE_UNSPECIFIED,
  version,
});
