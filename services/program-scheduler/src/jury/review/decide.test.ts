import { describe, expect, test } from '@jest/globals';
import { Rejection } from '@naru/kit/rejection';
import { scenario } from '@naru/testing/scenario';
import type { Conflict } from '../conflict/conflict.ts';
import type { Criterion } from '../rubric/rubric.ts';
import {
  assignJudge,
  type Circumstances,
  lapseReview,
  recuseReview,
  reopenReview,
  type Submission,
  submitReview,
  unassignJudge,
} from './decide.ts';
import { counts, evolve, isOpen, labelOf, type Review, type ReviewEvent, stands } from './review.ts';

const at = new Date(Date.UTC(2016, 3, 1));
const criteria = ['market', 'team'].map(
  (id, index): Criterion => ({
    id,
    name: { ko: '', en: id },
    weight: [60, 40][index] ?? 0,
    scaleMin: 1,
    scaleMax: 5,
    description: undefined,
  }),
);
const review: Review = {
  id: 'rev_1',
  roundId: 'rnd_1',
  applicationId: 'app_1',
  judgeId: 'jud_1',
  subject: 'person-1',
  label: 'A-07',
  state: 'ASSIGNED',
  load: 1,
  seat: 1,
  scores: [],
  weighted: 0,
  comment: '',
  reason: '',
  recusedFor: 'REASON_UNSPECIFIED',
  assignedAt: at,
  submittedAt: undefined,
};
const scored = (market: number, team: number) => [
  { criterionId: 'market', score: market },
  { criterionId: 'team', score: team },
];
const hard: Conflict = { source: 'OWNERSHIP', objectId: 'ven_1', hard: true };
const soft: Conflict = { source: 'DEAL', objectId: 'deal_1', hard: false };
const assigned: ReviewEvent = { type: 'ReviewAssigned', review };
const submitted: ReviewEvent = { type: 'ReviewSubmitted', scores: scored(5, 1), weighted: 60, comment: 'good', at };
const reopened: ReviewEvent = { type: 'ReviewReopened', reason: 'a slip' };
const recused: ReviewEvent = { type: 'ReviewRecused', reason: 'FAMILY' };
const unassigned: ReviewEvent = { type: 'ReviewUnassigned' };
const lapsed: ReviewEvent = { type: 'ReviewLapsed' };
const given = scenario<Review, ReviewEvent>({ evolve });

const assign =
  (changes: Partial<Circumstances> = {}, reason = '') =>
  (state: Review | null) =>
    assignJudge(
      state,
      { ...review, reason },
      {
        judging: { state: 'PLANNED', mode: 'SCORES' },
        judgeIsActive: true,
        applicationStands: true,
        roundIsTaking: false,
        conflicts: [],
        ...changes,
      },
    );
const submit =
  (changes: Partial<Submission> = {}) =>
  (state: Review | null) =>
    submitReview(state, {
      id: 'rev_1',
      criteria,
      scores: scored(5, 1),
      comment: 'good',
      judgingIsOpen: true,
      applicationStands: true,
      conflicts: [],
      blind: false,
      at,
      ...changes,
    });
const unassign = (state: Review | null) => unassignJudge(state, { id: 'rev_1' });
const reopen =
  (judgingIsOpen = true) =>
  (state: Review | null) =>
    reopenReview(state, { id: 'rev_1', reason: 'a slip', judgingIsOpen });
const recuse =
  (judgingIsOpen = true) =>
  (state: Review | null) =>
    recuseReview(state, { id: 'rev_1', reason: 'FAMILY', judgingIsOpen });

