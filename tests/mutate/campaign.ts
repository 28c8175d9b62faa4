/** Plants the faults of one group and sees which of them the tests find. */
import type { Mutant } from './choose.ts';
import type { Related } from './groups.ts';
import { type Fate, type Outcome, placeOf } from './report.ts';
import { type Place, runTests } from './trial.ts';
import { compiling, planted } from './type-check.ts';

export interface Campaign {
  /** In the order in which they are tried. */
  mutants: readonly Mutant[];
  /** How many that compile are tried. */
  count: number;
  /** Copies of the checkout, in which trials go on at the same time. */
  places: readonly Place[];
  related(mutant: Mutant): Related;
  /** The text of a file without a fault. */
  textOf(file: string): string;
  say(line: string): void;
  /** Hears of each fault as soon as its fate is known. */
  report(outcome: Outcome): void;
}

const SOUND_MS_MAX = 3_600_000;
const START_MS = 60_000;
/** The machine is busy with two trials at once, so a test may take longer than when nothing was planted. */
const SLOWER = 3;

export async function runCampaign(campaign: Campaign): Promise<void> {
  const { places, say, related } = campaign;
  const [first] = places;
  const chosen = await chooseCompiling(campaign);
  const tests = [...new Set(chosen.flatMap((mutant) => testsOf(related(mutant))))];
  say(`${chosen.length} faults compile; ${tests.length} test files relate to them and are run without a fault first`);
  if (!first) return;
  const sound = await soundTests(first, tests);
  for (const test of tests) if (!sound.has(test)) say(`left out, because it fails without a fault: ${test}`);
  const trial = { campaign, sound, done: 0, all: chosen.length };
  const batches = apart(chosen, (mutant) => testsOf(related(mutant)));
  await Promise.all(
    places.map(async (place) => {
      for (let one = batches.shift(); one && !place.interruption.aborted; one = batches.shift())
        await tryBatch(trial, place, one);
    }),
  );
}

interface Trial {
  campaign: Campaign;
  /** How long each test file takes that passes without a fault. */
  sound: ReadonlyMap<string, number>;
  done: number;
  all: number;
}

const testsOf = ({ near, far }: Related): string[] => [...near, ...far];

/** The first faults of the draw that the type checker lets through: it would have found the others. */
async function chooseCompiling({ mutants, count, places, textOf, say, report }: Campaign): Promise<Mutant[]> {
  const chosen: Mutant[] = [];
  const [place] = places;
  for (let at = 0; place && at < mutants.length && chosen.length < count && !place.interruption.aborted; ) {
    // About half of them do not compile.
    const some = mutants.slice(at, at + 2 * (count - chosen.length) + 10);
    at += some.length;
    const kept = await compiling(place, some, textOf);
    for (const mutant of some) {
      if (chosen.length === count) break;
      if (kept.includes(mutant)) chosen.push(mutant);
      else report({ mutant, fate: 'does not compile' });
    }
    say(`${chosen.length} of ${count} faults compile`);
  }
  return chosen;
}

/** Test files that pass without a fault: one that fails by itself would find everything. */
async function soundTests(place: Place, tests: readonly string[]): Promise<Map<string, number>> {
  if (tests.length === 0) return new Map();
  const { passed } = await runTests(place, { tests, limitMs: SOUND_MS_MAX, workers: 2 });
  return new Map([...passed].map(([test, { tookMs }]) => [test, tookMs]));
}

/** Batches of faults that share no test file, so that each failure says which fault it is about. */
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

/** The tests nearest to a fault come first, since most are found by them. */
async function tryBatch(trial: Trial, place: Place, batch: readonly Mutant[]): Promise<void> {
  const { related } = trial.campaign;
  const left = await tryStage(trial, place, batch, (mutant) => related(mutant).near);
  const survivors = await tryStage(trial, place, left, (mutant) => related(mutant).far);
  if (!place.interruption.aborted) for (const mutant of survivors) settle(trial, mutant, 'survived');
}

function settle(trial: Trial, mutant: Mutant, fate: Fate): void {
  trial.done += 1;
  trial.campaign.say(`${trial.done}/${trial.all} ${fate}: ${placeOf(mutant)}`);
  trial.campaign.report({ mutant, fate });
}

/** @returns the faults that none of these tests noticed */
async function tryStage(
  trial: Trial,
  place: Place,
  mutants: readonly Mutant[],
  testsFor: (mutant: Mutant) => readonly string[],
): Promise<Mutant[]> {
  const sound = (mutant: Mutant) => testsFor(mutant).filter((test) => trial.sound.has(test));
  const tests = mutants.flatMap(sound);
  if (tests.length === 0 || place.interruption.aborted) return [...mutants];
  const tookMs = tests.reduce((sum, test) => sum + (trial.sound.get(test) ?? 0), 0);
  const run = { tests, limitMs: START_MS + SLOWER * tookMs, bail: mutants.length === 1 };
  const { passed, isLate } = await planted(place, mutants, trial.campaign.textOf, () => runTests(place, run));
  if (place.interruption.aborted) return [];
  if (isLate && mutants.length > 1) {
    // One of them hangs, and takes the word from the others.
    const half = mutants.length >> 1;
    return [
      ...(await tryStage(trial, place, mutants.slice(0, half), testsFor)),
      ...(await tryStage(trial, place, mutants.slice(half), testsFor)),
    ];
  }
  const isFound = (mutant: Mutant) => isLate || sound(mutant).some((test) => !passed.has(test));
  for (const mutant of mutants.filter(isFound)) settle(trial, mutant, isLate ? 'timed out' : 'found');
  return mutants.filter((mutant) => !isFound(mutant));
}
