import { describe, expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import * as decide from './decide.ts';
import { at, party, wish } from './fixture/ground.ts';
import { after, closed, NOW, planned, published, solutionOf, solved } from './fixture/lives.ts';
import * as life from './lifecycle.ts';
import { evolve, type Timetable } from './timetable.ts';

const given = scenario({ evolve });

describe('a solution', () => {
  const applying = (solution: life.Solution) => (one: Timetable | null) => life.applySolution(one, solution);
  const solution = solutionOf(after(...planned));
  const apart = solution.answer.assignments.map((one) => (one.slot === 's3' ? { ...one, slot: 's4' } : one));
  const withGaps = { ...solution, answer: { ...solution.answer, assignments: apart, proven: false, bound: 0 } };
  const newcomer = { slots: null, tables: 0, parties: [party('inv_3')], removePartyIds: [], meetings: [] };
  const edited = [...solved, ...decide.amendTimetable(after(...solved), newcomer)];
  /** A solution of the edited timetable. */
  const again = (change: Partial<life.Solution['answer']>, solvedAt = NOW): life.Solution => ({
    ...{ inputs: 2, solvedAt },
    answer: { ...solution.answer, proven: false, bound: 0, ...change },
  });
  test('gives every meeting a place', () =>
    given(...planned)
      .when(applying(solution))
      .leaves({ quality: { ...after(...solved).quality, placed: 4 } }));
  test('is refused after an edit in the meantime', () => {
    const edited = decide.addMeeting(after(...planned), wish('ven_1', 'ven_2'));
    given(...planned, ...edited)
      .when(applying(solution))
      .refuses('timetable.changed');
  });
  test('that is not better changes nothing', () => {
    given(...solved)
      .when(applying(solution))
      .nothing();
    const worse = { ...solution, answer: { ...solution.answer, assignments: [], unplaced: [] } };
    given(...solved)
      .when(applying(worse))
      .nothing();
  });
  test('that is equally good, but proves more, leaves every meeting at its place', () => {
    const unknown = { ...solution, answer: { ...solution.answer, proven: false, bound: 0 } };
    const first = [...planned, ...applying(unknown)(after(...planned))];
    const state = after(
      ...first,
      ...applying({ ...solution, answer: { ...solution.answer, proven: true } })(after(...first)),
    );
    expect(state.quality.proven).toBe(true);
    expect(state.meetings).toEqual(after(...first).meetings);
  });
  test('that is proved optimal, but has more gaps, moves no meeting', () => {
    const unknown = { ...solution, answer: { ...solution.answer, proven: false, bound: 0 } };
    const first = [...planned, ...applying(unknown)(after(...planned))];
    expect(apart).not.toEqual(solution.answer.assignments);
    given(...first)
      .when(applying({ ...solution, answer: { ...solution.answer, assignments: apart, proven: true } }))
      .nothing();
  });
  test('that is equally good, and proves no more, changes nothing', () => {
    const unknown = { ...solution, answer: { ...solution.answer, proven: false, bound: 2 } };
    const first = [...planned, ...applying(unknown)(after(...planned))];
    for (const bound of [1, 2])
      given(...first)
        .when(applying({ ...unknown, answer: { ...unknown.answer, bound } }))
        .nothing();
    given(...first)
      .when(applying({ ...unknown, answer: { ...unknown.answer, bound: 3 } }))
      .leaves({ quality: { ...after(...first).quality, bound: 3 } });
  });
  test('that places as many meetings with fewer gaps is stored', () => {
    const gapped = [...planned, ...applying(withGaps)(after(...planned))];
    const solvedAt = at(9);
    given(...gapped)
      .when(applying({ ...solution, answer: { ...solution.answer, proven: false, bound: 0 }, solvedAt }))
      .leaves({ quality: { ...after(...solved).quality, proven: false, bound: 0, solvedAt } });
  });

  test('that is the first after an edit is stored even where it is only as good', () => {
    const solvedAt = at(9);
    const state = after(...edited, ...applying(again({}, solvedAt))(after(...edited)));
    expect(state.quality.solvedAt).toEqual(solvedAt);
    expect(state.meetings).toEqual(after(...edited).meetings);
  });
  test('that is the first after an edit is not stored where it loses meetings, or has more gaps', () => {
    const none = again({ assignments: [], unplaced: [] });
    given(...edited)
      .when(applying(none))
      .nothing();
    given(...edited)
      .when(applying(again({ assignments: withGaps.answer.assignments })))
      .nothing();
  });

  test('is refused once the timetable is published', () =>
    given(...published)
      .when(applying(solution))
      .refuses('timetable.published'));
});

describe('publishing', () => {
  const publishing = (one: Timetable | null) => life.publishTimetable(one, NOW);
  test('starts to announce the meetings to the parties', () =>
    given(...solved)
      .when(publishing)
      .leaves({ state: 'PUBLISHED', revision: 1, announced: 0, owedSince: NOW }));
  test('needs a meeting that has a place', () =>
    given(...planned)
      .when(publishing)
      .refuses('timetable.nothing_placed'));
  test('changes nothing when asked twice', () =>
    given(...published)
      .when(publishing)
      .nothing());

  const announcing =
    (revision: number, complete = true) =>
    (one: Timetable | null) =>
      life.announceTimetable(one, { revision, complete, now: NOW });
  test('is complete when the newest revision was announced to all', () => {
    given(...published)
      .when(announcing(1))
      .leaves({ announced: 1, owedSince: null });
    given(...published)
      .when(announcing(1, false))
      .nothing();
    given(...published, ...announcing(1)(after(...published)))
      .when(announcing(1))
      .nothing();
  });
  test('leaves the etag of officers valid when it is announced', () => {
    given(...published)
      .when(announcing(1))
      .leaves({ edition: after(...published).edition });
  });
  test('is checked again where an older revision was announced late', () => {
    const told = [...published, ...announcing(1)(after(...published))];
    given(...told)
      .when(announcing(0))
      .leaves({ owedSince: NOW });
    given(...published)
      .when(announcing(0))
      .nothing();
  });
});

describe('the end of the event', () => {
  const closing = (calledOff: boolean) => (one: Timetable | null) => life.closeTimetable(one, { calledOff, now: NOW });
  test('closes the timetable without an announcement', () =>
    given(...published)
      .when(closing(false))
      .leaves({ state: 'CLOSED', revision: 1 }));
  test('cancels the meetings where the event is cancelled', () =>
    given(...published)
      .when(closing(true))
      .leaves({ calledOff: true, revision: 2, owedSince: NOW }));
  test('changes nothing the second time, or without a timetable', () => {
    given(...closed)
      .when(closing(true))
      .nothing();
    given().when(closing(true)).nothing();
  });
});
