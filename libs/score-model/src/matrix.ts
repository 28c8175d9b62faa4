/** The linear algebra of the models: symmetric positive definite matrices, row by row. */

export interface Cholesky {
  /** Lower triangle, row by row. */
  lower: Float64Array;
  size: number;
  logDeterminant: number;
}

const at = (values: Float64Array, index: number): number => values[index] as number;

/** The triangle L with A = L·Lᵀ, or null if A is not positive definite. */
export function cholesky(matrix: Float64Array, size: number): Cholesky | null {
  const lower = new Float64Array(matrix);
  let logDeterminant = 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = at(lower, row * size + column);
      for (let k = 0; k < column; k += 1) sum -= at(lower, row * size + k) * at(lower, column * size + k);
      if (row !== column) lower[row * size + column] = sum / at(lower, column * size + column);
      else if (sum > 0) {
        lower[row * size + row] = Math.sqrt(sum);
        logDeterminant += Math.log(sum);
      } else return null;
    }
  }
  return { lower, size, logDeterminant };
}

/** x with Lᵀ·x = b. If b is independent standard normal, x is a draw with the covariance A⁻¹. */
export function solveUpper({ lower, size }: Cholesky, b: Float64Array): Float64Array {
  const x = new Float64Array(b);
  for (let row = size - 1; row >= 0; row -= 1) {
    const value = at(x, row) / at(lower, row * size + row);
    x[row] = value;
    for (let k = 0; k < row; k += 1) x[k] = at(x, k) - at(lower, row * size + k) * value;
  }
  return x;
}

/** x with L·x = b. */
export function solveLower({ lower, size }: Cholesky, b: Float64Array): Float64Array {
  const x = new Float64Array(b);
  for (let row = 0; row < size; row += 1) {
    let sum = at(x, row);
    for (let k = 0; k < row; k += 1) sum -= at(lower, row * size + k) * at(x, k);
    x[row] = sum / at(lower, row * size + row);
  }
  return x;
}

/** x with A·x = b. */
export const solve = (triangle: Cholesky, b: Float64Array): Float64Array =>
  solveUpper(triangle, solveLower(triangle, b));