describe('assign', () => {
  test('assigns a judge to an application, before the judging opens and while it is open', () => {
    given().when(assign()).then(assigned);
    given()
      .when(assign({ judging: { state: 'OPEN', mode: 'SCORES' } }))
      .then(assigned);
  });
  test('assigns it again after it was unassigned', () => given(assigned, unassigned).when(assign()).then(assigned));
  test('refuses a hard conflict with any reason, and names it', () => {
    given()
      .when(assign({ conflicts: [hard] }, 'nobody else knows the field'))
      .refuses('review.conflict');
    expect(() => assign({ conflicts: [hard] })(null)).toThrow('ownership (ven_1); choose another judge');
  });
  test('refuses a soft conflict without a reason, and stores the reason', () => {
    given()
      .when(assign({ conflicts: [soft] }))
      .refuses('review.conflict_wants_reason');
    given()
      .when(assign({ conflicts: [soft] }, 'the deal was in 2009'))
      .leaves({ reason: 'the deal was in 2009', state: 'ASSIGNED' });
  });
  test('refuses without a plan, in a judging by votes or a closed one, for a withdrawn application, and for a retired judge', () => {
    const refused: [Partial<Circumstances>, string][] = [
      [{ judging: null }, 'judging.not_planned'],
      [{ judging: { state: 'PLANNED', mode: 'VOTES' } }, 'judging.by_votes'],
      [{ judging: { state: 'CLOSED', mode: 'SCORES' } }, 'judging.not_open'],
      [{ applicationStands: false }, 'application.not_standing'],
      [{ roundIsTaking: true }, 'judging.round_open'],
      [{ judgeIsActive: false }, 'judge.retired'],
    ];
    for (const [changes, code] of refused) given().when(assign(changes)).refuses(code);
  });
  test('refuses a judge who has recused', () => given(assigned, recused).when(assign()).refuses('review.recused'));
  test('changes nothing when asked twice', () => {
    given(assigned).when(assign()).nothing();
    given(assigned, submitted)
      .when(assign({ judgeIsActive: false }))
      .nothing();
  });
});

describe('unassign', () => {
  test('removes the assignment', () => given(assigned).when(unassign).then(unassigned));
  test('refuses once there are scores, and for an unknown review', () => {
    given(assigned, submitted).when(unassign).refuses('review.not_open');
    given(assigned, submitted, reopened).when(unassign).refuses('review.not_open');
    given().when(unassign).refuses('review.not_found');
  });
  test('changes nothing when asked twice', () => given(assigned, unassigned).when(unassign).nothing());
});

describe('submit', () => {
  const faultOf = (scores: Submission['scores']) => {
    try {
      submit({ scores })(review);
    } catch (error) {
      if (error instanceof Rejection) return error.faults.map(({ path, said }) => `${path}: ${said.en}`).join();
    }
    return 'nothing';
  };
  test('stores the scores and their weighted sum', () => given(assigned).when(submit()).then(submitted));
  test('refuses a score outside the scale, naming the field and the allowed values', () => {
    expect(faultOf(scored(5, 6))).toBe('scores[1].score: must be from 1 to 5 for team');
    expect(faultOf(scored(0, 5))).toBe('scores[0].score: must be from 1 to 5 for market');
  });
  test('refuses a criterion that is unknown, given twice, or missing', () => {
    const price = [{ criterionId: 'price', score: 3 }];
    expect(faultOf(price)).toContain('scores[0].criterionId: must be one of these criteria: market, team');
    expect(faultOf([...scored(1, 1), { criterionId: 'team', score: 3 }])).toContain('scores[2].criterionId');
    expect(faultOf(scored(1, 1).slice(0, 1))).toBe('scores: must also have scores for these criteria: team');
  });
  test.each([true, false])('refuses while the judging is not open, since it is over or has not begun: %s', (over) =>
    given(assigned)
      .when(submit({ judgingIsOpen: false, judgingIsOver: over }))
      .refuses('judging.not_open', { en: expect.stringContaining(over ? 'is closed' : 'has not begun') }),
  );
  test('refuses a conflict found since the assignment, but not one that was accepted', () => {
    given(assigned)
      .when(submit({ conflicts: [hard] }))
      .refuses('review.conflict');
    given(assigned)
      .when(submit({ conflicts: [soft] }))
      .then(submitted);
  });
  test('names a conflict, unless its name would show the judge which venture it is', () => {
    expect(() => submit({ conflicts: [hard] })(review)).toThrow('ownership (ven_1); recuse yourself');
    expect(() => submit({ conflicts: [hard], blind: true })(review)).toThrow(
      expect.objectContaining({
        params: { sources: [], objectIds: [], own: true },
        message: expect.not.stringMatching(/ven_1|ownership/),
      }),
    );
  });
  test('refuses for an application that was withdrawn in the meantime', () =>
    given(assigned)
      .when(submit({ applicationStands: false }))
      .refuses('application.not_standing'));
  test('refuses other scores after submission, and accepts them after reopening', () => {
    given(assigned, submitted)
      .when(submit({ scores: scored(1, 1) }))
      .refuses('review.submitted');
    given(assigned, submitted, reopened)
      .when(submit({ scores: scored(1, 1) }))
      .leaves({ weighted: 0, state: 'SUBMITTED' });
  });
  test('refuses a review that is recused, unassigned, lapsed or unknown', () => {
    given(assigned, recused).when(submit()).refuses('review.not_assigned');
    given(assigned, unassigned).when(submit()).refuses('review.not_assigned');
    given(assigned, lapsed).when(submit()).refuses('judging.not_open');
    given().when(submit()).refuses('review.not_found');
  });
  test('changes nothing when asked twice', () => given(assigned, submitted).when(submit()).nothing());
});

