import { expect, test } from '@jest/globals';
import { BARRED } from '@naru/assignment-solver/problem';
import { solveAssignment } from '@naru/assignment-solver/solve';
import type { Candidate } from '../candidate/candidate.ts';
import type { Judge } from '../judge/judge.ts';
import type { Review } from '../review/review.ts';
import { addConflicts, panelsNow, prepare, proposalOf, SOFT_COSTS } from './inputs.ts';

const judge = (id: string, rest: Partial<Judge> = {}): Judge => ({
  id,
  subject: `subject-${id}`,
  centreId: '',
  employers: [],
  holdings: [],
  actsFor: [],
  expertise: ['IOT'],
  marketExpert: false,
  gender: 'GENDER_UNSPECIFIED',
  loadMax: 0,
  declared: [],
  state: 'ACTIVE',
  ...rest,
});
const candidate = (n: number): Candidate => ({
  applicationId: `app_${n}`,
  roundId: 'rnd_1',
  ventureId: `ven_${n}`,
  centreId: 'KR-27',
  stands: true,
  name: undefined,
  sectors: n === 0 ? ['IOT'] : ['IOT', 'GAME'],
  stage: 'SEED',
  pitch: undefined,
  answers: [],
  files: [],
});
const review = (applicationId: string, judgeId: string, state: Review['state']) =>
  ({ applicationId, judgeId, state }) as Review;
const panel = {
  panelSize: 2,
  loadMin: 1,
  loadMax: 5,
  marketExpertsMin: 0,
  womenMin: 1,
  centresMin: 0,
  sameCentreMax: 0,
};
const today = { year: 2016, month: 4, day: 1 };

function prepared(judges: Judge[], reviews: Review[] = []) {
  const candidates = [0, 1].map(candidate);
  const found = prepare({ panel, judges, candidates, reviews });
  for (const [j, one] of judges.entries())
    addConflicts(found, { judge: one, j, ties: { mentored: new Set(), deals: [], today }, candidates });
  return found;
}

test('the fit of a pair is its value; the stricter limit on loads counts', () => {
  const { problem } = prepared([judge('a'), judge('b', { expertise: ['GAME'], loadMax: 3 })]);
  expect([...problem.value]).toEqual([1_000, 0, 500, 500]);
  expect(problem.judges.map(({ loadMin, loadMax }) => [loadMin, loadMax])).toEqual([
    [1, 5],
    [1, 3],
  ]);
});

test('hard conflicts and recusals forbid a pair; a soft conflict costs as much as a perfect fit', () => {
  const past = [
    { organisationId: 'ven_0', from: { year: 2010, month: 1, day: 1 }, to: { year: 2013, month: 1, day: 1 } },
  ];
  const { problem, soft } = prepared(
    [judge('own', { holdings: ['ven_0'] }), judge('past', { employers: past }), judge('gone')],
    [review('app_1', 'gone', 'RECUSED')],
  );
  expect([...problem.value]).toEqual([BARRED, 1_000 - SOFT_COSTS, 1_000, 500, 500, BARRED]);
  expect([...soft]).toEqual([0, 1, 0, 0, 0, 0]);
});

test('present reviews are fixed, recused ones are not, and retired judges get nothing new', () => {
  const { problem } = prepared(
    [judge('a', { state: 'RETIRED' }), judge('b'), judge('c')],
    [review('app_0', 'a', 'SUBMITTED'), review('app_0', 'b', 'ASSIGNED'), review('app_1', 'c', 'UNASSIGNED')],
  );
  expect(problem.fixed).toEqual([[0, 1], []]);
  expect([problem.value[0], problem.value[3]]).toEqual([BARRED, BARRED]);
  expect(problem.judges[0]).toMatchObject({ retired: true, loadMin: 0 });
});

test('a result is stored compactly, and read back for the applications that are judged now', () => {
  const found = prepared(
    [judge('a', { gender: 'FEMALE' }), judge('b'), judge('c', { expertise: ['GAME'] })],
    [review('app_1', 'b', 'ASSIGNED')],
  );
  const proposal = proposalOf(found, { ...solveAssignment(found.problem), seconds: 0.1234567 });
  expect(proposal).toMatchObject({ outcome: 'WHOLE', panelSize: 2, seconds: 0.123, softSeats: [] });
  expect(proposal.seats).toHaveLength(4);
  expect(proposal.standingSeats.map((seat) => proposal.seats[seat])).toEqual([1]);
  expect(panelsNow(found, new Map([['app_1', ['b', 'unknown']]]))).toEqual([[], [1]]);
});

test('a clash is stored with the numbers of its rules and of the free judges', () => {
  const found = prepared([judge('a'), judge('b', { marketExpert: true })]);
  const { outcome, clashes } = proposalOf(found, { ...solveAssignment(found.problem), seconds: 0 });
  expect(outcome).toBe('IMPOSSIBLE');
  expect(clashes[0]).toMatchObject({
    demands: [{ demand: 'women_min', wanted: 1 }],
    applicationIds: [],
    free: { judges: 2, women: 0, marketExperts: 1, centres: 2 },
  });
});
