/** Mentors over the wire, and whose they are. */
import type { IncubationServiceDefinition } from '@naru/contracts/program/v1/incubation_service';
import type { Mentor as MentorMessage } from '@naru/contracts/program/v1/mentoring';
import type { Ownership } from '@naru/kit/access';
import { notFound } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { patched } from '@naru/kit/update';
import { requireText } from '../../standards/text.ts';
import * as decide from './decide.ts';
import type { Mentor, MentorEvent } from './mentor.ts';
import { toProto } from './message.ts';
import type { MentorStore } from './store.ts';

type MentorRpcs = Pick<
  Handlers<typeof IncubationServiceDefinition>,
  'registerMentor' | 'updateMentor' | 'retireMentor' | 'reinstateMentor' | 'getMentor' | 'listMentors'
>;

export function mentorRpcs(mentors: MentorStore): MentorRpcs {
  async function change(
    { id, etag = '' }: { id: string; etag?: string },
    call: Call,
    verb: (mentor: Mentor | null) => MentorEvent[],
  ): Promise<MentorMessage> {
    const { state, version } = await mentors.change(id, verb, call, { etag });
    return toProto(state, version);
  }

  return {
    registerMentor: async ({ requestId: _, ...request }, call) => {
      const name = requireText('name', request.name);
      const mentor: Mentor = { ...request, id: call.newId('mnt'), name, state: 'ACTIVE' };
      return change(mentor, call, (existing) => decide.registerMentor(existing, mentor));
    },
    updateMentor: ({ mentor: wanted, updateMask, ...named }, call) =>
      change(named, call, (mentor) => {
        const { name, topics } = patched(mentor && { name: mentor.name, topics: mentor.topics }, wanted, updateMask);
        return decide.updateMentor(mentor, { name: requireText('name', name), topics });
      }),
    retireMentor: (named, call) => change(named, call, decide.retireMentor),
    reinstateMentor: (named, call) => change(named, call, decide.reinstateMentor),
    getMentor: async ({ id }) => {
      const found = await mentors.find(id);
      if (!found) throw notFound('mentor', id);
      return toProto(found.state, found.version);
    },
    listMentors: async (request, { reach }) => {
      const { found, ...page } = await mentors.list(request, reach);
      return { mentors: found.map(({ state, version }) => toProto(state, version)), ...page };
    },
  };
}

/** A mentor is the centre's and the person's own, and everybody's to see. */
export const mentorOwnership =
  (mentors: MentorStore) =>
  async (id: string): Promise<Ownership | null> => {
    const found = await mentors.find(id);
    return found && { centre: found.state.centreId, subject: found.state.subject, open: true };
  };
