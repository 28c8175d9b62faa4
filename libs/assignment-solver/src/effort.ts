/** How hard the search tries, when it ends, and who hears of it. */
import type { Exactly } from './feasible.ts';

export interface Effort {
  seed?: number;
  /** Passes over all applications for the prices, and tries to better the assignment afterwards. */
  passes?: number;
  shakes?: number;
  /** False once it has to come to an end; asked often. */
  goOn?: () => boolean;
  exactly?: Exactly | undefined;
  /** Hears of every better assignment and bound. */
  onProgress?: (progress: { total: number; bound: number; short: number }) => void;
}
