/** Timetables of 1:1 meetings: quality and time, compared with CP-SAT on the same instances, for growing days. */
import { checkTimetable } from '@naru/timetable-solver/check';
import { generateInstance, SHAPES, type Shape, scaled } from '@naru/timetable-solver/generate';
import { solveTimetable, type Timetable } from '@naru/timetable-solver/solve';
import { type Found, solveByCpSat } from './cp-sat.ts';
import type { Row, Section } from './report.ts';

const SEEDS = [1, 2, 3];
const SECONDS = 10;
const BASELINE_SECONDS = 100;
const LARGE_SECONDS = 60;
const FACTORS = [1, 2, 5, 10];

const planted = { ...SHAPES.sessions, planted: true };

const CASES: { name: string; shape: Shape }[] = [
  { name: '16 tables', shape: SHAPES.small },
  { name: '21 tables', shape: { ...SHAPES.small, tables: 21 } },
  { name: '24 tables, nearly full', shape: SHAPES.full },
  { name: '27 tables', shape: { ...SHAPES.full, tables: 27 } },
  { name: '22 tables, two sessions, forbidden slots, can be without gaps', shape: planted },
  { name: '22 tables, two sessions, forbidden slots, at random', shape: SHAPES.sessions },
];

const GROWING: { name: string; shape: Shape }[] = [
  { name: 'small', shape: SHAPES.small },
  { name: 'nearly full', shape: SHAPES.full },
  { name: 'two sessions, can be without gaps', shape: planted },
  { name: 'two sessions, at random', shape: SHAPES.sessions },
];

export async function measureTimetables(): Promise<Section> {
  const rows: Row[] = [];
  for (const one of CASES) rows.push(await compared(one));
  for (const { name, shape } of GROWING)
    for (const factor of FACTORS) rows.push(await grown(`${name}, ${factor} ×`, scaled(shape, factor), factor));
  return {
    title: 'Timetables',
    how: `Instances of the published shapes by a seeded generator, ${SEEDS.length} of each. Two threads, at most ${SECONDS} s, and ${LARGE_SECONDS} s for larger ones; every rule is checked by a checker of its own. "Proven" is: no timetable has fewer meetings without a place, nor fewer gaps then. CP-SAT (OR-tools, two workers) gets the first instance of each shape for ${BASELINE_SECONDS} s in the same run; its bound after that time is given too. In the last shape the pairs, forbidden slots and half-days are drawn at random: neither solver can prove there what is best, since everyone's day alone allows far fewer gaps than all days together seem to.`,
    rows,
  };
}

interface Case {
  name: string;
  shape: Shape;
}

async function compared({ name, shape }: Case): Promise<Row> {
  const own: Timetable[] = [];
  for (const seed of SEEDS) own.push(await solved(shape, seed, SECONDS));
  const found = await solveByCpSat(generateInstance(shape, SEEDS[0] as number), BASELINE_SECONDS);
  const baseline = found.at(-1);
  const [first] = own;
  const reached = baseline === undefined || (first !== undefined && first.gaps <= baseline.gaps);
  return {
    what: `${shape.participants} participants, ${shape.meetings} meetings, ${shape.slots} slots, ${name}`,
    measured: told(own),
    against: `CP-SAT on the first: ${atTime(found, SECONDS)} in ${SECONDS} s, ${atTime(found, BASELINE_SECONDS)} in ${BASELINE_SECONDS} s, bound ${baseline?.bound ?? 0}`,
    target: `proven or within 2 % of the bound (1 below 50) in ≤ ${SECONDS} s; as good as CP-SAT in ${BASELINE_SECONDS} s`,
    met: own.every(isNear) && reached,
  };
}

async function grown(name: string, shape: Shape, factor: number): Promise<Row> {
  const one = await solved(shape, SEEDS[0] as number, factor === 1 ? SECONDS : LARGE_SECONDS);
  return {
    what: `${name}: ${shape.participants} participants, ${shape.meetings.toLocaleString('en-US')} meetings`,
    measured: told([one]),
    against: `first timetable after ${one.firstSeconds.toFixed(2)} s`,
    target: `≤ ${LARGE_SECONDS} s`,
    met: isNear(one),
  };
}

/** All rules are kept and all meetings are held; otherwise there is no figure. */
async function solved(shape: Shape, seed: number, seconds: number): Promise<Timetable & { firstSeconds: number }> {
  const instance = generateInstance(shape, seed);
  let firstSeconds = Infinity;
  const onProgress = ({ seconds: at }: { seconds: number }) => {
    firstSeconds = Math.min(firstSeconds, at);
  };
  const found = await solveTimetable(instance, { seconds, onProgress });
  const { violations } = checkTimetable(instance, found);
  if (violations.length > 0 || found.unplaced.length > 0)
    throw new Error(`a timetable that is no timetable: ${violations[0] ?? `${found.unplaced.length} unplaced`}`);
  return { ...found, firstSeconds };
}

const isNear = ({ gaps, bound, proven }: Timetable): boolean => proven || gaps <= Math.max(bound + 1, 1.02 * bound);

/** "all proven", or the figures that were reached. */
function told(found: readonly Timetable[]): string {
  const gaps = found.map((one) => one.gaps).join(', ');
  const slowest = Math.max(...found.map(({ seconds }) => seconds)).toFixed(1);
  const proven = found.filter((one) => one.proven).length;
  const bounds = proven === found.length ? '' : `, bounds ${found.map(({ bound }) => bound).join(', ')}`;
  return `gaps ${gaps}${bounds}; ${proven} of ${found.length} proven; slowest ${slowest} s`;
}

function atTime(found: readonly Found[], seconds: number): string {
  const last = found.findLast((one) => one.seconds <= seconds + 1);
  return last ? `${last.gaps} gaps` : 'nothing';
}
