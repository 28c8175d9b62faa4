/** Where mentors are kept. */
import type { Host } from '@naru/kit/boot';
import { type AggregateStore, aggregateStore } from '@naru/kit/change';
import { refusals } from '@naru/kit/rejection';
import { publish, snapshot } from './events.ts';
import { evolve, type Mentor, type MentorEvent } from './mentor.ts';

export type MentorStore = AggregateStore<Mentor, MentorEvent>;

export const mentorStore = ({ db, relay }: Host): MentorStore =>
  aggregateStore<Mentor, MentorEvent>(
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
        person: () => exists('mentor.exists', 'subject: this person is a mentor of the centre already'),
        externalId: () => exists('mentor.external_id_taken', 'source.externalId: another mentor carries it'),
      },
      indexes: [{ key: { 'state.centreId': 1, _id: 1 } }, { key: { 'state.subject': 1 } }],
    },
    relay,
  );

const { exists } = refusals('mentor');
