/** given / when / then for decisions: past events, one command, and the expected events or refusal. */
import { expect } from '@jest/globals';
import { Rejection } from '@naru/kit/rejection';
import type { Said } from '@naru/words/text';

/** The decision gets the state after the past events. */
export const scenario =
  <S, E>({ evolve }: { evolve: (state: S | null, event: E) => S | null }) =>
  (...past: E[]) => ({
    when: (verb: (state: S | null) => E[]) => {
      const step = (state: S | null, event: E): S | null => {
        const next = evolve(state, event);
        // Without a state, an event changes nothing, unless it carries the whole state, as the first one does.
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
        /** The state after the past events and those of the decision. */
        leaves: (expected: Partial<S>) => {
          const state = [...past, ...run()].reduce<S | null>(step, null);
          expect(state).toMatchObject(expected);
        },
        nothing: () => {
          expect(run()).toEqual([]);
        },
        /** With its texts, or what matches them, in the given languages. */
        refuses: (code: string, said: Partial<Record<keyof Said, unknown>> = {}) => {
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
