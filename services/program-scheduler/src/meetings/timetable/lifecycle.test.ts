import { describe, expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import * as decide from './decide.ts';
import { at, party, wish } from './fixture/ground.ts';
import { after, closed, NOW, planned, published, solutionOf, solved } from './fixture/lives.ts';
import * as life from './lifecycle.ts';
import { evolve, type Timetable, type TimetableEvent } from './timetable.ts';

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
  test('needs a meeting that has a place, and tells why there is none', () => {
    const lacks = (events: readonly TimetableEvent[], en: string) =>
      given(...events)
        .when(publishing)
        .refuses('timetable.nothing_placed', { en: expect.stringContaining(en) });
    lacks(planned, 'no meeting has a place yet; solve');
    lacks([...planned, { type: 'TimetableUpdated', changes: { meetings: [] } }], 'has no meetings');
    const quality = { ...after(...planned).quality, solvedAt: NOW };
    lacks([...planned, { type: 'TimetableUpdated', changes: { quality } }], 'no meeting could be placed');
  });
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

describe('an event on other days', () => {
  const dayMs = 86_400_000;
  const later = after(...published).slots.map((slot) => ({
    ...slot,
    startsAt: new Date(slot.startsAt.getTime() + dayMs),
    endsAt: new Date(slot.endsAt.getTime() + dayMs),
  }));
  const day = { year: 2199, month: 5, day: 13 };
  const moving =
    (now = NOW) =>
    (one: Timetable | null) =>
      life.moveTimetable(one, { slots: later, day, now });
  test('moves the slots of a published timetable, and owes the news to the parties', () =>
    given(...published)
      .when(moving())
      .leaves({ slots: later, day, revision: 2, owedSince: NOW }));
  test('moves no slot that has begun', () =>
    expect(after(...published, ...moving(at(11))(after(...published))).slots.map(({ startsAt }) => startsAt)).toEqual([
      ...[at(10), at(11)],
      ...later.slice(2).map(({ startsAt }) => startsAt),
    ]));
  test('changes nothing in a draft, in a closed timetable, or twice', () => {
    given(...solved)
      .when(moving())
      .nothing();
    given(...closed)
      .when(moving())
      .nothing();
    given(...published, ...moving()(after(...published)))
      .when(moving())
      .nothing();
  });
});

describe('a party that has left', () => {
  const leaving =
    (now = NOW) =>
    (one: Timetable | null) =>
      life.partyLeft(one, { partyId: 'ven_1', now });
  test('loses its meetings that have not begun, with the reason, and the other meetings stay', () => {
    const left = after(...published, ...leaving()(after(...published)));
    const of = (partyId: string) => left.meetings.filter(({ firstPartyId }) => firstPartyId === partyId);
    expect(of('ven_1')).toMatchObject([
      { place: null, fallen: true, reason: { code: 'absent', participants: ['ven_1'] } },
      { place: null, fallen: true, reason: { code: 'absent' } },
    ]);
    expect(of('ven_2')).toEqual(after(...published).meetings.filter(({ firstPartyId }) => firstPartyId === 'ven_2'));
    expect(left).toMatchObject({ revision: 2, owedSince: NOW });
    expect(left.participants.find(({ partyId }) => partyId === 'ven_1')?.awaySlotIds).toEqual(['s1', 's2', 's3', 's4']);
  });
  test('keeps the meetings that have begun', () => {
    const left = after(...published, ...leaving(at(13))(after(...published)));
    const begun = after(...published).meetings.filter(
      ({ firstPartyId, place }) => firstPartyId === 'ven_1' && ['s1', 's2'].includes(place?.slotId ?? ''),
    );
    expect(left.meetings).toEqual(expect.arrayContaining(begun));
  });
  test('changes nothing twice, in a draft, or where it takes no part', () => {
    given(...published, ...leaving()(after(...published)))
      .when(leaving())
      .nothing();
    given(...solved)
      .when(leaving())
      .nothing();
    given(...published)
      .when((one) => life.partyLeft(one, { partyId: 'ven_9', now: NOW }))
      .nothing();
  });
});
