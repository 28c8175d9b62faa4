/** A limited load: a few callers run one story after the other while something is broken. */
import { STORIES } from './stories.ts';
import type { Naru } from './system.ts';

export interface Bounds {
  /** The maximum number of stories. */
  stories?: number;
  /** The stories, in turn; all of them by default. */
  kinds?: readonly (keyof typeof STORIES)[];
}

export interface Load {
  /** Runs some work under load. The load ends with the work or after its last story; each story runs to its end. */
  during(work: () => Promise<void>, bounds?: Bounds): Promise<void>;
}

const CALLERS = 8;
const ALL: NonNullable<Bounds['kinds']> = ['introduced', 'hidden', 'dropped'];

export function openLoad({ client, partner }: Naru): Load {
  let next = 0;

  async function during(work: () => Promise<void>, { stories = CALLERS, kinds = ALL }: Bounds = {}): Promise<void> {
    let left = stories;
    const caller = async () => {
      while (left > 0) {
        left -= 1;
        const number = next++;
        await STORIES[kinds[number % kinds.length] ?? 'introduced'](client, number, partner);
      }
    };
    const callers = Array.from({ length: CALLERS }, caller);
    const worked = work().finally(() => {
      left = 0;
    });
    const results = await Promise.allSettled([worked, ...callers]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  return { during };
}
