/** Plants the faults of one group and reports which of them the tests find. */
import type { Mutant } from './choose.ts';
import type { Related } from './groups.ts';
import { type Fate, type Outcome, placeOf } from './report.ts';
import { type Place, runTests } from './trial.ts';
import { compiling, planted } from './type-check.ts';

export interface Campaign {
  /** In the order in which they are tried. */
  mutants: readonly Mutant[];
  /** The number of compiling faults to try. */
  count: number;
  /** Copies of the checkout, in which trials run at the same time. */
  places: readonly Place[];
  related(mutant: Mutant): Related;
  /** True if a file imports another one, even only for its types. */
  imports(file: string, other: string): boolean;
  /** The text of a file without a fault. */
  textOf(file: string): string;
  say(line: string): void;
  /** Called for each fault as soon as its result is known. */
  report(outcome: Outcome): void;
}

const SOUND_MS_MAX = 3_600_000;
const START_MS = 60_000;
/** Two trials run at once, so a test may take longer than in a run without faults. */
const SLOWER = 3;

export async function runCampaign(campaign: Campaign): Promise<void> {
  const { places, related } = campaign;
  const chosen = await chooseCompiling(campaign);
  const trial: Trial = { campaign, sound: new Map(), looked: new Set(), done: 0, all: chosen.length };
  // The nearest tests come first, because they find most faults. The others run only for the remaining faults.
  const own = (mutant: Mutant) => related(mutant).own;
  const near = (mutant: Mutant) => related(mutant).near;
  const far = (mutant: Mutant) => related(mutant).far;
  const unnoticed = await tryApart(trial, await tryApart(trial, chosen, own), near);
  // Tests this far away find hardly any faults, so all remaining faults are planted at once.
  const survivors = await tryBatches(
    trial,
    apart(unnoticed, () => []),
    far,
  );
  if (!places.some(({ interruption }) => interruption.aborted))
    for (const mutant of survivors) settle(trial, mutant, 'survived');
}

type TestsFor = (mutant: Mutant) => readonly string[];

interface Trial {
  campaign: Campaign;
  /** The duration of each test file that passes without a fault. */
  sound: Map<string, number>;
  /** The test files that have been run without a fault. */
  looked: Set<string>;
  done: number;
  all: number;
}

/** The first faults of the draw that compile: the type checker finds the others. */
async function chooseCompiling({ mutants, count, places, textOf, imports, say, report }: Campaign): Promise<Mutant[]> {
  const chosen: Mutant[] = [];
  const [place] = places;
  for (let at = 0; place && at < mutants.length && chosen.length < count && !place.interruption.aborted; ) {
    // About half of them do not compile.
    const some = mutants.slice(at, at + 2 * (count - chosen.length) + 10);
    at += some.length;
    const kept = await compiling(place, some, { textOf, imports });
    for (const mutant of some) {
      if (chosen.length === count) break;
      if (kept.includes(mutant)) chosen.push(mutant);
      else report({ mutant, fate: 'does not compile' });
    }
    say(`${chosen.length} of ${count} faults compile`);
  }
  return chosen;
}

/** Test files are first run without a fault: a file that fails anyway would find every fault. */
async function lookAtTests({ campaign, sound, looked }: Trial, tests: readonly string[]): Promise<void> {
  const { places, say } = campaign;
  const [place] = places;
  const fresh = [...new Set(tests)].filter((test) => !looked.has(test));
  if (!place || fresh.length === 0 || place.interruption.aborted) return;
  say(`${fresh.length} test files that relate are run without a fault first`);
  const { passed } = await runTests(place, { tests: fresh, limitMs: SOUND_MS_MAX, workers: places.length });
  for (const test of fresh) {
    looked.add(test);
    const result = passed.get(test);
    if (result) sound.set(test, result.tookMs);
    else if (!place.interruption.aborted) say(`left out, because it fails without a fault: ${test}`);
  }
}

