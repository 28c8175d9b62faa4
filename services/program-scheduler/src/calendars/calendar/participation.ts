/** What the applications of a venture make of the events and rounds in its calendar. */
import type { Application_State } from '@naru/contracts/program/v1/application';
import type { Snapshot } from '@naru/kit/change';

/** Only a team that was selected takes part. One that waits for the decision may; one that is out does not. */
export type Part = 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';

export interface Participation {
  part: Part;
  /** The changes of its applications, which change the entry too. */
  sequence: number;
  changedAt: Date;
}

type Applied = Snapshot<{ roundId: string; state: Application_State }>;

const ORDER: readonly Part[] = ['CANCELLED', 'TENTATIVE', 'CONFIRMED'];
const PARTS: Partial<Record<Application_State, Part>> = {
  SELECTED: 'CONFIRMED',
  SUBMITTED: 'TENTATIVE',
  ELIGIBLE: 'TENTATIVE',
  WAITLISTED: 'TENTATIVE',
  WITHDRAWN: 'CANCELLED',
  INELIGIBLE: 'CANCELLED',
  REJECTED: 'CANCELLED',
};

/** By event or round, whichever `placeOf` gives. What was only drafted has none. */
export function participations(
  applications: readonly Applied[],
  placeOf: (roundId: string) => string | undefined,
): ReadonlyMap<string, Participation> {
  const found = new Map<string, Participation>();
  for (const { version, changedAt, state } of applications) {
    const [place, part] = [placeOf(state.roundId), PARTS[state.state]];
    if (!place || !part) continue;
    const before = found.get(place) ?? { part, sequence: 0, changedAt };
    const isLater = changedAt > before.changedAt;
    found.set(place, {
      part: ORDER.indexOf(part) > ORDER.indexOf(before.part) ? part : before.part,
      sequence: before.sequence + version,
      changedAt: isLater ? changedAt : before.changedAt,
    });
  }
  return found;
}
