/** Moves after the proposal: promotions when a team leaves, and teams that the council adds later. */
import type { CouncilRecord } from '@naru/contracts/program/v1/selection';
import type { Said } from '@naru/words/text';
import type { Choice, Choose, Question } from '../../choice/choose.ts';
import { brokenBy } from '../../choice/constraint.ts';
import { changed, closedUp, placed, teamOf, withdrawn } from '../outcome.ts';
import { type Entry, type Selection, type SelectionEvent, waitlistOf, withStanding } from '../selection.ts';
import { known, refuse } from '../texts.ts';
import { requireRecord, requireStanding } from './council.ts';
import { requireQuota, requireUnbroken } from './refusals.ts';

export interface Release {
  applicationId: string;
  eventIsOver: boolean;
  choose: Choose;
}

/**
 * A withdrawn application leaves its place, and the waitlist moves up in order, as far as the constraints allow. Before
 * the decision the proposal is made again without the application. Once the event is held or cancelled nothing moves.
 */
export function releasePlace(
  selection: Selection | null,
  { applicationId, eventIsOver, choose }: Release,
): SelectionEvent[] {
  const entry = selection?.entries.find((one) => one.applicationId === applicationId);
  if (!selection || !entry || entry.standing === 'WITHDRAWN' || eventIsOver) return [];
  const left = changed(selection.entries, applicationId, withdrawn);
  if (selection.state === 'PROPOSED')
    return [{ type: 'SelectionReleased', applicationId, entries: proposedAnew(left, selection, choose) }];
  const question = {
    teams: waitlistOf(left).map(teamOf),
    constraints: selection.constraints,
    places: selection.places,
    chosen: withStanding(left, 'SELECTED').map(teamOf),
  };
  const { taken, passed } = nextOf(question, choose);
  const entries = closedUp(left.map((one) => passedOver(one, passed, taken)));
  return [
    { type: 'SelectionReleased', applicationId, entries },
    ...promotions(entries, { taken, leaver: applicationId }),
  ];
}

/** A waiting team that was passed over now gets the constraints that exclude it as its reason. */
function passedOver(entry: Entry, passed: Choice['passed'], taken: readonly string[]): Entry {
  const constraintIds = passed.get(entry.applicationId);
  if (!constraintIds) return entry;
  return { ...entry, reason: 'PASSED_OVER', constraintIds, otherId: taken.at(-1) ?? '' };
}

/** If the constraints can no longer be kept, the proposal selects no team, and the secretariat must propose again. */
function proposedAnew(entries: readonly Entry[], selection: Selection, choose: Choose): Entry[] {
  const rest = entries.filter(({ standing }) => standing !== 'WITHDRAWN');
  const anew = new Map(placed(rest, selection, choose).entries.map((entry) => [entry.applicationId, entry]));
  return entries.map((entry) => anew.get(entry.applicationId) ?? entry);
}

/** The first teams on the waitlist that keep the constraints move up. */
function promotions(
  entries: readonly Entry[],
  { taken, leaver }: { taken: readonly string[]; leaver: string },
): SelectionEvent[] {
  let after: Entry[] = [...entries];
  return taken.map((applicationId) => {
    after = closedUp(
      changed(after, applicationId, (entry) => ({
        ...entry,
        standing: 'SELECTED',
        waitlistPosition: 0,
        reason: 'PROMOTED',
        constraintIds: [],
        otherId: leaver,
      })),
    );
    return { type: 'SelectionPromoted', applicationId, entries: after };
  });
}

/**
 * A floor that the remaining teams cannot meet must not keep the others from moving up. Of the floors in a clash the
 * last one in the list is lowered, by one team at a time.
 */
function nextOf(question: Question, choose: Choose): Choice {
  const choice = choose(question);
  const { clash } = choice;
  const yielding = question.constraints.findLastIndex(({ id, min }) => clash.includes(id) && min > 0);
  if (yielding < 0) return choice;
  const constraints = question.constraints.map((one, index) =>
    index === yielding ? { ...one, min: one.min - 1 } : one,
  );
  return nextOf({ ...question, constraints }, choose);
}

export interface Addition {
  roundId: string;
  applicationId: string;
  council: CouncilRecord | undefined;
  /** The event that the teams are selected for, if it was held or cancelled. */
  eventOver: { name: Said; cancelled: boolean } | null;
  /** Suspended or closed, or its consent is withdrawn. Its application may have been rejected before that. */
  ventureIsHidden: boolean;
}

/**
 * The council adds a team to a decided selection, in an open place or an additional one. The quota and the ceilings
 * still hold.
 */
export function addTeam(selection: Selection | null, addition: Addition): SelectionEvent[] {
  const { roundId, applicationId, eventOver, ventureIsHidden } = addition;
  const { state, entries, constraints, places, quota } = known(selection, roundId);
  if (state !== 'DECIDED') throw refuse('not_decided');
  const council = requireRecord(addition.council);
  const entry = requireStanding(entries, applicationId);
  if (entry.standing === 'SELECTED') return [];
  if (eventOver) throw refuse('event_over', eventOver);
  if (ventureIsHidden) throw refuse('venture_hidden');
  const selected = withStanding(entries, 'SELECTED').map(teamOf);
  const count = selected.length + 1;
  requireQuota(count, quota, 'ADDITION');
  const ceilings = constraints.map((constraint) => ({ ...constraint, min: 0 }));
  requireUnbroken(constraints, brokenBy(ceilings, [...selected, teamOf(entry)]));
  const after = changed(entries, applicationId, (one) => ({
    ...one,
    standing: 'SELECTED',
    waitlistPosition: 0,
    reason: 'COUNCIL',
    constraintIds: [],
    otherId: '',
    note: { ko: council.reason, en: council.reason },
  }));
  return [
    {
      type: 'SelectionExtended',
      applicationId,
      council,
      entries: closedUp(after),
      places: Math.max(places, count),
    },
  ];
}
