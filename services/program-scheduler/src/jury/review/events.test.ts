/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { ReviewAssigned } from '@naru/contracts/program/v1/judging_events';
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
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CrcBCh5yZXZfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHnJuZF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycRoeYXBwXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxIh5qdWRfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnEqBEEtMDcwAzoKCgZtYXJrZXQQBDoICgR0ZWFtEAdBAAAAAABAUkBiBgiA9Pa3BWoGCICAjLgF';
const TYPES: Record<ReviewEvent['type'], string> = {
  ReviewAssigned: 'naru.program.review.assigned.v1',
  ReviewSubmitted: 'naru.program.review.submitted.v1',
  ReviewReopened: 'naru.program.review.reopened.v1',
  ReviewRecused: 'naru.program.review.recused.v1',
  ReviewUnassigned: 'naru.program.review.unassigned.v1',
  ReviewLapsed: 'naru.program.review.lapsed.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as ReviewEvent, review)), snapshot(review)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.review.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.review.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the whole review, but for words', () => {
  expect(ReviewAssigned.decode(Buffer.from(GOLDEN, 'base64')).review).toEqual({
    ...toProto(review),
    comment: '',
    reason: '',
    recusedFor: 'REASON_UNSPECIFIED',
  });
});
