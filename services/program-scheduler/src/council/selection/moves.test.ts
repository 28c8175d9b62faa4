import { expect, test } from '@jest/globals';
import {
  add,
  after,
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

test('release: the first waiting team moves up, once, and the later positions close up', () => {
  const moved = after(propose(), ...votes(), rule(), release('app_2'), release('app_2'));
  expect([selected(moved), waiting(moved)]).toEqual(['13456', '789']);
  expect(entry(moved, 6)).toMatchObject({ reason: 'PROMOTED', otherId: 'app_2', waitlistPosition: 0 });
  expect(entry(moved, 7)).toMatchObject({ waitlistPosition: 1 });
  expect(entry(moved, 2)).toMatchObject({ standing: 'WITHDRAWN', reason: 'WITHDRAWN' });
});
test('release: passes over a team that would break a constraint, and leaves the place open where no team may have it', () => {
  const floor = { id: 'daegu', centreIds: ['KR-27'], sectors: [], min: 2 };
  expect(selected(after(propose({ constraints: [floor] }), ...votes(), rule(), release('app_5')))).toBe('12348');
  const ceiling = { id: 'others', centreIds: ['KR-28', 'KR-41'], sectors: [], min: 0, max: 3 };
  const decided = [propose({ constraints: [ceiling] }), ...votes(), rule()];
  const open = after(...decided, release('app_8'), release('app_2'));
  expect([selected(open), waiting(open), open.places]).toEqual(['1345', '679', 5]);
  expect(selected(after(...decided, release('app_8'), release('app_2'), release('app_3')))).toBe('1456');
});
test('release: a floor that no remaining team can meet does not block the others', () => {
  const floor = { id: 'daegu', centreIds: ['KR-27'], sectors: [], min: 2 };
  const moved = after(propose({ constraints: [floor] }), ...votes(), rule(), release('app_8'), release('app_5'));
  expect([selected(moved), waiting(moved)]).toEqual(['12346', '79']);
});
test('release: where not all floors can be met, the last one in the list is lowered', () => {
  const floors = [
    { id: 'incheon', centreIds: ['KR-28'], sectors: [], min: 2 },
    { id: 'gyeonggi', centreIds: ['KR-41'], sectors: [], min: 1 },
  ];
  const two = { places: 3, constraints: floors };
  expect(selected(after(propose(two), ...votes(), rule(), release('app_6'), release('app_9'), release('app_3')))).toBe(
    '124',
  );
});
test('release: before the decision the proposal is made again, and the votes stay', () => {
  const revised = after(propose(), ...votes(), release('app_1'));
  expect([selected(revised), waiting(revised), revised.votes.length]).toEqual(['23456', '789', 6]);
});
test('release: nothing moves for an unknown team, for a team that has left, and after the event', () => {
  const decided = past(propose(), ...votes(), rule());
  given(...decided)
    .when(release('app_99'))
    .nothing();
  given(...decided)
    .when(release('app_1', true))
    .nothing();
  given().when(release('app_1')).nothing();
});
test('release: a team that leaves the waitlist frees no place', () => {
  const moved = after(propose(), ...votes(), rule(), release('app_7'));
  expect([selected(moved), waiting(moved)]).toEqual(['12345', '689']);
});

test('add: adds a team within the quota, and refuses a sixth', () => {
  const four = [propose(), ...votes(), rule({ deviations: [deviate('app_5', 'WAITLISTED')] })];
  const five = after(...four, add('app_7'));
  expect([selected(five), waiting(five), five.places]).toEqual(['12347', '5689', 5]);
  given(...past(...four, add('app_7')))
    .when(add('app_6'))
    .refuses('selection.quota_exceeded', { en: expect.stringContaining('so many teams are selected already') });
  given(...past(...four, add('app_7')))
    .when(add('app_7'))
    .nothing();
});
test('add: refuses before the decision, without minutes, over a ceiling, for a hidden venture, and after the event', () => {
  given(...past(propose()))
    .when(add('app_7'))
    .refuses('selection.not_decided');
  const ceiling = { id: 'incheon', centreIds: ['KR-28'], sectors: [], min: 0, max: 2 };
  const four = past(
    propose({ constraints: [ceiling] }),
    ...votes(),
    rule({ deviations: [deviate('app_5', 'WAITLISTED')] }),
  );
  given(...four)
    .when(add('app_7', { council: undefined }))
    .refuses('selection.no_council_record');
  given(...four)
    .when(add('app_7'))
    .refuses('selection.constraint_broken');
  given(...four)
    .when(add('app_6', { ventureIsHidden: true }))
    .refuses('selection.venture_hidden');
  given(...four)
    .when(add('app_6', { eventOver: { name: { ko: 'MWC 상하이', en: 'MWC Shanghai' }, cancelled: false } }))
    .refuses('selection.event_over');
});
