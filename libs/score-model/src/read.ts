/** Scores or votes in the form of a file, and their reader, which names every fault. */
import {
  type Find,
  idOf,
  isObject,
  type Json,
  objectIn,
  optional,
  type Reading,
  readingOf,
  rows,
  shown,
  textIn,
  whole,
} from '@naru/solving/reading';
import type { RankTask } from './task.ts';

export const LIMITS = { applications: 5_000, scores: 100_000, votes: 1_000_000 };
const SCORE_MAX = 100;

/** Reads an untrusted value. It ignores unknown fields: a file may carry names and notes. */
export const readJudgements = (value: unknown, seed: number): Reading<RankTask> =>
  readingOf((find) => {
    if (isObject(value)) return taskIn(value, { seed, find });
    find('', 'no_judgements', {});
    return { votes: { applicationIds: [], votes: [], places: 0, seed } };
  });

function taskIn(value: Json, { seed, find }: { seed: number; find: Find }): RankTask {
  const applicationIds = rows(value, 'applications', { max: LIMITS.applications, find }).map((id, i) =>
    textIn(id, `applications[${i}]`, find),
  );
  const ids = new Set(applicationIds);
  if (ids.size < applicationIds.length) find('applications', 'one_twice', {});
  const max = LIMITS.applications;
  const places = optional(value.places, (given) => whole(given, { path: 'places', max, find })) ?? 0;
  const common = { applicationIds, places, seed };
  if ('scores' in value === 'votes' in value) find('', 'scores_or_votes', {});
  if ('votes' in value) return { votes: { ...common, votes: votesIn(value, ids, find) } };
  return { scores: { ...common, scores: 'scores' in value ? scoresIn(value, ids, find) : [] } };
}

function scoresIn(value: Json, ids: ReadonlySet<string>, find: Find) {
  const given = new Set<string>();
  return rows(value, 'scores', { max: LIMITS.scores, find }).map((row, i) => {
    const path = `scores[${i}]`;
    const one = objectIn(row, { path, example: '{"application": "a1", "judge": "j1", "score": 71.5}', find });
    const applicationId = idOf(one, 'application', { path, ids, of: 'applications', find });
    const judgeId = textIn(one.judge, `${path}.judge`, find);
    const pair = JSON.stringify([applicationId, judgeId]);
    if (given.has(pair)) find(path, 'second_score', {});
    given.add(pair);
    const score = one.score;
    const isScore = typeof score === 'number' && score >= 0 && score <= SCORE_MAX;
    if (!isScore) find(`${path}.score`, 'number', { given: shown(score), min: 0, max: SCORE_MAX });
    return { applicationId, judgeId, score: isScore ? score : 0 };
  });
}

const votesIn = (value: Json, ids: ReadonlySet<string>, find: Find) =>
  rows(value, 'votes', { max: LIMITS.votes, find }).map((row, i) => {
    const path = `votes[${i}]`;
    const one = objectIn(row, { path, example: '{"winner": "a1", "loser": "a2"}', find });
    const side = (name: 'winner' | 'loser') => idOf(one, name, { path, ids, of: 'applications', find });
    const [winnerId, loserId] = [side('winner'), side('loser')];
    if (winnerId !== '' && winnerId === loserId)
      find(`${path}.loser`, 'same', { given: shown(loserId), other: 'winner' });
    return { winnerId, loserId };
  });
