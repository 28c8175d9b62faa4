/** The question to a thread of the search, and its reports. It has no answer besides the reports. */
import type { Bounds } from './bound.ts';
import type { Instance } from './instance.ts';
import type { Best } from './search.ts';

export interface Task {
  instance: Instance;
  seed: number;
  msLeft: number;
  /** True for the thread that works on the bound before it searches too. */
  bounds: boolean;
}

export type News = { best: Best } | { bounds: Bounds };
