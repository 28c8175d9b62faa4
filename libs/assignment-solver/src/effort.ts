/** The effort of the search, its end, and its reports. */
import type { Exactly } from './feasible.ts';

export interface Effort {
  seed?: number;
  /** Passes over all applications for the prices, and tries to improve the assignment afterwards. */
  passes?: number;
  shakes?: number;
  /** False once the search has to end. It is called often. */
  goOn?: () => boolean;
  exactly?: Exactly | undefined;
  /** Called with every better assignment and bound. */
  onProgress?: (progress: { total: number; bound: number; short: number }) => void;
}
