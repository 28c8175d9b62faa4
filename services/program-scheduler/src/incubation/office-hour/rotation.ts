/**
 * The order of waiting teams. First comes the team with the fewest sessions in the cohort. Among equal teams the last
 * session that is longest ago decides, and a team without a session comes first. Then the earliest request decides, and
 * then the id of the request, so that every replica finds the same order. Sessions are the recorded ones, and the
 * booked office hours, held or not.
 */

export interface Asking {
  requestId: string;
  ventureId: string;
  /** The only mentor that the team wants; empty for any. */
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
// Two teams without a session are equal. The difference of two infinities would be NaN.
const compareTimes = (a: Date | undefined, b: Date | undefined) => (time(a) < time(b) ? -1 : Number(time(a) > time(b)));

/** The waiting teams, in the order in which they are served. */
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

/** Adds up the sessions of each team. */
export function tally(held: readonly { ventureId: string; at: Date }[]): ReadonlyMap<string, Received> {
  const received = new Map<string, Received>();
  for (const { ventureId, at } of held) {
    const { sessions, lastAt } = received.get(ventureId) ?? NONE;
    received.set(ventureId, { sessions: sessions + 1, lastAt: lastAt && lastAt > at ? lastAt : at });
  }
  return received;
}
