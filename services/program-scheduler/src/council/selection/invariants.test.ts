/** After any sequence of commands these hold: the quota, the constraints, and the order of the waitlist. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { brokenBy, type Constraint } from '../choice/constraint.ts';
import { command, constraints, obey, start, TEAMS } from './fixture/commands.ts';
import { teamOf } from './outcome.ts';
import { evolve, type Selection, type SelectionEvent, waitlistOf, withStanding } from './selection.ts';

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

const selectedIn = ({ entries }: Selection) => withStanding(entries, 'SELECTED');

test('no sequence of commands selects more teams than the quota (V3)', () =>
  run((_, __, after) => {
    expect(selectedIn(after).length).toBeLessThanOrEqual(5);
    expect(selectedIn(after).length).toBeLessThanOrEqual(after.places);
  }));

test('the constraints hold: ceilings always, floors unless their teams have left', () =>
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

test('the waitlist moves up in rank order, unless a constraint holds a team back', () =>
  run((before, event, after, asked) => {
    const positions = waitlistOf(after.entries).map(({ waitlistPosition }) => waitlistPosition);
    expect(positions).toEqual(positions.map((_, index) => index + 1));
    if (event.type !== 'SelectionPromoted' || !before) return;
    const waiting = waitlistOf(before.entries);
    const place = waiting.findIndex(({ applicationId }) => applicationId === event.applicationId);
    const ahead = waiting.slice(0, place);
    // A passed team that still waits would break a constraint beside the teams that are selected now.
    const now = selectedIn(after).filter(({ applicationId }) => applicationId !== event.applicationId);
    for (const passed of ahead) {
      const broken = brokenBy(asked, [...now, passed].map(teamOf));
      expect(broken.length).toBeGreaterThan(0);
    }
  }));

test('each application is listed once, and only waiting ones have a position', () =>
  run((_, __, after) => {
    expect(new Set(after.entries.map(({ applicationId }) => applicationId)).size).toBe(TEAMS);
    for (const { standing, waitlistPosition } of after.entries)
      expect(waitlistPosition > 0).toBe(standing === 'WAITLISTED');
  }));

test('a team that was told of better scores is behind all selected teams, and each team named in a reason is selected', () =>
  run((_, __, after) => {
    const selected = selectedIn(after);
    const lowest = Math.min(...selected.map(({ score }) => score as number));
    const placed = new Set(selected.map(({ applicationId }) => applicationId));
    const behind = after.entries.filter(({ reason }) => reason === 'PLACES_FULL');
    expect(behind.filter(({ score }) => (score as number) >= lowest)).toEqual([]);
    if (selected.length > 0) expect(behind.filter(({ otherId }) => !placed.has(otherId))).toEqual([]);
  }));
