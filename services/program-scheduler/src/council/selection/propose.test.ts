import { expect, test } from '@jest/globals';
import { after, entry, given, past, propose, rule, selected, votes, waiting } from './fixture/story.ts';
import { candidates } from './fixture/table.ts';

test('propose: gives the places in rank order, and the others wait in that order', () => {
  const proposed = after(propose());
  expect([selected(proposed), waiting(proposed)]).toEqual(['12345', '6789']);
  expect(entry(proposed, 5)).toMatchObject({ reason: 'RANK', waitlistPosition: 0, order: 5 });
  expect(entry(proposed, 6)).toMatchObject({ reason: 'PLACES_FULL', waitlistPosition: 1, otherId: 'app_5' });
});
test('propose: the waitlist has at most its maximum length, and no unjudged application is on it', () => {
  const proposed = after(propose({ waitlistMax: 2 }, { candidates: candidates(9, [undefined]) }));
  expect([selected(proposed), waiting(proposed)]).toEqual(['23456', '78']);
  expect(entry(proposed, 1)).toMatchObject({ reason: 'NOT_JUDGED', standing: 'REJECTED', order: 9 });
});
test('propose: names the constraint that passed a team over, and the team that has the place', () => {
  const ceiling = { id: 'incheon', centreIds: ['KR-28'], sectors: [], min: 0, max: 1 };
  const proposed = after(propose({ constraints: [ceiling] }));
  expect(selected(proposed)).toBe('12356');
  expect(entry(proposed, 4)).toMatchObject({
    reason: 'PASSED_OVER',
    constraintIds: ['incheon'],
    otherId: 'app_6',
    waitlistPosition: 1,
  });
  expect(entry(proposed, 6)).toMatchObject({ reason: 'CONSTRAINT', constraintIds: ['incheon'] });
});
test('propose: a passed-over team is told the last team that got a place by a constraint', () => {
  const ceiling = (id: string, centre: string) => ({ id, centreIds: [centre], sectors: [], min: 0, max: 1 });
  const proposed = after(propose({ constraints: [ceiling('incheon', 'KR-28'), ceiling('daegu', 'KR-27')] }));
  expect(selected(proposed)).toBe('12369');
  expect(entry(proposed, 4)).toMatchObject({ constraintIds: ['incheon'], otherId: 'app_9' });
  expect(entry(proposed, 8)).toMatchObject({ constraintIds: ['daegu'], otherId: 'app_9' });
  expect(entry(proposed, 6)).toMatchObject({ reason: 'CONSTRAINT', constraintIds: ['incheon', 'daegu'] });
});
test('propose: in a near tie teams with fewer selections go first, and both sides have that reason', () => {
  const exposure = { enabled: true, nearTiePoints: 2.5, selectionsBack: 0 };
  const before = { ventures: new Map([['ven_5', 2]]), centres: new Map() };
  const proposed = after(propose({ exposure }, { exposure: before }));
  expect(selected(proposed)).toBe('12346');
  expect(entry(proposed, 6)).toMatchObject({ reason: 'EXPOSURE', nearTie: 3 });
  expect(entry(proposed, 5)).toMatchObject({
    reason: 'LESS_EXPOSED_FIRST',
    otherId: 'app_6',
    ventureExposure: 2,
  });
});
test('propose: refuses terms that contradict each other or the round', () => {
  const clash = [
    { id: 'many', centreIds: ['KR-28'], sectors: [], min: 4 },
    { id: 'fine', centreIds: ['KR-27'], sectors: [], min: 1 },
  ];
  given()
    .when(propose({ constraints: clash }))
    .refuses('selection.constraints_clash');
  expect(() => propose({ constraints: clash })(null)).toThrow(
    expect.objectContaining({
      said: {
        ko: 'constraints: 심사받은 신청서 9건에서 5팀을 선정하면 다음 제약을 지킬 수 없습니다: many(인천(KR-28) 센터의 팀은 4팀 이상). 이 제약을 바꾸거나 빼십시오',
        en: 'constraints: with 9 judged applications and 5 places this constraint cannot be kept: many (teams of the centre Incheon (KR-28): at least 4); change it, or leave it out',
      },
    }),
  );
  given()
    .when(propose({ places: 6 }))
    .refuses('selection.quota_exceeded', { en: expect.stringContaining('the proposal has 6 places') });
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
  expect(() => propose({ places: 0, quorum: 12, constraints: [range, { ...range, centreIds: [] }] })(null)).toThrow(
    expect.objectContaining({
      faults: [
        'places',
        'quorum',
        'constraints[0].min',
        'constraints[1].id',
        'constraints[1]',
        'constraints[1].min',
      ].map((path) => expect.objectContaining({ path })),
    }),
  );
});
test('propose: changes nothing when asked twice; another proposal deletes the votes', () => {
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
test('propose: publishes a table of 1,001 rows in parts that fit an event, each row once', () => {
  const [first, ...tables] = past(propose({}, { candidates: candidates(1_001, Array(1_001).fill(50)) }));
  expect(first?.type).toBe('SelectionProposed');
  expect(tables).toEqual(
    [
      [0, 400],
      [400, 800],
      [800, 1_001],
    ].map(([from, to]) => ({ type: 'SelectionTabled', from, to })),
  );
});
