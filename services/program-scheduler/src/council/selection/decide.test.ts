import { expect, test } from '@jest/globals';
import {
  after,
  cast,
  deviate,
  entry,
  given,
  past,
  propose,
  release,
  rule,
  selected,
  votes,
  waiting,
} from './fixture/story.ts';
import { at, council, ELECTORATE, vote } from './fixture/table.ts';

test('vote: each centre has one vote, and its last vote counts', () => {
  const twice = after(propose(), cast(vote('KR-27')), cast(vote('KR-27', 'AGAINST')));
  expect(twice.votes).toMatchObject([{ centreId: 'KR-27', choice: 'AGAINST' }]);
  given(...past(propose(), cast(vote('KR-27'))))
    .when(cast(vote('KR-27')))
    .nothing();
});
test('vote: refuses a centre without a vote, a replaced proposal, a decided selection, and minutes against the vote of an officer', () => {
  given(...past(propose()))
    .when(cast(vote('KR-11')))
    .refuses('selection.no_vote');
  given(...past(propose()))
    .when(cast(vote('KR-27'), 2))
    .refuses('selection.proposal_changed');
  given(...past(propose(), ...votes(), rule()))
    .when(cast(vote('KR-27', 'AGAINST')))
    .refuses('selection.decided');
  given(...past(propose(), cast(vote('KR-27'))))
    .when(cast(vote('KR-27', 'AGAINST', true)))
    .refuses('selection.voted');
  given()
    .when(cast(vote('KR-27')))
    .refuses('selection.not_found');
});

test('decide: accepts the proposal', () => {
  const decided = after(propose(), ...votes(), rule());
  expect([decided.state, selected(decided), waiting(decided)]).toEqual(['DECIDED', '12345', '6789']);
});
test('decide: deviates from the proposal, with a reason for each team', () => {
  const deviations = [deviate('app_5', 'REJECTED'), deviate('app_7', 'SELECTED')];
  const decided = after(propose(), ...votes(), rule({ deviations }));
  expect([selected(decided), waiting(decided)]).toEqual(['12347', '689']);
  expect(entry(decided, 7)).toMatchObject({ reason: 'COUNCIL', note: { en: 'demand on site' } });
  expect(entry(decided, 5)).toMatchObject({ standing: 'REJECTED', reason: 'COUNCIL' });
});
test('decide: a team that the council puts on the waitlist waits, even where the list is full', () => {
  const deviations = [deviate('app_9', 'WAITLISTED')];
  const decided = after(propose({ waitlistMax: 2 }), ...votes(), rule({ deviations }));
  expect(waiting(decided)).toBe('679');
});
test('decide: refuses without minutes, quorum or majority', () => {
  const voted = past(propose(), ...votes());
  given(...voted)
    .when(rule({ council: undefined }))
    .refuses('selection.no_council_record');
  given(...voted)
    .when(rule({ council: { ...council, minutesRef: ' ' } }))
    .refuses('selection.no_council_record', { en: expect.stringMatching(/missing: minutesRef \([^,]*\)$/) });
  expect(() =>
    rule({ council: { heldOn: undefined, minutesRef: ' ', reason: '순위에 따름' } })(after(propose())),
  ).toThrow(
    expect.objectContaining({
      faults: ['council.heldOn', 'council.minutesRef'].map((path) =>
        expect.objectContaining({ path, rule: 'required' }),
      ),
    }),
  );
  given(...past(propose(), ...votes(5)))
    .when(rule())
    .refuses('selection.no_quorum');
  expect(() => rule()(after(propose(), ...votes(5)))).toThrow(
    expect.objectContaining({
      said: {
        ko: '센터 6곳 이상이 투표해야 결정할 수 있습니다. 지금까지 5곳이 투표했습니다(찬성 5, 반대 0, 기권 0)',
        en: 'at least 6 centres must vote before the selection can be decided; votes so far: 5 (5 for, 0 against, 0 abstentions)',
      },
    }),
  );
  const against = ELECTORATE.slice(0, 6).map((centre, index) => cast(vote(centre, index < 3 ? 'FOR' : 'AGAINST')));
  given(...past(propose(), ...against))
    .when(rule())
    .refuses('selection.not_carried');
  given().when(rule()).refuses('selection.not_found');
});
test('decide: refuses a sixth team, and a broken constraint', () => {
  given(...past(propose(), ...votes()))
    .when(rule({ deviations: [deviate('app_6', 'SELECTED')] }))
    .refuses('selection.quota_exceeded', { en: expect.stringContaining('select at most 5') });
  const floor = { id: 'daegu', centreIds: ['KR-27'], sectors: [], min: 2 };
  given(...past(propose({ constraints: [floor] }), ...votes()))
    .when(rule({ deviations: [deviate('app_2', 'WAITLISTED'), deviate('app_6', 'SELECTED')] }))
    .refuses('selection.constraint_broken');
});
test('decide: refuses teams that are unknown, named twice or withdrawn, and a deviation that changes nothing', () => {
  const voted = past(propose(), ...votes(), release('app_9'));
  for (const deviations of [
    [deviate('app_99', 'SELECTED')],
    [deviate('app_5', 'REJECTED'), deviate('app_5', 'WAITLISTED')],
    [deviate('app_5', 'SELECTED')],
  ])
    given(...voted)
      .when(rule({ deviations }))
      .refuses('request.invalid');
  given(...voted)
    .when(rule({ deviations: [deviate('app_9', 'SELECTED')] }))
    .refuses('selection.application_withdrawn');
  const wrong = [deviate('app_99', 'SELECTED'), deviate('app_5', 'SELECTED'), deviate('app_5', 'REJECTED')];
  expect(() => rule({ deviations: wrong })(after(propose(), ...votes()))).toThrow(
    expect.objectContaining({
      faults: [
        ['[0].applicationId', 'selection.application_unknown'],
        ['[1].standing', 'selection.no_deviation'],
        ['[2].applicationId', 'selection.application_twice'],
      ].map(([path, code]) => expect.objectContaining({ path: `deviations${path}`, rule: code })),
    }),
  );
});
test('decide: needs a reason for fewer teams than the quota, where the programme requires one', () => {
  const quota = { teamsMax: 5, teamsMin: 0, shortfallNeedsReason: true };
  const voted = past(propose({ quota }), ...votes());
  const deviations = [deviate('app_5', 'REJECTED')];
  given(...voted)
    .when(rule({ deviations }))
    .refuses('selection.shortfall_needs_reason');
  given(...voted)
    .when(rule({ deviations, shortfallReason: '수준 미달' }))
    .leaves({ places: 4 });
  given(...voted)
    .when(rule())
    .leaves({ places: 5 });
  given(...past(propose({ quota: { ...quota, shortfallNeedsReason: false } }), ...votes()))
    .when(rule({ deviations }))
    .leaves({ places: 4 });
});
test('decide: the same decision again changes nothing, and a different one is refused', () => {
  const decided = past(propose(), ...votes(), rule());
  given(...decided)
    .when(rule({ at: at(21) }))
    .nothing();
  given(...decided)
    .when(rule({ deviations: [deviate('app_5', 'REJECTED')] }))
    .refuses('selection.decided');
});
