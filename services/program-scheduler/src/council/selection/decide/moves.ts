/** What moves by itself once a team leaves, and what the council adds later. */
import type { CouncilRecord } from '@naru/contracts/program/v1/selection';
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
 * A withdrawn application gives its place free, and the waitlist moves up in its order, as far as the constraints allow.
 * Before the decision the proposal is made anew without it. Once the event is held or called off nothing moves.
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

/** Whoever waits and is passed over now learns what spoke against it. */
function passedOver(entry: Entry, passed: Choice['passed'], taken: readonly string[]): Entry {
  const constraintIds = passed.get(entry.applicationId);
  if (!constraintIds) return entry;
  return { ...entry, reason: 'PASSED_OVER', constraintIds, otherId: taken.at(-1) ?? '' };
}

/** Constraints that cannot be kept any more leave the proposal to the secretariat: nobody is chosen by it then. */
function proposedAnew(entries: readonly Entry[], selection: Selection, choose: Choose): Entry[] {
  const rest = entries.filter(({ standing }) => standing !== 'WITHDRAWN');
  const anew = new Map(placed(rest, selection, choose).entries.map((entry) => [entry.applicationId, entry]));
  return entries.map((entry) => anew.get(entry.applicationId) ?? entry);
}

/** The first on the waitlist with whom the constraints are kept move up. */
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
 * A floor that those who are left cannot meet any more must not keep the others from moving up: of floors that clash the
 * one named last gives way, a team at a time.
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
  eventIsOver: boolean;
  /** Suspended or closed, or its consent is withdrawn: its application may have been turned down before that. */
  ventureIsHidden: boolean;
}

/** The council adds a team to a decided selection, into an open place or a further one, within quota and ceilings. */
export function addTeam(selection: Selection | null, addition: Addition): SelectionEvent[] {
  const { roundId, applicationId, eventIsOver, ventureIsHidden } = addition;
  const { state, entries, constraints, places, quota } = known(selection, roundId);
  if (state !== 'DECIDED') throw refuse('not_decided');
  const council = requireRecord(addition.council);
  const entry = requireStanding(entries, applicationId);
  if (entry.standing === 'SELECTED') return [];
  if (eventIsOver) throw refuse('event_over');
  if (ventureIsHidden) throw refuse('venture_hidden');
  const selected = withStanding(entries, 'SELECTED').map(teamOf);
  const count = selected.length + 1;
  requireQuota(count, quota);
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
