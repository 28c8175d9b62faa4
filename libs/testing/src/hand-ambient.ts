/** Time, pauses and ids that a test drives by hand: nothing happens until it says so, and then at once. */
import { type Ambient, pauseBy } from '@naru/kit/ambient';
import { eventually } from './eventually.ts';

export interface HandAmbient extends Ambient {
  /** Moves time on, and ends every pause that is over by then, the earliest first. */
  advance(ms: number): void;
  /** Puts the clock on the wall ahead, or back, as an operator would: pauses do not notice. */
  setClock(to: Date): void;
  /** Resolves once so many pauses wait: what was under way has come to rest. */
  resting(pauses?: number): Promise<void>;
  /** How long each pause that waits was asked for, in the order of asking. */
  waitingMs(): number[];
}

interface Waiting {
  at: number;
  ms: number;
  call: () => void;
}

export function handAmbient(start = new Date('2026-03-02T09:00:00Z')): HandAmbient {
  const waiting = new Set<Waiting>();
  let elapsed = 0;
  let offset = start.getTime();
  let ids = 0;

  const after: Ambient['after'] = (ms, call) => {
    const one = { at: elapsed + ms, ms, call };
    waiting.add(one);
    return () => waiting.delete(one);
  };

  function advance(ms: number): void {
    const until = elapsed + ms;
    for (;;) {
      const [next] = [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!next) break;
      elapsed = Math.max(elapsed, next.at);
      waiting.delete(next);
      next.call();
    }
    elapsed = until;
  }

  return {
    now: () => new Date(offset + elapsed),
    elapsedMs: () => elapsed,
    newId: (prefix) => {
      ids += 1;
      return `${prefix}_${String(ids).padStart(6, '0')}`;
    },
    pause: pauseBy(after),
    after,
    advance,
    setClock: (to) => {
      offset = to.getTime() - elapsed;
    },
    resting: async (pauses = 1) => {
      await eventually(() => waiting.size >= pauses, { everyMs: 1 });
    },
    waitingMs: () => [...waiting].map(({ ms }) => ms),
  };
}
