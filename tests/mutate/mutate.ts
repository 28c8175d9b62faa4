/** Plants faults in copies of a checkout, group by group, and reports the results. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { files, type Source, sources } from '../architecture/source.ts';
import { runCampaign } from './campaign.ts';
import { drawn, type Equivalent, mutantsOf, withoutEquivalents } from './choose.ts';
import { type Group, grouped, relations, type Targets, targetsOf } from './groups.ts';
import { goneText, type Outcome, summaryText, survivorText } from './report.ts';
import { copyCheckout, scratchDir } from './scratch.ts';
import type { Place } from './trial.ts';

export interface Selection {
  groups: readonly Group[];
  /** The number of compiling faults to try in each group. */
  count: number;
  seed: number;
  /** Parts of paths. Faults are planted in files whose path has one of them; in all files if there are none. */
  files: readonly string[];
  /** The number of faults that are tried at the same time. */
  workers: number;
}

export interface Ground {
  root: string;
  env: NodeJS.ProcessEnv;
  interruption: AbortSignal;
  equivalents: readonly Equivalent[];
  /** Reports progress. */
  say(line: string): void;
  /** Reports results. */
  print(line: string): void;
}

export async function mutate(selection: Selection, ground: Ground): Promise<void> {
  const scratch = scratchDir();
  const remove = () => rmSync(scratch, { recursive: true, force: true });
  process.on('exit', remove);
  try {
    const all = sources(ground.root);
    const places = Array.from({ length: selection.workers }, (_, number) => openPlace(ground, scratch, number));
    const byGroup = grouped(all, ground.root);
    const relate = relations(all, ground.root);
    const asked = targetsOf(all, ground.root, { types: true });
    const summaries: string[] = [];
    for (const group of selection.groups) {
      const within = (byGroup.get(group) ?? []).filter(({ path: file }) => isWanted(file, selection));
      summaries.push(await tryGroup({ group, within, places, relate, asked }, selection, ground));
      if (ground.interruption.aborted) break;
    }
    ground.print(summaries.join('\n'));
  } finally {
    process.off('exit', remove);
    remove();
  }
}

const isWanted = (file: string, { files: parts }: Selection): boolean =>
  parts.length === 0 || parts.some((part) => file.includes(part));

function openPlace({ root, env, interruption }: Ground, scratch: string, number: number): Place {
  const dir = path.join(scratch, String(number));
  copyCheckout({ root, files: files(root), to: dir });
  return { dir, env, interruption };
}

interface Trial {
  group: Group;
  within: readonly Source[];
  places: readonly Place[];
  relate: ReturnType<typeof relations>;
  asked: Targets;
}

async function tryGroup({ group, within, places, relate, asked }: Trial, selection: Selection, ground: Ground) {
  const { seed, count } = selection;
  const { equivalents, print } = ground;
  const all = within.flatMap((source) => mutantsOf(source, group));
  const here = new Set(within.map(({ path: file }) => file));
  const { counting, gone } = withoutEquivalents(
    all,
    equivalents.filter(({ file }) => here.has(file)),
  );
  for (const one of gone) ground.say(goneText(one));
  const texts = new Map(within.map(({ path: file, text }) => [file, text]));
  const outcomes: Outcome[] = [];
  await runCampaign({
    mutants: drawn(counting, seed),
    count,
    places,
    related: ({ file }) => relate(file, group),
    imports: (file, other) => asked.get(file)?.includes(other) ?? false,
    textOf: (file) => texts.get(file) ?? '',
    say: (line) => ground.say(`${group}: ${line}`),
    report: (outcome) => outcomes.push(outcome),
  });
  for (const { mutant, fate } of outcomes) if (fate === 'survived') print(survivorText(mutant));
  return summaryText({ group, outcomes, judged: all.length - counting.length });
}
