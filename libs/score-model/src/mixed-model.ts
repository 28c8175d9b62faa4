/**
 * y = μ + application + judge + error, applications and judges both random: the two-way crossed model without
 * interaction. For given ratios of the variances, Henderson's mixed-model equations give the best linear unbiased
 * predictions and their errors (C. R. Henderson, Biometrics 31, 1975, 423–447); the ratios maximise the restricted
 * likelihood (H. D. Patterson and R. Thompson, Biometrika 58, 1971, 545–554). The block of the applications is diagonal,
 * so it is absorbed, and what is left to factor has one row for each judge and one for μ.
 */
import { type Cholesky, cholesky, solve, solveLower } from './matrix.ts';
import { minimise } from './minimise.ts';

export interface Observation {
  application: number;
  judge: number;
  y: number;
}

export interface Design {
  applications: number;
  judges: number;
  observations: readonly Observation[];
}

export interface Fit {
  mean: number;
  applicationEffects: Float64Array;
  judgeEffects: Float64Array;
  /** Of μ + application, each. */
  standardErrors: Float64Array;
  variances: { application: number; judge: number; error: number };
  equations: Equations;
}

/** The equations with the applications absorbed, solved at one pair of ratios. */
export interface Equations {
  triangle: Cholesky;
  /** μ and the judges' effects. */
  solution: Float64Array;
  /** n + σ²error/σ²application, for each application. */
  diagonal: Float64Array;
  sums: Float64Array;
  byApplication: readonly (readonly Observation[])[];
  errorVariance: number;
  /** −2 × the restricted log-likelihood, up to a constant. */
  deviance: number;
}

/**
 * The search keeps the logarithms of the ratios σ²error/σ² within ±12: beyond that a variance cannot be told from zero.
 */
export const LOG_RATIO_MAX = 12;

const at = (values: Float64Array, index: number): number => values[index] as number;

/** @returns null if the scores determine no variances, for example if they are all equal */
export function fitMixedModel(design: Design): Fit | null {
  const { observations } = design;
  const centre = observations.reduce((sum, { y }) => sum + y, 0) / observations.length;
  const centred = observations.map((one) => ({ ...one, y: one.y - centre }));
  if (centred.every(({ y }) => Math.abs(y) < 1e-9)) return null;
  const byApplication = Array.from({ length: design.applications }, (): Observation[] => []);
  for (const one of centred) byApplication[one.application]?.push(one);
  const at0 = (logRatios: readonly number[]) => equationsAt(design, byApplication, logRatios);
  const best = minimise((logRatios) => at0(logRatios)?.deviance ?? Number.POSITIVE_INFINITY, {
    start: [0, 0],
    max: LOG_RATIO_MAX,
  });
  const equations = at0(best);
  return equations && fitOf(equations, { centre, logRatios: best, design });
}

function equationsAt(
  { applications, judges }: Design,
  byApplication: readonly (readonly Observation[])[],
  logRatios: readonly number[],
): Equations | null {
  const [logA = 0, logB = 0] = logRatios;
  const size = judges + 1;
  const matrix = new Float64Array(size * size);
  const add = (row: number, column: number, value: number) => {
    matrix[row * size + column] = at(matrix, row * size + column) + value;
  };
  const full = new Float64Array(size);
  const absorbed = new Float64Array(size);
  const diagonal = new Float64Array(applications);
  const sums = new Float64Array(applications);
  let squares = 0;
  let logDiagonal = 0;
  let count = 0;
  for (const [index, scores] of byApplication.entries()) {
    const sum = scores.reduce((total, { y }) => total + y, 0);
    const d = scores.length + Math.exp(logA);
    diagonal[index] = d;
    sums[index] = sum;
    logDiagonal += Math.log(d) - logA;
    count += scores.length;
    add(0, 0, scores.length - scores.length ** 2 / d);
    full[0] = at(full, 0) + sum;
    absorbed[0] = at(absorbed, 0) + (scores.length * sum) / d;
    for (const { judge, y } of scores) {
      const row = judge + 1;
      squares += y * y;
      full[row] = at(full, row) + y;
      absorbed[row] = at(absorbed, row) + sum / d;
      add(row, row, 1);
      add(row, 0, 1 - scores.length / d);
      add(0, row, 1 - scores.length / d);
      for (const other of scores) add(row, other.judge + 1, -1 / d);
    }
  }
  for (let row = 1; row < size; row += 1) add(row, row, Math.exp(logB));
  const triangle = cholesky(matrix, size);
  if (!triangle) return null;
  const solution = solve(
    triangle,
    full.map((value, row) => value - at(absorbed, row)),
  );
  const explained =
    full.reduce((total, value, row) => total + value * at(solution, row), 0) +
    byApplication.reduce(
      (total, scores, index) =>
        total + at(sums, index) * effectOf(scores, solution, { sum: at(sums, index), d: at(diagonal, index) }),
      0,
    );
  const errorVariance = Math.max(squares - explained, squares * 1e-10) / (count - 1);
  const deviance = (count - 1) * Math.log(errorVariance) + logDiagonal + triangle.logDeterminant - judges * logB;
  return { triangle, solution, diagonal, sums, byApplication, errorVariance, deviance };
}

/** The rest of an application's sum after μ and its judges are subtracted, shrunk. */
export const effectOf = (
  scores: readonly Observation[],
  solution: Float64Array,
  { sum, d }: { sum: number; d: number },
): number => (sum - scores.reduce((total, { judge }) => total + at(solution, 0) + at(solution, judge + 1), 0)) / d;

function fitOf(
  equations: Equations,
  { centre, logRatios, design }: { centre: number; logRatios: readonly number[]; design: Design },
): Fit {
  const { solution, diagonal, sums, byApplication, errorVariance } = equations;
  const [logA = 0, logB = 0] = logRatios;
  return {
    mean: centre + at(solution, 0),
    applicationEffects: Float64Array.from(byApplication, (scores, index) =>
      effectOf(scores, solution, { sum: at(sums, index), d: at(diagonal, index) }),
    ),
    judgeEffects: solution.slice(1),
    standardErrors: Float64Array.from(byApplication, (scores, index) =>
      standardErrorOf(equations, scores, { d: at(diagonal, index), size: design.judges + 1 }),
    ),
    variances: {
      application: errorVariance / Math.exp(logA),
      judge: errorVariance / Math.exp(logB),
      error: errorVariance,
    },
    equations,
  };
}

/** The prediction error of μ + application: σ²·(1/d + vᵀM⁻¹v), where v holds the weights of μ and the judges. */
function standardErrorOf(
  { triangle, errorVariance }: Equations,
  scores: readonly Observation[],
  { d, size }: { d: number; size: number },
): number {
  const v = new Float64Array(size);
  v[0] = 1 - scores.length / d;
  for (const { judge } of scores) v[judge + 1] = at(v, judge + 1) - 1 / d;
  const half = solveLower(triangle, v);
  return Math.sqrt(errorVariance * (1 / d + half.reduce((sum, value) => sum + value * value, 0)));
}
