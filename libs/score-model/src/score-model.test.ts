import { describe, expect, test } from '@jest/globals';
import { chanceOf, normalOf, shuffled } from '@naru/solving/chance';
import fc from 'fast-check';
import { rankByScores, type Score } from './score-model.ts';

const ids = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}_${String(index).padStart(3, '0')}`);

/** Scores of a panel of judges: `each` judges review each application, in a ring so that all are linked. */
function panelScores({
  applications = 40,
  judges = 8,
  each = 3,
  spread = { application: 8, judge: 6, error: 4 },
  seed = 1,
} = {}) {
  const chance = chanceOf(seed);
  const [applicationIds, judgeIds] = [ids('app', applications), ids('jud', judges)];
  const merit = new Map(applicationIds.map((id) => [id, spread.application * normalOf(chance)]));
  const severity = new Map(judgeIds.map((id) => [id, spread.judge * normalOf(chance)]));
  const scores = applicationIds.flatMap((applicationId) =>
    shuffled(judgeIds, chance)
      .slice(0, each)
      .map(
        (judgeId): Score => ({
          applicationId,
          judgeId,
          score: 60 + (merit.get(applicationId) ?? 0) + (severity.get(judgeId) ?? 0) + spread.error * normalOf(chance),
        }),
      ),
  );
  return { applicationIds, judgeIds, merit, severity, scores };
}

const rank = (from: Pick<ReturnType<typeof panelScores>, 'applicationIds' | 'scores'>, places = 10) =>
  rankByScores({ ...from, places, seed: 7 });

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (index: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  const sum = (f: (x: number, y: number) => number) => pairs.reduce((total, [x, y]) => total + f(x - a, y - b), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
}

test('severities that generated the scores are found, and the corrected order is closer to merit than the raw one', () => {
  const from = panelScores({ applications: 120, judges: 12, each: 2, spread: { application: 8, judge: 10, error: 4 } });
  const { rows, severities, method } = rank(from);
  expect(method).toBe('MIXED_MODEL');
  expect(
    correlation(severities.map(({ judgeId, severity }) => [severity, from.severity.get(judgeId) ?? 0])),
  ).toBeGreaterThan(0.97);
  const nearness = (of: 'raw' | 'score') => correlation(rows.map((row) => [row[of] ?? 0, from.merit.get(row.id) ?? 0]));
  expect(nearness('score')).toBeGreaterThan(nearness('raw') + 0.05);
});

test('the stated errors match the actual errors', () => {
  let [inside, all] = [0, 0];
  for (let seed = 1; seed <= 20; seed += 1) {
    const from = panelScores({ seed });
    for (const { id, score = 0, standardError = 0 } of rank(from).rows) {
      all += 1;
      if (Math.abs(score - 60 - (from.merit.get(id) ?? 0)) < 1.645 * standardError) inside += 1;
    }
  }
  expect(inside / all).toBeGreaterThan(0.85);
  expect(inside / all).toBeLessThan(0.95);
});

test('ninety of a hundred rank intervals contain the true rank', () => {
  let [inside, all] = [0, 0];
  for (let seed = 1; seed <= 10; seed += 1) {
    const from = panelScores({ seed, applications: 30 });
    const order = [...from.merit].sort(([, a], [, b]) => b - a).map(([id]) => id);
    for (const { id, rankLow, rankHigh } of rank(from).rows) {
      const truth = order.indexOf(id) + 1;
      all += 1;
      if (rankLow <= truth && truth <= rankHigh) inside += 1;
    }
  }
  expect(inside / all).toBeGreaterThan(0.84);
});

test('the order of scores does not change the answer, not even in the last bit', () => {
  const from = panelScores();
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const chance = chanceOf(seed);
      const mixed = {
        applicationIds: shuffled(from.applicationIds, chance),
        scores: shuffled(from.scores, chance),
      };
      expect(rank(mixed)).toEqual(rank(from));
    }),
    { numRuns: 5 },
  );
});

test('if every judge scores every application, a shift of all scores of one judge changes no rank', () => {
  const from = panelScores({ applications: 12, judges: 5, each: 5 });
  const before = rank(from).rows.map(({ id, rank: place }) => [id, place]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), fc.double({ min: -30, max: 30, noNaN: true }), (index, shift) => {
      const judge = from.judgeIds[index];
      const scores = from.scores.map((one) => (one.judgeId === judge ? { ...one, score: one.score + shift } : one));
      expect(rank({ ...from, scores }).rows.map(({ id, rank: place }) => [id, place])).toEqual(before);
    }),
    { numRuns: 20 },
  );
});

test('a severe judge is corrected: two equal teams with different judges get nearly equal scores', () => {
  const [severe, mild, common] = ['jud_severe', 'jud_mild', 'jud_common'];
  const applicationIds = ids('app', 20);
  const scores = applicationIds.flatMap((applicationId, index) => {
    const merit = 50 + 10 * Math.floor(index / 4);
    const noise = (index % 4) * 0.5;
    const judge = index % 2 === 0 ? severe : mild;
    return [
      { applicationId, judgeId: common, score: merit + noise },
      { applicationId, judgeId: judge, score: merit - noise + (judge === severe ? -20 : 0) },
    ];
  });
  const { rows, method } = rankByScores({ applicationIds, scores, places: 5, seed: 1 });
  expect(method).toBe('MIXED_MODEL');
  const of = (id: string) => rows.find((row) => row.id === id);
  const [first, second] = [of('app_000'), of('app_001')];
  expect((second?.raw ?? 0) - (first?.raw ?? 0)).toBeGreaterThan(9);
  expect(Math.abs((second?.score ?? 0) - (first?.score ?? 0))).toBeLessThan(1);
});

describe('too little data for a correction', () => {
  const reason = (from: Parameters<typeof rank>[0]) => {
    const { method, notCorrectedBecause, rows } = rank(from);
    expect(method).toBe('RAW_MEAN');
    expect(
      rows.every(({ standardError, topProbability }) => standardError === undefined && topProbability === undefined),
    );
    return notCorrectedBecause;
  };
  test('two judges', () => expect(reason(panelScores({ judges: 2, each: 2 }))).toBe('FEW_JUDGES'));
  test('four applications', () => expect(reason(panelScores({ applications: 4 }))).toBe('FEW_APPLICATIONS'));
  test('an application with one score', () => {
    const from = panelScores();
    const [first, ...rest] = from.scores.filter(({ applicationId }) => applicationId === 'app_000');
    expect(rest).toHaveLength(2);
    const scores = from.scores.filter(({ applicationId }) => applicationId !== 'app_000');
    expect(reason({ ...from, scores: [...scores, first as Score] })).toBe('FEW_SCORES');
    expect(reason({ ...from, scores })).toBe('FEW_SCORES');
  });
  test('two panels that share nothing', () => {
    const scores = ids('app', 10).flatMap((applicationId, index) =>
      ids(index < 5 ? 'left' : 'right', 3).map((judgeId, place) => ({
        applicationId,
        judgeId,
        score: 50 + index * place,
      })),
    );
    expect(reason({ applicationIds: ids('app', 10), scores })).toBe('DISCONNECTED');
  });
  test('scores that are all equal', () => {
    const from = panelScores();
    expect(reason({ ...from, scores: from.scores.map((one) => ({ ...one, score: 70 })) })).toBe('NO_DIFFERENCES');
  });
  test('scores that differ only by judge and chance', () => {
    const from = panelScores({ spread: { application: 0, judge: 6, error: 4 }, seed: 3 });
    expect(reason(from)).toBe('NO_DIFFERENCES');
    // A difference that chance explains gives no certain rank, whatever the raw means are.
    const { rows } = rankByScores({ ...from, places: 3, seed: 1 });
    const all = from.applicationIds.length;
    expect(rows.every((row) => row.rankLow === 1 && row.rankHigh === all && row.inTieZone)).toBe(true);
  });
  test('without scores all applications share the last place, and nothing is known', () => {
    const { rows } = rank({ applicationIds: ids('app', 3), scores: [] }, 2);
    expect(rows.map((row) => [row.rank, row.raw, row.inTieZone])).toEqual(Array(3).fill([1, undefined, true]));
  });
});

test('raw ranks: equal scores share a rank, and are in the tie zone if the cut goes through them', () => {
  const score = (applicationId: string, value: number) => ({ applicationId, judgeId: 'jud_1', score: value });
  const scores = [score('app_a', 90), score('app_b', 80), score('app_c', 80), score('app_d', 70)];
  const { rows } = rankByScores({
    applicationIds: ['app_a', 'app_b', 'app_c', 'app_d', 'app_e'],
    scores,
    places: 2,
    seed: 1,
  });
  expect(rows.map(({ id, rank: place, rankHigh, inTieZone }) => [id, place, rankHigh, inTieZone])).toEqual([
    ['app_a', 1, 1, false],
    ['app_b', 2, 3, true],
    ['app_c', 2, 3, true],
    ['app_d', 4, 4, false],
    ['app_e', 5, 5, false],
  ]);
});

test('the probabilities of being above the cut add up to the number of places', () => {
  const { rows } = rank(panelScores(), 10);
  expect(rows.reduce((sum, { topProbability = 0 }) => sum + topProbability, 0)).toBeCloseTo(10, 6);
  expect(rows.filter(({ inTieZone }) => inTieZone).length).toBeGreaterThan(0);
  expect(rank(panelScores(), 0).rows.every(({ inTieZone }) => !inTieZone)).toBe(true);
});

test('applications with the same scores of the same judges share rank, interval and tie zone', () => {
  const from = panelScores({ applications: 20 });
  const [twin = ''] = from.applicationIds.slice(9);
  const twins = ['app_t1', 'app_t2', 'app_t3'];
  const scores = [
    ...from.scores,
    ...twins.flatMap((applicationId) =>
      from.scores.filter((one) => one.applicationId === twin).map((one) => ({ ...one, applicationId })),
    ),
  ];
  for (const places of [3, 8, 12, 16]) {
    const { rows, method } = rank({ applicationIds: [...from.applicationIds, ...twins], scores }, places);
    expect(method).toBe('MIXED_MODEL');
    const shown = rows
      .filter(({ id }) => id === twin || twins.includes(id))
      .map(({ rank: own, rankLow, rankHigh, topProbability, inTieZone }) =>
        JSON.stringify([own, rankLow, rankHigh, topProbability, inTieZone]),
      );
    expect([shown.length, new Set(shown).size]).toEqual([4, 1]);
  }
});
