/**
 * Makes a timetable for an instance: two threads search; this one keeps the best and says how good it is proven to be.
 */
import { askThread } from '@naru/solving/thread';
import { type Bounds, NO_BOUNDS } from './bound.ts';
import { checkTimetable } from './check.ts';
import type { Assignment, Instance } from './instance.ts';
import { type Problem, problemOf } from './problem.ts';
import { boundsOf, proofOf } from './proof.ts';
import { randomOf } from './random.ts';
import { type Reason, reasonsFor } from './reasons.ts';
import { advance, type Best, evenOut, isBetter, isEven, searchOf } from './search.ts';
import { tablesFor } from './tables.ts';
import type { News, Task } from './task.ts';

export type Unplaced = Reason & { meeting: string };

export interface Timetable {
  assignments: Assignment[];
  unplaced: Unplaced[];
  gaps: number;
  /** No timetable with as few unplaced meetings has fewer gaps than this. */
  bound: number;
  /** True if it is proven that as few meetings as possible are unplaced, and that the gaps are then the fewest. */
  proven: boolean;
  /** The wall time that it took. */
  seconds: number;
}

export interface Progress {
  unplaced: number;
  gaps: number;
  bound: number;
  seconds: number;
}

export interface SolveOptions {
  /** The wall time after which the best timetable so far is the answer. */
  seconds: number;
  seed?: number;
  threads?: number;
  /** Ends the search early. The answer is then the best timetable so far. */
  signal?: AbortSignal;
  /** Called with every better timetable or bound. `current` computes that timetable on demand. */
  onProgress?: (progress: Progress, current: () => Timetable) => void;
}

/** The time after the search for tables, reasons, the last check and writing the answer. */
const finishMs = ({ meetings }: Instance): number => 60 + meetings.length / 12;
/** The time for better tables in a timetable that is shown during the search. */
const SHOWN_TABLES_MS = 200;

export async function solveTimetable(instance: Instance, options: SolveOptions): Promise<Timetable> {
  const begun = performance.now();
  const { seconds, seed = 1, threads = 2, signal, onProgress } = options;
  const problem = problemOf(instance);
  const search = searchOf(problem, randomOf(seed));
  let { best } = search;
  let bounds = NO_BOUNDS;
  const elapsed = () => (performance.now() - begun) / 1000;
  const tell = () => {
    const unplaced = best.slotOf.filter((slot) => slot < 0).length;
    const current = () =>
      finished({ instance, problem, best, bounds, seconds: elapsed, untilMs: performance.now() + SHOWN_TABLES_MS });
    onProgress?.({ unplaced, gaps: best.gaps, bound: bounds.gaps, seconds: elapsed() }, current);
  };
  tell();
  const hear = (news: News): boolean => {
    if ('bounds' in news) bounds = { missing: news.bounds.missing, gaps: Math.max(bounds.gaps, news.bounds.gaps) };
    else if (isBetter(news.best, best)) best = news.best;
    else return false;
    tell();
    return proofOf(problem, best, bounds).proven;
  };
  const endMs = begun + 1000 * seconds;
  const msLeft = endMs - finishMs(instance) - performance.now();
  if (!proofOf(problem, best, bounds).proven && msLeft > 0 && !signal?.aborted)
    await searchInThreads({ instance, seed, threads, msLeft }, hear, signal);
  search.best = best;
  const evenUntilMs = Math.min(performance.now() + EVEN_MS, endMs - finishMs(instance) / 2);
  while (!isEven(search) && performance.now() < evenUntilMs && !signal?.aborted) evenOut(search, EVEN_MOVES);
  const untilMs = endMs - finishMs(instance) / 3;
  return finished({ instance, problem, best: search.best, bounds, seconds: elapsed, untilMs });
}

const BOUND_ROUNDS = 400;
/** Spreads the remaining gaps: a few moves are enough. */
const EVEN_MOVES = 20_000;
const EVEN_MS = 200;

/**
 * The same in this thread and without a clock: a number of moves decides the end, so every run gives the same result.
 */
export function solveByMoves(instance: Instance, { seed = 1, moves }: { seed?: number; moves: number }): Timetable {
  const problem = problemOf(instance);
  const search = searchOf(problem, randomOf(seed));
  const CHUNK = 400;
  for (let done = 0; done < moves && search.best.gaps + search.best.missing > 0; done += CHUNK)
    advance(search, done / moves, CHUNK);
  evenOut(search, EVEN_MOVES);
  const bounds = boundsOf(problem, search.best, BOUND_ROUNDS);
  return finished({ instance, problem, best: search.best, bounds, seconds: () => 0 });
}

interface Team {
  instance: Instance;
  seed: number;
  threads: number;
  msLeft: number;
}

/** Resolves when a report proves the best, when the time is over, or when it is stopped from outside. */
async function searchInThreads(
  { instance, seed, threads, msLeft }: Team,
  hear: (news: News) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  const ends = AbortSignal.any([over.signal, AbortSignal.timeout(Math.ceil(msLeft)), ...(signal ? [signal] : [])]);
  const tasks = Array.from({ length: threads }, (_, place): Task => {
    return { instance, seed: seed + 1 + place, msLeft, bounds: place === threads - 1 };
  });
  const search = async (question: Task) => {
    const file = new URL('./worker.ts', import.meta.url);
    try {
      for await (const news of askThread<Task, News, void>({ file, question, signal: ends }))
        if (hear(news)) return over.abort();
    } catch (error) {
      if (ends.aborted) return; // The end was requested.
      over.abort();
      throw error;
    }
  };
  await Promise.all(tasks.map(search));
}

interface Found {
  instance: Instance;
  problem: Problem;
  best: Best;
  bounds: Bounds;
  seconds: () => number;
  /** When to stop looking for better tables. */
  untilMs?: number;
}

function finished({ instance, problem, best, bounds, seconds, untilMs }: Found): Timetable {
  const { slotOf } = best;
  const locked = Int32Array.from(instance.meetings, (meeting) => meeting.locked?.table ?? 0);
  const tables = tablesFor(problem, { slotOf, locked, ...(untilMs !== undefined && { untilMs }) });
  const assignments: Assignment[] = [];
  const unplaced: Unplaced[] = [];
  const why = reasonsFor({ instance, problem, slotOf });
  instance.meetings.forEach(({ id }, m) => {
    const slot = instance.slots[slotOf[m]];
    if (slot) assignments.push({ meeting: id, slot: slot.id, table: tables[m] });
    else unplaced.push({ meeting: id, ...why(m) });
  });
  const { violations, gaps } = checkTimetable(instance, { assignments, unplaced });
  if (violations.length > 0)
    throw new Error(`the solver broke a rule, which is a bug: ${JSON.stringify(violations[0])}`);
  const proof = proofOf(problem, best, bounds);
  return { assignments, unplaced, gaps, bound: proof.bound, proven: proof.proven, seconds: seconds() };
}
