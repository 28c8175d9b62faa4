/** Instances of published shapes and of any size, from a seed: for tests and for measuring. */
import type { Instance, Meeting, Session } from './instance.ts';
import { type Random, randomOf, shuffle } from './random.ts';

export interface Shape {
  participants: number;
  meetings: number;
  slots: number;
  tables: number;
  /** 2 divides the slots into morning and afternoon. */
  sessions: 1 | 2;
  /** The share of slots that a participant cannot take. */
  forbidden: number;
  /** The share of meetings that require the morning or the afternoon. */
  halfDay: number;
  /** The share of meetings with a fixed slot. Only with a planted timetable, so that the locks fit together. */
  locked: number;
  /** Built from a timetable without gaps, which is then discarded: 0 gaps are possible. */
  planted: boolean;
}

const plain = { sessions: 1, forbidden: 0, halfDay: 0, locked: 0, planted: false } as const;

/** The shapes that papers on such events use: a small one, a nearly full one, and one with two sessions. */
export const SHAPES = {
  small: { ...plain, participants: 42, meetings: 125, slots: 8, tables: 16 },
  full: { ...plain, participants: 60, meetings: 237, slots: 10, tables: 24 },
  sessions: {
    ...plain,
    participants: 78,
    meetings: 302,
    slots: 22,
    tables: 22,
    sessions: 2,
    forbidden: 0.1,
    halfDay: 0.3,
  },
} as const satisfies Record<string, Shape>;

/** The same day with more people, meetings and tables, but not more slots. */
export const scaled = (shape: Shape, factor: number): Shape => ({
  ...shape,
  participants: shape.participants * factor,
  meetings: shape.meetings * factor,
  tables: shape.tables * factor,
});

interface Draft {
  /** By participant: the slots of their meetings in the planted timetable. */
  busy: Set<number>[];
  pairs: { a: number; b: number; slot: number }[];
}

export function generateInstance(shape: Shape, seed: number): Instance {
  const random = randomOf(seed);
  const half = Math.ceil(shape.slots / 2);
  const sessionOf = (slot: number): Session => (shape.sessions === 1 ? 'ANY' : slot < half ? 'MORNING' : 'AFTERNOON');
  const draft = shape.planted ? withoutGaps(shape, random) : inAnyOrder(shape, random);
  const unavailable = draft.busy.map((busy) =>
    Array.from({ length: shape.slots }, (_, slot) => slot).filter(
      (slot) => !busy.has(slot) && random.unit() < shape.forbidden,
    ),
  );
  const meetings = shuffle(draft.pairs, random).map(({ a, b, slot }, i): Meeting => {
    const session = random.unit() < shape.halfDay ? sessionOf(slot) : 'ANY';
    const isLocked = shape.planted && random.unit() < shape.locked;
    const locked = isLocked ? { locked: { slot: `s${slot + 1}` } } : {};
    return { id: `m${i + 1}`, a: `p${a + 1}`, b: `p${b + 1}`, session, priority: 0, ...locked };
  });
  return {
    slots: Array.from({ length: shape.slots }, (_, slot) => ({ id: `s${slot + 1}`, session: sessionOf(slot) })),
    tables: shape.tables,
    participants: unavailable.map((slots, i) => ({
      id: `p${i + 1}`,
      unavailable: slots.map((slot) => `s${slot + 1}`),
    })),
    meetings,
    lunch: [],
  };
}

/**
 * Puts pairs into any slot in which both are free, so that all meetings can be held. Nothing keeps the days compact.
 */
function inAnyOrder({ participants, meetings, slots, tables }: Shape, random: Random): Draft {
  const busy = Array.from({ length: participants }, () => new Set<number>());
  const met = new Set<number>();
  const pairs: Draft['pairs'] = [];
  const used = new Int32Array(slots);
  for (let misses = 0; pairs.length < meetings && misses < 400 * meetings; misses++) {
    const slot = random.below(slots);
    const [a, b] = [random.below(participants), random.below(participants)];
    const key = Math.min(a, b) * participants + Math.max(a, b);
    if (a === b || met.has(key) || used[slot] >= tables || busy[a]?.has(slot) || busy[b]?.has(slot)) continue;
    met.add(key);
    busy[a]?.add(slot);
    busy[b]?.add(slot);
    used[slot] = used[slot] + 1;
    pairs.push({ a, b, slot });
  }
  return { busy, pairs };
}

/**
 * Slot by slot: each participant of the last slot goes on or leaves for good, others begin, and those present are
 * paired. So everyone's day is one run. If the pairs run out, there are fewer meetings than requested.
 */
function withoutGaps({ participants, meetings, slots, tables }: Shape, random: Random): Draft {
  const busy = Array.from({ length: participants }, () => new Set<number>());
  const met = new Set<number>();
  const pairs: Draft['pairs'] = [];
  const key = (a: number, b: number) => Math.min(a, b) * participants + Math.max(a, b);
  let fresh = shuffle([...busy.keys()], random);
  let active: number[] = [];
  for (let slot = 0; slot < slots; slot++) {
    const here = Math.min(tables, Math.ceil((meetings - pairs.length) / (slots - slot)));
    const leaving = Math.max(0, Math.floor(fresh.length / (slots - slot)) - Math.max(0, 2 * here - active.length));
    const begin = Math.max(0, 2 * here - active.length + (slot === 0 ? 0 : leaving));
    const staying = shuffle(active, random).slice(slot === 0 ? 0 : leaving);
    const pool = [...staying, ...fresh.slice(0, begin)];
    const seated: number[] = [];
    while (pool.length > 1 && seated.length < 2 * here) {
      const a = pool.shift() as number;
      const other = pool.findIndex((b) => !met.has(key(a, b)));
      if (other < 0) continue;
      const [b = 0] = pool.splice(other, 1);
      met.add(key(a, b));
      pairs.push({ a, b, slot });
      seated.push(a, b);
    }
    for (const person of seated) busy[person]?.add(slot);
    const now = new Set(seated);
    fresh = fresh.filter((person) => !now.has(person));
    active = seated;
  }
  return { busy, pairs };
}
