/** given / when / then for verbs that decide: past events, one command, the events or the refusal it must give. */
import { expect } from '@jest/globals';
import { Rejection } from '@naru/kit/rejection';
import type { Said } from '@naru/words/text';

/** The verb is given the state that the past events make. */
export const scenario =
  <S, E>({ evolve }: { evolve: (state: S | null, event: E) => S | null }) =>
  (...past: E[]) => ({
    when: (verb: (state: S | null) => E[]) => {
      const step = (state: S | null, event: E): S | null => {
        const next = evolve(state, event);
        // An event about nobody leaves nobody, unless it tells everything itself, as the first one does.
        const alone = evolve(null, event);
        if (alone !== null) expect(alone).toEqual(next);
        return next;
      };
      const run = () => verb(past.reduce<S | null>(step, null));
      return {
        then: (...events: E[]) => {
          const decided = run();
          expect(decided).toEqual(events);
          [...past, ...decided].reduce<S | null>(step, null);
        },
        /** The state after what the verb decided, on top of the past. */
        leaves: (expected: Partial<S>) => {
          const state = [...past, ...run()].reduce<S | null>(step, null);
          expect(state).toMatchObject(expected);
        },
        nothing: () => {
          expect(run()).toEqual([]);
        },
        /** With what it says, in the languages that are given. */
        refuses: (code: string, said: Partial<Said> = {}) => {
          const refusal = refusalOf(run);
          expect(refusal.code).toBe(code);
          expect(refusal.said).toMatchObject(said);
        },
      };
    },
  });

function refusalOf(run: () => unknown): Pick<Rejection, 'code' | 'said'> {
  try {
    const decided = JSON.stringify(run());
    return { code: `no refusal but ${decided}`, said: { ko: '', en: '' } };
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}
