/**
 * Who is next: the team that has received the fewest sessions in the cohort; of those, the one whose last lies longest
 * back, a team that has had none first; of those, the one that asked first; and last by the id of the request, so that
 * the order is the same whoever works it out. Sessions are those recorded, and the office hours booked, held or not.
 */

export interface Asking {
  requestId: string;
  ventureId: string;
  /** Only this mentor; empty for any. */
  mentorId: string;
  requestedAt: Date;
}

export interface Received {
  sessions: number;
  lastAt: Date | undefined;
}

export type Place = Asking & Received;

const NONE: Received = { sessions: 0, lastAt: undefined };
const time = (at: Date | undefined) => at?.getTime() ?? Number.NEGATIVE_INFINITY;
const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
// Two that have had none are level: the difference of two infinities would be no number.
const compareTimes = (a: Date | undefined, b: Date | undefined) => (time(a) < time(b) ? -1 : Number(time(a) > time(b)));

/** The teams that ask, in the order in which they are served. */
export function rotation(asking: readonly Asking[], received: ReadonlyMap<string, Received>): Place[] {
  return asking
    .map((one) => ({ ...one, ...(received.get(one.ventureId) ?? NONE) }))
    .sort(
      (a, b) =>
        a.sessions - b.sessions ||
        compareTimes(a.lastAt, b.lastAt) ||
        compareTimes(a.requestedAt, b.requestedAt) ||
        compareText(a.requestId, b.requestId),
    );
}

/** Adds up what each team has received. */
export function tally(held: readonly { ventureId: string; at: Date }[]): ReadonlyMap<string, Received> {
  const received = new Map<string, Received>();
  for (const { ventureId, at } of held) {
    const { sessions, lastAt } = received.get(ventureId) ?? NONE;
    received.set(ventureId, { sessions: sessions + 1, lastAt: lastAt && lastAt > at ? lastAt : at });
  }
  return received;
}
