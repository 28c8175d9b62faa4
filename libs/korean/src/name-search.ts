/** Finds many names in a text at once, in steps that grow with the text and the names and with nothing else. */
import type { Letter } from './letters.ts';

/** A count of the steps of a search, so that a test can hold it against the size of its input. */
export interface Effort {
  steps: number;
}

interface State {
  next: Map<string, State>;
  /** The state of the longest end of what was read that is the beginning of a name. */
  fall: State | null;
  /** The names that end here; `shorter` leads to a state with shorter ones. */
  found: number[];
  shorter: State | null;
  depth: number;
}

export interface Found {
  /** Which of the names. */
  name: number;
  /** The first and the last of the letters. */
  first: number;
  last: number;
}

const stateAt = (depth: number): State => ({ next: new Map(), fall: null, found: [], shorter: null, depth });

/**
 * The automaton of Aho and Corasick (1975). It reads each letter once and never goes back. `accepts` decides on a find; the
 * longest one that it accepts at each letter is told.
 */
export function nameSearch(names: readonly (readonly string[])[], effort: Effort) {
  const root = stateAt(0);
  for (const [name, signs] of names.entries()) {
    let state = root;
    for (const sign of signs) {
      effort.steps += 1;
      const next = state.next.get(sign) ?? stateAt(state.depth + 1);
      state.next.set(sign, next);
      state = next;
    }
    if (state !== root) state.found.push(name);
  }
  link(root, effort);

  return (letters: readonly Letter[], accepts: (found: Found) => boolean): Found[] => {
    const all: Found[] = [];
    let state = root;
    for (const [last, { sign }] of letters.entries()) {
      state = step(state, sign, effort);
      const found = longest(state, last);
      if (found) all.push(found);
    }
    return all;

    function longest(from: State, last: number): Found | null {
      for (let at: State | null = from.found.length > 0 ? from : from.shorter; at; at = at.shorter) {
        const first = last - at.depth + 1;
        for (const name of at.found) {
          effort.steps += 1;
          if (accepts({ name, first, last })) return { name, first, last };
        }
      }
      return null;
    }
  };
}

function step(from: State, sign: string, effort: Effort): State {
  let state = from;
  effort.steps += 1;
  for (let next = state.next.get(sign); ; next = state.next.get(sign)) {
    if (next) return next;
    if (!state.fall) return state;
    effort.steps += 1;
    state = state.fall;
  }
}

/** Breadth first, so that the states that a state falls back to are linked before it. */
function link(root: State, effort: Effort): void {
  const queue = [root];
  for (const state of queue)
    for (const [sign, next] of state.next) {
      next.fall = state.fall ? step(state.fall, sign, effort) : root;
      next.shorter = next.fall.found.length > 0 ? next.fall : next.fall.shorter;
      queue.push(next);
    }
}
