/**
 * The simplex search of Nelder and Mead (1965) in a box around zero. It needs no derivatives and no random numbers, so
 * its answer is always the same.
 */

type Point = { x: readonly number[]; value: number };

const ROUNDS_MAX = 150;
const CLOSE = 1e-7;

export function minimise(
  f: (x: readonly number[]) => number,
  { start, max }: { start: readonly number[]; max: number },
): readonly number[] {
  const point = (x: readonly number[]): Point => {
    const inside = x.map((value) => Math.min(max, Math.max(-max, value)));
    return { x: inside, value: f(inside) };
  };
  let simplex = [start, ...start.map((_, axis) => start.map((value, index) => value + (index === axis ? 2 : 0)))].map(
    point,
  );
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    simplex.sort((a, b) => a.value - b.value);
    const [best, worst] = [simplex[0] as Point, simplex.at(-1) as Point];
    if (worst.value - best.value < CLOSE) break;
    simplex = stepped(simplex, point);
  }
  simplex.sort((a, b) => a.value - b.value);
  return (simplex[0] as Point).x;
}

/** Moves the worst corner along the line through the centroid of the others, or shrinks all towards the best. */
function stepped(simplex: readonly Point[], point: (x: readonly number[]) => Point): Point[] {
  const [best, worst] = [simplex[0] as Point, simplex.at(-1) as Point];
  const others = simplex.slice(0, -1);
  const middle = best.x.map((_, axis) => others.reduce((sum, { x }) => sum + (x[axis] ?? 0), 0) / others.length);
  const along = (by: number) => point(middle.map((value, axis) => value + by * (value - (worst.x[axis] ?? 0))));
  const mirrored = along(1);
  if (mirrored.value < best.value) {
    const further = along(2);
    return [...others, further.value < mirrored.value ? further : mirrored];
  }
  if (mirrored.value < (others.at(-1) as Point).value) return [...others, mirrored];
  const nearer = mirrored.value < worst.value ? along(0.5) : along(-0.5);
  if (nearer.value < Math.min(mirrored.value, worst.value)) return [...others, nearer];
  return [best, ...simplex.slice(1).map(({ x }) => point(x.map((value, axis) => (value + (best.x[axis] ?? 0)) / 2)))];
}
