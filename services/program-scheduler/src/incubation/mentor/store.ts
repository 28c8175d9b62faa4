/** The collection of mentors. */
import { ListMentorsRequest } from '@naru/contracts/program/v1/mentoring';
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { publish, snapshot } from './events.ts';
import { evolve, type Mentor, type MentorEvent } from './mentor.ts';
import { refuse } from './texts.ts';

export type MentorStore = AggregateStore<Mentor, MentorEvent, ListMentorsRequest>;

export const mentorStore = ({ db, relay }: Host): MentorStore =>
  aggregateStore<Mentor, MentorEvent, ListMentorsRequest>(
    {
      db,
      noun: 'mentor',
      schema: 1,
      evolve,
      publish,
      snapshot,
      keys: ({ centreId, subject, source }) => ({
        person: `${centreId}:${subject}`,
        externalId: source?.externalId || undefined,
      }),
      taken: {
        person: () => refuse('exists'),
        externalId: () => refuse('external_id_taken'),
      },
      indexes: [{ key: { 'state.centreId': 1, _id: 1 } }, { key: { 'state.subject': 1 } }],
      list: {
        request: ListMentorsRequest,
        filters: {
          centreId: 'state.centreId',
          topic: 'state.topics',
          state: 'state.state',
        },
        reach: 'all',
        orders: { name_ko: 'state.name.ko', name_en: 'state.name.en' },
      },
    },
    relay,
  );

/** The centres that a person mentors for now. */
export const centresOfMentor = async (mentors: MentorStore, subject: string): Promise<string[]> =>
  (await mentors.all({ where: { subject, state: 'ACTIVE' } })).map(({ state }) => state.centreId);

/** The persons who mentor for a centre now. */
export const mentorsAt = async (mentors: MentorStore, centreId: string): Promise<string[]> =>
  (await mentors.all({ where: { centreId, state: 'ACTIVE' } })).map(({ state }) => state.subject);
