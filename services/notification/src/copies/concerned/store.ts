/** Stores who judges, mentors, applies and lives where, and finds people and teams by it. */
import {
  copiesOfApplications,
  copiesOfJudges,
  copiesOfMentors,
  copiesOfResidencies,
  copiesOfReviews,
} from '@naru/copies/entities';
import type { Host } from '@naru/kit/boot';
import { openStore } from '@naru/kit/raw';
import { notFound } from '@naru/kit/rejection';
import { personOf } from '../../standards/person.ts';
import type { NameCopies } from '../name/store.ts';
import {
  type ConcernedCopy,
  ofApplication,
  ofJudge,
  ofMentor,
  ofResidency,
  ofReview,
  STANDING,
  TO_JUDGE,
} from './concerned.ts';

export function concernedCopies({ db, ambient }: Pick<Host, 'db' | 'ambient'>, names: NameCopies) {
  const indexes = [
    { key: { roundId: 1, kind: 1 } },
    { key: { cohortId: 1, kind: 1 } },
    { key: { kind: 1, state: 1 } },
  ] as const;
  const kept = { db, ambient, name: 'concerned', indexes: indexes.map(({ key }) => ({ key: { ...key } })) };
  const judges = copiesOfJudges<ConcernedCopy>(kept, ofJudge);
  const mentors = copiesOfMentors<ConcernedCopy>(kept, ofMentor);
  const reviews = copiesOfReviews<ConcernedCopy>(kept, ofReview);
  const applications = copiesOfApplications<ConcernedCopy>(kept, ofApplication);
  const residencies = copiesOfResidencies<ConcernedCopy>(kept, ofResidency);
  const { collection, patiently } = openStore(judges);

  const all = (filter: Parameters<typeof collection.find>[0]): Promise<ConcernedCopy[]> =>
    patiently(() => collection.find(filter).toArray());

  async function subjectOf(noun: 'judge' | 'mentor', id: string): Promise<string> {
    const found = await (noun === 'judge' ? judges : mentors).find(id);
    if (!found?.subject) throw notFound(noun, id);
    return found.subject;
  }

  const find = {
    judge: (id: string) => subjectOf('judge', id),
    mentor: (id: string) => subjectOf('mentor', id),
    teams: async (eventId: string) => {
      const roundIds = await names.roundsOf(eventId);
      const found = await all({ kind: 'application', roundId: { $in: roundIds }, state: { $in: STANDING } });
      return found.flatMap(({ ventureId = '', centreId = '' }) => [ventureId, centreId]);
    },
    residents: async (cohortId: string) =>
      (await all({ kind: 'residency', cohortId, state: 'RESIDENT' })).flatMap(({ ventureId = '' }) => [ventureId]),
    judgesOf: async (roundId: string) => {
      const found = await all({ kind: 'review', roundId, state: { $in: TO_JUDGE } });
      const ids = [...new Set(found.flatMap(({ judgeId = '' }) => [judgeId]))];
      return Promise.all(ids.map(async (id) => personOf(await subjectOf('judge', id))));
    },
    voters: async () => {
      const active = await all({ kind: 'judge', state: 'ACTIVE' });
      const persons = active.flatMap(({ subject }) => (subject ? [personOf(subject)] : []));
      return [...persons, ...(await names.centres())];
    },
  };

  return {
    find,
    ensureIndexes: judges.ensureIndexes,
    handlers: (then: Parameters<typeof judges.handlers>[0]) =>
      [judges, mentors, reviews, applications, residencies].flatMap((copies) => copies.handlers(then)),
  };
}
