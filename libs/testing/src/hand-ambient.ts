/** Time, pauses and ids that a test drives by hand: things happen when the test says so, and then at once. */
import { type Ambient, pauseBy } from '@naru/kit/ambient';
import { eventually } from './eventually.ts';

export interface HandAmbient extends Ambient {
  /** Advances the time, and ends every pause that is over by then, the earliest first. */
  advance(ms: number): void;
  /** Sets the time of day forward or back, as an operator could. Pauses do not change. */
  setClock(to: Date): void;
  /** Resolves once that many pauses wait: then the work under way has finished. */
  resting(pauses?: number): Promise<void>;
  /** The requested lengths of the waiting pauses, in the order of the requests. */
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
