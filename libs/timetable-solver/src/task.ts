/** What a thread of the search is asked, and what it tells. It has no answer but its news. */
import type { Bounds } from './bound.ts';
import type { Instance } from './instance.ts';
import type { Best } from './search.ts';

export interface Task {
  instance: Instance;
  seed: number;
  msLeft: number;
  /** The thread that works on the bound before it searches too. */
  bounds: boolean;
}

export type News = { best: Best } | { bounds: Bounds };
