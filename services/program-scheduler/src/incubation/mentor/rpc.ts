/** RPCs of mentors, and the owners of a mentor. */
import type { IncubationServiceDefinition } from '@naru/contracts/program/v1/incubation_service';
import { answering, ownershipIn, versioned } from '@naru/kit/answers';
import type { Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { patched } from '@naru/kit/update';
import * as decide from './decide.ts';
import type { Mentor } from './mentor.ts';
import { ownersOf, shownTo, toProto } from './message.ts';
import type { MentorStore } from './store.ts';
import { known } from './texts.ts';

type MentorRpcs = Pick<
  Handlers<typeof IncubationServiceDefinition>,
  'registerMentor' | 'updateMentor' | 'retireMentor' | 'reinstateMentor' | 'getMentor' | 'listMentors'
>;

export function mentorRpcs(mentors: MentorStore): MentorRpcs {
  const { change } = answering(mentors, versioned(toProto));

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
    getMentor: async ({ id }, { reach }) => {
      const { state, version } = known(await mentors.find(id));
      return shownTo(reach, state, version);
    },
    listMentors: async (request, { reach }) => {
      const { found, ...page } = await mentors.list(request, reach);
      return { mentors: found.map(({ state, version }) => shownTo(reach, state, version)), ...page };
    },
  };
}

/** Everybody may see a mentor. */
export const mentorOwnership = (mentors: MentorStore) =>
  ownershipIn(mentors, (mentor) => ({ ...ownersOf(mentor), open: true }));