/** Batches of faults without a common test file, so that each failure belongs to one fault. */
export function apart(mutants: readonly Mutant[], testsFor: (mutant: Mutant) => readonly string[]): Mutant[][] {
  const batches: { mutants: Mutant[]; taken: Set<string> }[] = [];
  for (const mutant of mutants) {
    const tests = testsFor(mutant);
    const isFree = ({ mutants: others, taken }: (typeof batches)[number]) =>
      tests.every((test) => !taken.has(test)) && others.every(({ file }) => file !== mutant.file);
    let batch = batches.find(isFree);
    if (!batch) {
      batch = { mutants: [], taken: new Set() };
      batches.push(batch);
    }
    batch.mutants.push(mutant);
    for (const test of tests) batch.taken.add(test);
  }
  return batches.map(({ mutants: one }) => one);
}

function settle(trial: Trial, mutant: Mutant, fate: Fate): void {
  trial.done += 1;
  trial.campaign.say(`${trial.done}/${trial.all} ${fate}: ${placeOf(mutant)}`);
  trial.campaign.report({ mutant, fate });
}

/** @returns the faults that none of these tests found */
const tryApart = (trial: Trial, mutants: readonly Mutant[], testsFor: TestsFor): Promise<Mutant[]> =>
  tryBatches(trial, apart(mutants, testsFor), testsFor);

async function tryBatches(trial: Trial, batches: Mutant[][], testsFor: TestsFor): Promise<Mutant[]> {
  const left: Mutant[] = [];
  await lookAtTests(trial, batches.flat().flatMap(testsFor));
  await Promise.all(
    trial.campaign.places.map(async (place) => {
      for (let one = batches.shift(); one && !place.interruption.aborted; one = batches.shift())
        left.push(...(await tryBatch(trial, place, one, testsFor)));
    }),
  );
  return left;
}

/** Plants a batch at once, and halves it until each failure belongs to one fault. */
async function tryBatch(trial: Trial, place: Place, batch: readonly Mutant[], testsFor: TestsFor): Promise<Mutant[]> {
  const { campaign, sound } = trial;
  const soundFor = (mutant: Mutant) => testsFor(mutant).filter((test) => sound.has(test));
  const tests = [...new Set(batch.flatMap(soundFor))];
  if (tests.length === 0 || place.interruption.aborted) return [...batch];
  const tookMs = tests.reduce((sum, test) => sum + (sound.get(test) ?? 0), 0);
  const run = { tests, limitMs: START_MS + SLOWER * tookMs, bail: batch.length === 1 };
  const { passed, isLate } = await planted(place, batch, campaign.textOf, () => runTests(place, run));
  if (place.interruption.aborted) return [];
  const { found, unnoticed, unclear } = judged(batch, soundFor, isLate ? new Set() : new Set(passed.keys()));
  for (const mutant of found) settle(trial, mutant, isLate ? 'timed out' : 'found');
  const half = (unclear.length + 1) >> 1;
  for (const part of [unclear.slice(0, half), unclear.slice(half)])
    if (part.length > 0) unnoticed.push(...(await tryBatch(trial, place, part, testsFor)));
  return unnoticed;
}

/** A failed test proves a fault if it relates to no other fault of the batch. */
export function judged(batch: readonly Mutant[], testsFor: TestsFor, passed: ReadonlySet<string>) {
  const relatedTo = (test: string) => batch.filter((mutant) => testsFor(mutant).includes(test)).length;
  const failed = (mutant: Mutant) => testsFor(mutant).filter((test) => !passed.has(test));
  const isFound = (mutant: Mutant) => failed(mutant).some((test) => relatedTo(test) === 1);
  const suspects = batch.filter((mutant) => failed(mutant).length > 0);
  // If one of several hangs, no test has a result.
  const isNoneClear = passed.size === 0 && suspects.length > 1;
  return {
    found: suspects.filter((mutant) => !isNoneClear && isFound(mutant)),
    unclear: suspects.filter((mutant) => isNoneClear || !isFound(mutant)),
    unnoticed: batch.filter((mutant) => failed(mutant).length === 0),
  };
}
