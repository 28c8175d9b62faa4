/** A limited load: a few callers run one story after the other while something is broken. */
import { eventually } from '@naru/testing/eventually';
import { STORIES } from './stories.ts';
import type { Naru } from './system.ts';

export interface Bounds {
  /** The maximum number of stories. */
  stories?: number;
  /** The stories, in turn; all of them by default. */
  kinds?: readonly (keyof typeof STORIES)[];
  /** The work begins after so many stories: by then the callers are at different steps, and every service is busy. */
  after?: number;
}

/** The load lasts as long as the work. Only a system that stands still would come to the end of so many stories. */
export const LASTING: Bounds = { stories: 500, after: 4 };

export async function inTurn<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of all) await work(one);
}

export interface Load {
  /** Runs some work under load. The load ends with the work or after its last story; each story runs to its end. */
  during(work: () => Promise<void>, bounds?: Bounds): Promise<void>;
}

const CALLERS = 4;
const ALL: NonNullable<Bounds['kinds']> = ['introduced', 'hidden', 'dropped'];

export function openLoad({ client, partner }: Naru): Load {
  let next = 0;

  async function during(work: () => Promise<void>, bounds: Bounds = {}): Promise<void> {
    const { stories = CALLERS, kinds = ALL, after = 0 } = bounds;
    let left = stories;
    let told = 0;
    const caller = async () => {
      while (left > 0) {
        left -= 1;
        const number = next++;
        await STORIES[kinds[number % kinds.length] ?? 'introduced'](client, number, partner);
        told += 1;
      }
    };
    const callers = Array.from({ length: CALLERS }, caller);
    const begun = eventually(() => told >= after, { withinMs: 60_000 });
    const worked = begun.then(work).finally(() => {
      left = 0;
    });
    const results = await Promise.allSettled([worked, ...callers]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  return { during };
}
