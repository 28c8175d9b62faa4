import { expect, test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import * as decide from './decide.ts';
import { at, candidates, council, ELECTORATE, proposal, solve, vote } from './fixture/table.ts';
import {
  type Deviation,
  evolve,
  type Selection,
  type SelectionEvent,
  type Terms,
  waitlistOf,
  withStanding,
} from './selection.ts';

type Verb = (selection: Selection | null) => SelectionEvent[];
const given = scenario<Selection, SelectionEvent>({ evolve });

const propose =
  (changed: Partial<Terms> = {}, other: Partial<decide.Proposal> = {}): Verb =>
  (selection) =>
    decide.proposeSelection(selection, proposal(changed, other));
const cast =
  (one: ReturnType<typeof vote>, number = 1): Verb =>
  (selection) =>
    decide.castVote(selection, { roundId: 'rnd_1', vote: one, proposal: number });
const rule =
  (changed: Partial<decide.Ruling> = {}): Verb =>
  (selection) =>
    decide.decideSelection(selection, {
      roundId: 'rnd_1',
      council,
      deviations: [],
      shortfallReason: '',
      at: at(20),
      ...changed,
    });
const deviate = (applicationId: string, standing: Deviation['standing']): Deviation => ({
  applicationId,
  standing,
  reason: { ko: '현지 수요', en: 'demand on site' },
});
const release =
  (applicationId: string, eventIsOver = false): Verb =>
  (selection) =>
    decide.releasePlace(selection, { applicationId, eventIsOver, solve });
const add =
  (applicationId: string, changed: { eventIsOver?: boolean; council?: undefined } = {}): Verb =>
  (selection) =>
    decide.addTeam(selection, { roundId: 'rnd_1', applicationId, council, eventIsOver: false, ...changed });

/** Everything that a row of verbs has led to. */
const past = (...verbs: Verb[]): SelectionEvent[] => {
  let [selection, events]: [Selection | null, SelectionEvent[]] = [null, []];
  for (const verb of verbs) {
    const came = verb(selection);
    selection = came.reduce(evolve, selection);
    events = [...events, ...came];
  }
  return events;
};
const after = (...verbs: Verb[]): Selection => past(...verbs).reduce<Selection | null>(evolve, null) as Selection;
const votes = (count = 6) => ELECTORATE.slice(0, count).map((centre) => cast(vote(centre)));
const numbers = (entries: readonly { applicationId: string }[]) =>
  entries.map(({ applicationId }) => applicationId.slice(4)).join('');
const selected = ({ entries }: Selection) => numbers(withStanding(entries, 'STANDING_SELECTED'));
const waiting = ({ entries }: Selection) => numbers(waitlistOf(entries));
const entry = ({ entries }: Selection, number: number) =>
  entries.find(({ applicationId }) => applicationId === `app_${number}`);

test('propose: gives the places in rank order, and the others wait in it', () => {
  const proposed = after(propose());
  expect([selected(proposed), waiting(proposed)]).toEqual(['12345', '6789']);
  expect(entry(proposed, 5)).toMatchObject({ reason: 'REASON_RANK', waitlistPosition: 0, order: 5 });
  expect(entry(proposed, 6)).toMatchObject({ reason: 'REASON_PLACES_FULL', waitlistPosition: 1, otherId: 'app_5' });
});
test('propose: a waitlist ends where it is to, and nobody whom nobody has judged is on it', () => {
  const proposed = after(propose({ waitlistMax: 2 }, { candidates: candidates(9, [undefined]) }));
  expect([selected(proposed), waiting(proposed)]).toEqual(['23456', '78']);
  expect(entry(proposed, 1)).toMatchObject({ reason: 'REASON_NOT_JUDGED', standing: 'STANDING_REJECTED', order: 9 });
});
test('propose: says which constraint passed somebody over, and who has the place', () => {
  const ceiling = { id: 'incheon', centreIds: ['KR-28'], sectors: [], min: 0, max: 1 };
  const proposed = after(propose({ constraints: [ceiling] }));
  expect(selected(proposed)).toBe('12356');
  expect(entry(proposed, 4)).toMatchObject({
    reason: 'REASON_PASSED_OVER',
    constraintIds: ['incheon'],
    otherId: 'app_6',
    waitlistPosition: 1,
  });
  expect(entry(proposed, 6)).toMatchObject({ reason: 'REASON_CONSTRAINT', constraintIds: ['incheon'] });
});
test('propose: within a near tie those go first who had less, and both sides say so', () => {
  const exposure = { enabled: true, nearTiePoints: 2.5, selectionsBack: 0 };
  const before = { ventures: new Map([['ven_5', 2]]), centres: new Map() };
  const proposed = after(propose({ exposure }, { exposure: before }));
  expect(selected(proposed)).toBe('12346');
  expect(entry(proposed, 6)).toMatchObject({ reason: 'REASON_EXPOSURE', nearTie: 3 });
  expect(entry(proposed, 5)).toMatchObject({
    reason: 'REASON_LESS_EXPOSED_FIRST',
    otherId: 'app_6',
    ventureExposure: 2,
  });
});
test('propose: refuses what cannot be', () => {
  const clash = [
    { id: 'many', centreIds: ['KR-28'], sectors: [], min: 4 },
    { id: 'fine', centreIds: ['KR-27'], sectors: [], min: 1 },
  ];
  given()
    .when(propose({ constraints: clash }))
    .refuses('selection.constraints_clash');
  expect(() => propose({ constraints: clash })(null)).toThrow(/constraints: many cannot be kept/);
  given()
    .when(propose({ places: 6 }))
    .refuses('selection.quota_exceeded');
  given()
    .when(propose({ places: 0 }))
    .refuses('request.invalid');
  given()
    .when(propose({ electorate: [] }))
    .refuses('selection.no_electorate');
  given()
    .when(propose({ quorum: 12 }))
    .refuses('request.invalid');
  given()
    .when(propose({}, { candidates: [] }))
    .refuses('selection.no_applications');
  const [many] = clash;
  given()
    .when(propose({ constraints: [many as never, many as never] }))
    .refuses('request.invalid');
  given()
    .when(propose({ constraints: [{ id: 'x', centreIds: [], sectors: [], min: 1 }] }))
    .refuses('request.invalid');
  const range = { id: 'x', centreIds: ['KR-28'], sectors: [], min: 2, max: 1 };
  given()
    .when(propose({ constraints: [range] }))
    .refuses('request.invalid');
});
test('propose: stays quiet when asked twice, and another proposal takes the votes away', () => {
  given(...past(propose(), ...votes()))
    .when(propose())
    .nothing();
  given(...past(propose()))
    .when(propose({ places: 4 }))
    .refuses('selection.exists');
  given(...past(propose(), ...votes()))
    .when(propose({ places: 4 }, { replaces: true }))
    .leaves({ proposal: 2, votes: [], places: 4 });
  given(...past(propose(), ...votes(), rule()))
    .when(propose({}, { replaces: true }))
    .refuses('selection.decided');
});
test('propose: a table of 2,000 is told in parts that an event can carry', () => {
  const events = past(propose({}, { candidates: candidates(2_000, Array(2_000).fill(50)) }));
  expect(events.map(({ type }) => type)).toEqual(['SelectionProposed', ...Array(5).fill('SelectionTabled')]);
});

test('vote: one for each centre, and the last word counts', () => {
  const twice = after(propose(), cast(vote('KR-27')), cast(vote('KR-27', 'VOTE_AGAINST')));
  expect(twice.votes).toMatchObject([{ centreId: 'KR-27', choice: 'VOTE_AGAINST' }]);
  given(...past(propose(), cast(vote('KR-27'))))
    .when(cast(vote('KR-27')))
    .nothing();
});
test('vote: refuses who has none, another proposal, what is decided, and minutes against an officer', () => {
  given(...past(propose()))
    .when(cast(vote('KR-11')))
    .refuses('selection.no_vote');
  given(...past(propose()))
    .when(cast(vote('KR-27'), 2))
    .refuses('selection.proposal_changed');
  given(...past(propose(), ...votes(), rule()))
    .when(cast(vote('KR-27', 'VOTE_AGAINST')))
    .refuses('selection.decided');
  given(...past(propose(), cast(vote('KR-27'))))
    .when(cast(vote('KR-27', 'VOTE_AGAINST', true)))
    .refuses('selection.voted');
  given()
    .when(cast(vote('KR-27')))
    .refuses('selection.not_found');
});

test('decide: as proposed', () => {
  const decided = after(propose(), ...votes(), rule());
  expect([decided.state, selected(decided), waiting(decided)]).toEqual(['SELECTION_DECIDED', '12345', '6789']);
});
test('decide: otherwise than proposed, with the reason for each team', () => {
  const deviations = [deviate('app_5', 'STANDING_REJECTED'), deviate('app_7', 'STANDING_SELECTED')];
  const decided = after(propose(), ...votes(), rule({ deviations }));
  expect([selected(decided), waiting(decided)]).toEqual(['12347', '689']);
  expect(entry(decided, 7)).toMatchObject({ reason: 'REASON_COUNCIL', note: { en: 'demand on site' } });
  expect(entry(decided, 5)).toMatchObject({ standing: 'STANDING_REJECTED', reason: 'REASON_COUNCIL' });
});
test('decide: refuses without minutes, quorum or majority', () => {
  const voted = past(propose(), ...votes());
  given(...voted)
    .when(rule({ council: undefined }))
    .refuses('selection.no_council_record');
  given(...voted)
    .when(rule({ council: { ...council, minutesRef: ' ' } }))
    .refuses('selection.no_council_record');
  given(...past(propose(), ...votes(5)))
    .when(rule())
    .refuses('selection.no_quorum');
  const against = ELECTORATE.slice(0, 6).map((centre, index) =>
    cast(vote(centre, index < 3 ? 'VOTE_FOR' : 'VOTE_AGAINST')),
  );
  given(...past(propose(), ...against))
    .when(rule())
    .refuses('selection.not_carried');
  given().when(rule()).refuses('selection.not_found');
});
test('decide: never a sixth team, and never against the constraints', () => {
  given(...past(propose(), ...votes()))
    .when(rule({ deviations: [deviate('app_6', 'STANDING_SELECTED')] }))
    .refuses('selection.quota_exceeded');
  const floor = { id: 'daegu', centreIds: ['KR-27'], sectors: [], min: 2 };
  given(...past(propose({ constraints: [floor] }), ...votes()))
    .when(rule({ deviations: [deviate('app_2', 'STANDING_WAITLISTED'), deviate('app_6', 'STANDING_SELECTED')] }))
    .refuses('selection.constraint_broken');
});
test('decide: refuses teams that are unknown, named twice, withdrawn, or no deviation', () => {
  const voted = past(propose(), ...votes(), release('app_9'));
  for (const deviations of [
    [deviate('app_99', 'STANDING_SELECTED')],
    [deviate('app_5', 'STANDING_REJECTED'), deviate('app_5', 'STANDING_WAITLISTED')],
    [deviate('app_5', 'STANDING_SELECTED')],
  ])
    given(...voted)
      .when(rule({ deviations }))
      .refuses('request.invalid');
  given(...voted)
    .when(rule({ deviations: [deviate('app_9', 'STANDING_SELECTED')] }))
    .refuses('selection.application_withdrawn');
});
test('decide: fewer teams than the quota need a reason where the programme says so', () => {
  const quota = { teamsMax: 5, teamsMin: 0, shortfallNeedsReason: true };
  const voted = past(propose({ quota }), ...votes());
  const deviations = [deviate('app_5', 'STANDING_REJECTED')];
  given(...voted)
    .when(rule({ deviations }))
    .refuses('selection.shortfall_needs_reason');
  given(...voted)
    .when(rule({ deviations, shortfallReason: '수준 미달' }))
    .leaves({ places: 4 });
});
test('decide: the same again is quiet, another decision comes too late', () => {
  const decided = past(propose(), ...votes(), rule());
  given(...decided)
    .when(rule({ at: at(21) }))
    .nothing();
  given(...decided)
    .when(rule({ deviations: [deviate('app_5', 'STANDING_REJECTED')] }))
    .refuses('selection.decided');
});

test('release: the first who waits moves up, once, and the others close up', () => {
  const moved = after(propose(), ...votes(), rule(), release('app_2'), release('app_2'));
  expect([selected(moved), waiting(moved)]).toEqual(['13456', '789']);
  expect(entry(moved, 6)).toMatchObject({ reason: 'REASON_PROMOTED', otherId: 'app_2', waitlistPosition: 0 });
  expect(entry(moved, 7)).toMatchObject({ waitlistPosition: 1 });
  expect(entry(moved, 2)).toMatchObject({ standing: 'STANDING_WITHDRAWN', reason: 'REASON_WITHDRAWN' });
});
test('release: whoever would break a constraint is passed over, and a place that nobody may have stays open', () => {
  const floor = { id: 'daegu', centreIds: ['KR-27'], sectors: [], min: 2 };
  const decided = [propose({ constraints: [floor] }), ...votes(), rule()];
  expect(selected(after(...decided, release('app_5')))).toBe('12348');
  const none = after(...decided, release('app_8'), release('app_5'));
  expect([selected(none), waiting(none)]).toEqual(['1234', '679']);
});
test('release: before the decision the proposal is made anew, and the votes stand', () => {
  const revised = after(propose(), ...votes(), release('app_1'));
  expect([selected(revised), waiting(revised), revised.votes.length]).toEqual(['23456', '789', 6]);
});
test('release: nothing moves for who is unknown, who has left, and once the event is over', () => {
  const decided = past(propose(), ...votes(), rule());
  given(...decided)
    .when(release('app_99'))
    .nothing();
  given(...decided)
    .when(release('app_1', true))
    .nothing();
  given().when(release('app_1')).nothing();
});
test('release: who leaves the waitlist frees no place', () => {
  const moved = after(propose(), ...votes(), rule(), release('app_7'));
  expect([selected(moved), waiting(moved)]).toEqual(['12345', '689']);
});

test('add: a further team within the quota, and never a sixth', () => {
  const four = [propose(), ...votes(), rule({ deviations: [deviate('app_5', 'STANDING_WAITLISTED')] })];
  const five = after(...four, add('app_7'));
  expect([selected(five), waiting(five), five.places]).toEqual(['12347', '5689', 5]);
  given(...past(...four, add('app_7')))
    .when(add('app_6'))
    .refuses('selection.quota_exceeded');
  given(...past(...four, add('app_7')))
    .when(add('app_7'))
    .nothing();
});
test('add: refuses before the decision, without minutes, over a ceiling, and after the event', () => {
  given(...past(propose()))
    .when(add('app_7'))
    .refuses('selection.not_decided');
  const ceiling = { id: 'incheon', centreIds: ['KR-28'], sectors: [], min: 0, max: 2 };
  const four = past(
    propose({ constraints: [ceiling] }),
    ...votes(),
    rule({ deviations: [deviate('app_5', 'STANDING_WAITLISTED')] }),
  );
  given(...four)
    .when(add('app_7', { council: undefined }))
    .refuses('selection.no_council_record');
  given(...four)
    .when(add('app_7'))
    .refuses('selection.constraint_broken');
  given(...four)
    .when(add('app_6', { eventIsOver: true }))
    .refuses('selection.event_over');
});
