/** RPCs of judges, and the owners of a record. */
import type { JudgeProfile as ProfileMessage } from '@naru/contracts/program/v1/judge';
import type { JudgingServiceDefinition } from '@naru/contracts/program/v1/judging_service';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import { fields } from '@naru/kit/field-texts';
import type { Reach } from '@naru/kit/reach';
import { notFound } from '@naru/kit/rejection';
import type { Handlers } from '@naru/kit/serve';
import { patched } from '@naru/kit/update';
import { together } from '@naru/words/rejection';
import * as decide from './decide.ts';
import type { Judge, JudgeProfile } from './judge.ts';
import { toProto } from './message.ts';
import type { JudgeStore } from './store.ts';

type JudgeRpcs = Pick<
  Handlers<typeof JudgingServiceDefinition>,
  'registerJudge' | 'updateJudge' | 'declareConflict' | 'retireJudge' | 'getJudge' | 'listJudges'
>;

/** Functions of other nouns of this service that judges call. */
export interface JudgeNeighbours {
  /** Null if it is not there. A draft was shown to nobody. */
  application(id: string): Promise<{ isDraft: boolean } | null>;
  venture(id: string): Promise<{ everShared?: true } | null>;
}

export function judgeRpcs(judges: JudgeStore, { application, venture }: JudgeNeighbours): JudgeRpcs {
  const { change, get } = answering(judges, versioned(toProto));

  /** @throws Rejection also for what a judge may not know of */
  async function requireObject(id: string, { any }: Reach): Promise<void> {
    const [team, paper] = await Promise.all([venture(id), application(id)]);
    if (team && (any || team.everShared)) return;
    if (paper && (any || !paper.isDraft)) return;
    throw id.startsWith('ven_') ? notFound('venture', id) : notFound('application', id);
  }

  return {
    registerJudge: ({ subject, profile }, call) => {
      const judge: Judge = {
        ...profileOf(profile),
        id: call.newId('jud'),
        subject,
        declared: [],
        state: 'ACTIVE',
      };
      return change({ id: judge.id }, call, (existing) => decide.registerJudge(existing, judge));
    },
    updateJudge: ({ id, judge: wanted, updateMask, etag }, call) =>
      change({ id, etag }, call, (judge) => {
        const profile = profileOf(patched<GivenProfile>(judge && profileOf(judge), wanted, updateMask));
        return decide.updateJudge(judge, { id, profile });
      }),
    declareConflict: async ({ id, objectId, reason, etag }, call) => {
      await requireObject(objectId, call.reach);
      return change({ id, etag }, call, (judge) =>
        decide.declareConflict(judge, { id, conflict: { objectId, reason } }),
      );
    },
    retireJudge: ({ id, etag }, call) => change({ id, etag }, call, (judge) => decide.retireJudge(judge, { id })),
    getJudge: get,
    listJudges: async (request, { reach }) => {
      const { found, ...page } = await judges.list(request, reach);
      return { judges: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
  };
}

/** The record of a judge belongs to the judge. */
export const judgeOwnership = (judges: JudgeStore) => ownershipIn(judges, ({ subject }) => ({ subject }));

type GivenProfile = {
  readonly [K in keyof ProfileMessage]: ProfileMessage[K] extends (infer Item)[] ? readonly Item[] : ProfileMessage[K];
};

const profileOf = (profile: GivenProfile | undefined): JudgeProfile => ({
  centreId: profile?.centreId ?? '',
  employers: together(
    ...(profile?.employers ?? []).map(({ organisationId, from, to }, index) => () => {
      if (!from) throw fields.invalid(`profile.employers[${index}].from`, 'required');
      return { organisationId, from, to };
    }),
  ),
  holdings: profile?.holdings ?? [],
  actsFor: profile?.actsFor ?? [],
  expertise: profile?.expertise ?? [],
  marketExpert: profile?.marketExpert ?? false,
  gender: profile?.gender ?? 'GENDER_UNSPECIFIED',
  loadMax: profile?.loadMax ?? 0,
});
