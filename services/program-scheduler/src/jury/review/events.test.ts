/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { ReviewAssigned } from '@naru/contracts/program/v1/judging_events';
import { goldenEvents } from '@naru/testing/golden';
import { publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
import type { Review, ReviewEvent } from './review.ts';

const review: Review = {
  id: 'rev_01h455vb4pex5vsknk084sn02q',
  roundId: 'rnd_01h455vb4pex5vsknk084sn02q',
  applicationId: 'app_01h455vb4pex5vsknk084sn02q',
  judgeId: 'jud_01h455vb4pex5vsknk084sn02q',
  subject: 'judge-7',
  label: 'A-07',
  state: 'REOPENED',
  load: 3,
  seat: 2,
  scores: [
    { criterionId: 'market', score: 4 },
    { criterionId: 'team', score: 7 },
  ],
  weighted: 73,
  comment: 'strong abroad',
  reason: 'a slip of the pen',
  recusedFor: 'FAMILY',
  assignedAt: new Date(Date.UTC(2016, 3, 1)),
  submittedAt: new Date(Date.UTC(2016, 3, 5)),
};
const TYPES: Record<ReviewEvent['type'], string> = {
  ReviewAssigned: 'naru.program.review.assigned.v1',
  ReviewSubmitted: 'naru.program.review.submitted.v1',
  ReviewReopened: 'naru.program.review.reopened.v1',
  ReviewRecused: 'naru.program.review.recused.v1',
  ReviewUnassigned: 'naru.program.review.unassigned.v1',
  ReviewLapsed: 'naru.program.review.lapsed.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as ReviewEvent, review)), snapshot(review)];

const golden = goldenEvents({ published, of: 'naru.program.review.', at: import.meta.url });

test('the bytes of the first release are read as the whole review without free texts', () => {
  expect(ReviewAssigned.decode(golden('naru.program.review.assigned.v1')).review).toEqual({
    ...toProto(review),
    comment: '',
    reason: '',
    recusedFor: 'REASON_UNSPECIFIED',
  });
});