describe('reopen', () => {
  test('opens it again, and keeps its scores', () =>
    given(assigned, submitted).when(reopen()).leaves({ state: 'REOPENED', weighted: 60, reason: 'a slip' }));
  test('refuses once the judging is closed, for a recused review and an unknown one', () => {
    given(assigned, submitted).when(reopen(false)).refuses('judging.not_open');
    given(assigned, recused).when(reopen()).refuses('review.not_open');
    given().when(reopen()).refuses('review.not_found');
  });
  test('changes nothing when asked twice', () => {
    given(assigned, submitted, reopened).when(reopen()).nothing();
    given(assigned).when(reopen()).nothing();
  });
});

describe('recuse', () => {
  test('frees the place, before the judging and while it is open', () => {
    given(assigned).when(recuse()).then(recused);
    given(assigned).when(recuse(false)).then(recused);
    given(assigned, submitted, reopened).when(recuse()).leaves({ state: 'RECUSED' });
  });
  test('refuses once scores are given; with scores also after the judging has closed', () => {
    given(assigned, submitted).when(recuse()).refuses('review.submitted');
    given(assigned, submitted, reopened).when(recuse(false)).refuses('judging.not_open');
    given().when(recuse()).refuses('review.not_found');
  });
  test('changes nothing when asked twice', () => given(assigned, recused).when(recuse()).nothing());
});

describe('lapse', () => {
  test('ends reviews without scores; scores that were submitted before a reopening stay', () => {
    given(assigned).when(lapseReview).leaves({ state: 'LAPSED' });
    given(assigned, submitted, reopened).when(lapseReview).leaves({ state: 'SUBMITTED', weighted: 60 });
  });
  test('leaves a review that is not open', () => {
    given(assigned, submitted).when(lapseReview).nothing();
    given(assigned, recused).when(lapseReview).nothing();
    given().when(lapseReview).nothing();
  });
});

test('evolve stores each step', () => {
  given(assigned)
    .when(submit())
    .leaves({
      ...{ state: 'SUBMITTED', scores: scored(5, 1), weighted: 60, comment: 'good', submittedAt: at },
    });
  given(assigned).when(recuse()).leaves({ state: 'RECUSED', recusedFor: 'FAMILY' });
  given(assigned).when(unassign).leaves({ state: 'UNASSIGNED' });
});
test('scores that differ in any way are not a repeated request', () => {
  const others = [scored(5, 2), scored(4, 1), scored(5, 1).slice(0, 1)];
  for (const scores of others) given(assigned, submitted).when(submit({ scores })).refuses('review.submitted');
  given(assigned, submitted)
    .when(submit({ scores: scored(5, 1).reverse() }))
    .nothing();
});
test('one refusal names all faults of the scores', () => {
  const scores = [
    { criterionId: 'market', score: 9 },
    { criterionId: 'taste', score: 1 },
  ];
  expect(() => submit({ scores })(review)).toThrow(
    expect.objectContaining({
      faults: ['scale', 'criterion_unknown', 'criterion_missing'].map((key) =>
        expect.objectContaining({ rule: `review.${key}` }),
      ),
    }),
  );
});
test('accepts scores from the lowest to the highest of the scale', () => {
  given(assigned)
    .when(submit({ scores: scored(1, 5) }))
    .leaves({ weighted: 40 });
  for (const scores of [scored(0, 5), scored(1, 6)])
    given(assigned).when(submit({ scores })).refuses('request.invalid');
});
test('a review counts, is open, or is on the panel, by its state', () => {
  const states = ['ASSIGNED', 'SUBMITTED', 'REOPENED', 'RECUSED', 'UNASSIGNED', 'LAPSED'];
  const are = (holds: (one: Review) => boolean) =>
    states.filter((state) => holds({ ...review, state: state as Review['state'] }));
  expect(are(counts)).toEqual(['SUBMITTED', 'REOPENED']);
  expect(are(isOpen)).toEqual(['ASSIGNED', 'REOPENED']);
  expect(are(stands)).toEqual(['ASSIGNED', 'SUBMITTED', 'REOPENED', 'LAPSED']);
  expect([1, 9, 10, 99, 100].map(labelOf)).toEqual(['A-01', 'A-09', 'A-10', 'A-99', 'A-100']);
});
