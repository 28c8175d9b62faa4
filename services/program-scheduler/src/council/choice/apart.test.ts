import { expect, test } from '@jest/globals';
import type { Taxonomy_Sector } from '@naru/contracts/common/v1/common';
import { chooseInThread, withChoices } from './apart.ts';
import { type Choose, choose, type Question } from './choose.ts';
import type { Constraint, Team } from './constraint.ts';
import { loadSolver } from './solver.ts';

const SECTORS: Taxonomy_Sector[] = [
  'IOT',
  'GAME',
  'BIO',
  'AI',
  'ROBOT',
  'AGRI',
  'ENERGY',
  'CARBON',
  'BEAUTY',
  'MOBILITY',
];
const solve = await loadSolver();
const floor: Constraint = { id: 'bio', centreIds: [], sectors: ['BIO'], min: 2 };
const teamsIn = (...sectors: Taxonomy_Sector[]): Team[] =>
  sectors.map((sector, index) => ({ id: `t${index}`, centreId: 'KR-27', sectors: [sector] }));
const asked: Question = { teams: teamsIn('IOT', 'GAME', 'BIO', 'BIO'), constraints: [floor], places: 3 };

test('a choice made in a thread is the choice made here', async () => {
  for (const question of [asked, { ...asked, places: 1 }])
    expect(await chooseInThread(question)).toEqual(choose(question, solve));
});

test('the work runs again with each answer, and asks each question once', async () => {
  let times = 0;
  const work = async (answer: Choose) => {
    times += 1;
    const first = answer(asked);
    const plain = answer({ ...asked, constraints: [] });
    return [...first.taken, ...plain.taken, ...answer({ ...asked, places: 2 }).taken];
  };
  expect(await withChoices(work)).toEqual(['t0', 't2', 't3', 't0', 't1', 't2', 't2', 't3']);
  expect(times).toBe(3);
});

test('an error of the work itself is not retried', async () => {
  const work = async (answer: Choose) => {
    answer(asked);
    throw new Error('taken meanwhile');
  };
  await expect(withChoices(work)).rejects.toThrow('taken meanwhile');
});

/** Forty rules that overlap at random, each for several sectors, over 2,000 teams. */
function entangled(): Question {
  let seed = 7;
  const chance = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const some = () => SECTORS.filter(() => chance() < 0.25);
  const teams = Array.from({ length: 2_000 }, (_, index) => ({ id: `t${index}`, centreId: 'KR-27', sectors: some() }));
  const constraints = Array.from({ length: 40 }, (_, index): Constraint => {
    const sectors = [...new Set([...some(), SECTORS[index % 10] as Taxonomy_Sector])];
    const share = teams.filter((team) => team.sectors.some((sector) => sectors.includes(sector))).length / 20;
    const max = Math.ceil(share * (0.75 + 0.4 * chance()));
    return { id: `c${index}`, centreIds: [], sectors, min: Math.min(max, Math.floor(share)), max };
  });
  return { teams, constraints, places: 100 };
}

test('the process answers other calls while constraints are solved; a search beyond the time limit is refused', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  await expect(chooseInThread(entangled(), { secondsMax: 0.2 })).rejects.toMatchObject({
    code: 'selection.constraints_entangled',
  });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
});

test('the search ends when the caller cancels the call', async () => {
  const gone = new AbortController();
  const choosing = chooseInThread(entangled(), { signal: gone.signal });
  gone.abort();
  await expect(choosing).rejects.toMatchObject({ kind: 'timeout' });
  await expect(chooseInThread(asked, { signal: gone.signal })).rejects.toMatchObject({ kind: 'timeout' });
});
