/** Under any sequence of commands: the quota, the constraints, and the order of the waitlist. */
import { expect, test } from '@jest/globals';
import { Rejection } from '@naru/kit/rejection';
import fc from 'fast-check';
import { brokenBy, type Constraint } from '../choice/constraint.ts';
import * as decide from './decide.ts';
import { at, candidates, council, ELECTORATE, proposal, solve, vote } from './fixture/table.ts';
import { teamOf } from './outcome.ts';
import { evolve, type Selection, type SelectionEvent, waitlistOf, withStanding } from './selection.ts';

const TEAMS = 12;
const id = fc.integer({ min: 1, max: TEAMS }).map((number) => `app_${number}`);
const constraints: fc.Arbitrary<Constraint[]> = fc
  .array(
    fc.record({
      centreIds: fc.subarray(['KR-28', 'KR-27', 'KR-41'], { minLength: 1, maxLength: 2 }),
      min: fc.nat(2),
      max: fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined }),
    }),
    { maxLength: 3 },
  )
  .map((all) => all.map((one, index) => ({ ...one, id: `c${index}`, sectors: [] })));

type Command =
  | { verb: 'decide'; chosen: string[]; dropped: string[] }
  | { verb: 'withdraw' | 'add'; id: string }
  | { verb: 'vote'; centre: number; against: boolean }
  | { verb: 'propose'; places: number };
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      verb: fc.constant('decide' as const),
      chosen: fc.uniqueArray(id, { maxLength: 2 }),
      dropped: fc.uniqueArray(id, { maxLength: 2 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ verb: fc.constantFrom('withdraw' as const, 'add' as const), id }) },
  {
    weight: 1,
    arbitrary: fc.record({ verb: fc.constant('vote' as const), centre: fc.nat(10), against: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ verb: fc.constant('propose' as const), places: fc.integer({ min: 1, max: 7 }) }),
  },
);

function verbOf(command: Command, asked: Constraint[]): (selection: Selection | null) => SelectionEvent[] {
  const roundId = 'rnd_1';
  const reason = { ko: '이유', en: 'reason' };
  switch (command.verb) {
    case 'propose':
      return (selection) =>
        decide.proposeSelection(
          selection,
          proposal({ places: command.places, constraints: asked }, { candidates: candidates(TEAMS), replaces: true }),
        );
    case 'vote':
      return (selection) =>
        decide.castVote(selection, {
          roundId,
          vote: vote(ELECTORATE[command.centre] as string, command.against ? 'VOTE_AGAINST' : 'VOTE_FOR'),
          proposal: selection?.proposal ?? 1,
        });
    case 'decide': {
      const deviations = [
        ...command.chosen.map((applicationId) => ({ applicationId, standing: 'STANDING_SELECTED' as const, reason })),
        ...command.dropped.map((applicationId) => ({
          applicationId,
          standing: 'STANDING_WAITLISTED' as const,
          reason,
        })),
      ];
      return (selection) =>
        decide.decideSelection(selection, { roundId, council, deviations, shortfallReason: '', at: at(20) });
    }
    case 'withdraw':
      return (selection) => decide.releasePlace(selection, { applicationId: command.id, eventIsOver: false, solve });
    case 'add':
      return (selection) =>
        decide.addTeam(selection, { roundId, applicationId: command.id, council, eventIsOver: false });
  }
}

/** Refusals are answers; nothing else may be thrown. */
function obey(selection: Selection | null, command: Command, asked: Constraint[]): SelectionEvent[] {
  try {
    return verbOf(command, asked)(selection);
  } catch (error) {
    if (error instanceof Rejection) return [];
    throw error;
  }
}

const start: Command[] = [
  { verb: 'propose', places: 5 },
  ...ELECTORATE.slice(0, 8).map((_, centre): Command => ({ verb: 'vote', centre, against: false })),
];

const run = (check: (before: Selection | null, event: SelectionEvent, after: Selection, asked: Constraint[]) => void) =>
  fc.assert(
    fc.property(constraints, fc.array(command, { maxLength: 25 }), (asked, commands) => {
      let selection: Selection | null = null;
      for (const one of [...start, ...commands])
        for (const event of obey(selection, one, asked)) {
          const before: Selection | null = selection;
          selection = evolve(before, event);
          check(before, event, selection as Selection, asked);
        }
    }),
    { numRuns: 400 },
  );

const selectedIn = ({ entries }: Selection) => withStanding(entries, 'STANDING_SELECTED');

test('never more than the quota is selected, whatever is asked in whatever order (V3)', () =>
  run((_, __, after) => {
    expect(selectedIn(after).length).toBeLessThanOrEqual(5);
    expect(selectedIn(after).length).toBeLessThanOrEqual(after.places);
  }));

test('the constraints are kept: ceilings always, floors unless teams that met them have left', () =>
  run((_, event, after, asked) => {
    const teams = selectedIn(after).map(teamOf);
    expect(
      brokenBy(
        asked.map((one) => ({ ...one, min: 0 })),
        teams,
      ),
    ).toEqual([]);
    const kept = event.type === 'SelectionProposed' || event.type === 'SelectionDecided';
    if (kept) expect(brokenBy(asked, teams)).toEqual([]);
  }));

test('the waitlist moves up in rank order: nobody overtakes but where a constraint holds the others back', () =>
  run((before, event, after, asked) => {
    const positions = waitlistOf(after.entries).map(({ waitlistPosition }) => waitlistPosition);
    expect(positions).toEqual(positions.map((_, index) => index + 1));
    if (event.type !== 'SelectionPromoted' || !before) return;
    const waiting = waitlistOf(before.entries);
    const place = waiting.findIndex(({ applicationId }) => applicationId === event.applicationId);
    const ahead = waiting.slice(0, place);
    // Whoever is ahead and stays behind could not have come in beside those who are selected now.
    const now = selectedIn(after).filter(({ applicationId }) => applicationId !== event.applicationId);
    for (const passed of ahead) {
      const broken = brokenBy(asked, [...now, passed].map(teamOf));
      expect(broken.length).toBeGreaterThan(0);
    }
  }));

test('everybody is in one place, and who is selected has no place on the waitlist', () =>
  run((_, __, after) => {
    expect(new Set(after.entries.map(({ applicationId }) => applicationId)).size).toBe(TEAMS);
    for (const { standing, waitlistPosition } of after.entries)
      expect(waitlistPosition > 0).toBe(standing === 'STANDING_WAITLISTED');
  }));
