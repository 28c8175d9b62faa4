import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApplicationFoundEligible } from '@naru/contracts/program/v1/events';
import { BallotVoted, ReviewSubmitted } from '@naru/contracts/program/v1/judging_events';
import {
  SelectionDecided,
  SelectionPromoted,
  SelectionTabled,
  SelectionVoted,
} from '@naru/contracts/program/v1/selection_events';
import { eventually } from '@naru/testing/eventually';
import type { Filter } from 'mongodb';
import { COUNCIL, type Ground, startGround } from '../../fixture/council.ts';

interface Kept {
  _id: string;
  type: string;
  aggregate: string;
  version: number;
  at: Date;
  data: { buffer: Uint8Array };
}

let ground: Ground;
let roundId: string;
let ids: string[];
let selectionId: string;

/**
 * A judged round of a programme with the exposure rule. The council deviated from the proposal, and one team withdrew.
 */
beforeAll(async () => {
  ground = await startGround();
  const { admin, program } = ground;
  const rule = { enabled: true, nearTiePoints: 6, selectionsBack: 2 };
  const programme = await ground.programmeOf({ teamsMax: 5 }, rule);
  await ground.decided(await ground.roundOf(programme.id, { count: 5 }));
  const round = await ground.roundOf(programme.id);
  ({ roundId, ids } = round);
  await ground.judged(round);
  const constraints = [{ id: 'daegu', centreIds: ['KR-27'], min: 1, max: 2 }];
  const proposed = await admin.proposeSelection({ roundId, constraints });
  selectionId = proposed.id;
  expect(proposed).toMatchObject({ method: 'MIXED_MODEL', notCorrectedBecause: '' });
  expect(proposed.entries.map(({ reason }) => reason)).toContain('EXPOSURE');
  await ground.vote(roundId);
  const { etag, entries } = await admin.getSelection({ roundId });
  const [last, next] = [4, 6].map((place) => entries[place]?.applicationId ?? '');
  const reason = { ko: '현지 수요', en: 'demand on site' };
  const deviations = [
    { applicationId: last as string, standing: 'WAITLISTED' as const, reason },
    { applicationId: next as string, standing: 'SELECTED' as const, reason },
  ];
  await admin.decideSelection({ roundId, etag, council: COUNCIL, deviations });
  await program.withdrawApplication({ id: entries[0]?.applicationId ?? '' });
  await eventually(async () =>
    (await admin.getSelection({ roundId })).entries.some(({ reason: why }) => why === 'PROMOTED'),
  );
});
afterAll(() => ground?.stop());

const replay = () => eventually(async () => ground.as('analyst').replaySelection({ roundId }));
const kept = () => ground.stack.database('program').collection<Kept>('events');
const stages = ({ differences }: Awaited<ReturnType<typeof replay>>) => new Set(differences.map(({ stage }) => stage));

/** Changes one recorded event while a check runs. */
async function planted(filter: Filter<Kept>, change: (data: Uint8Array) => Uint8Array, check: () => Promise<void>) {
  const found = await kept().findOne(filter);
  if (!found) throw new Error('there is no such event');
  await kept().updateOne({ _id: found._id }, { $set: { data: change(found.data.buffer) } } as object);
  await check();
  await kept().updateOne({ _id: found._id }, { $set: { data: found.data } });
}

test('the replay repeats all counts and decisions, and finds no difference', async () => {
  const found = await replay();
  const { entries } = await ground.admin.getSelection({ roundId });
  expect(found.differences).toEqual([]);
  expect(found).toMatchObject({ same: true, judgementsRead: 27 });
  expect(found.eventsRead).toBe(8); // Proposed, its table, three votes, decided, released, promoted.
  const selected = entries.filter(({ standing }) => standing === 'SELECTED');
  expect(found.selectedIds).toEqual(selected.map(({ applicationId }) => applicationId));
  await expect(ground.as('venture_member', { org: 'ven_1' }).replaySelection({ roundId })).rejects.toMatchObject({
    kind: 'forbidden',
  });
});

test('a selection with given scores is replayed too: before the decision, and with an added team', async () => {
  const { admin, program } = ground;
  const programme = await ground.programmeOf();
  const round = await ground.roundOf(programme.id, { count: 5 });
  const asked = { roundId: round.roundId };
  const same = async () => {
    const found = await eventually(() => admin.replaySelection(asked));
    expect(found).toMatchObject({ same: true, judgementsRead: 0, differences: [] });
    return found.selectedIds;
  };
  await admin.proposeSelection({ ...asked, scores: round.scores, places: 2 });
  await program.withdrawApplication({ id: round.ids[0] as string });
  await eventually(async () => (await admin.getSelection(asked)).entries[0]?.standing === 'WITHDRAWN');
  expect(await same()).toEqual(round.ids.slice(1, 3));
  await ground.vote(round.roundId);
  const { etag } = await admin.getSelection(asked);
  await admin.decideSelection({ ...asked, etag, council: COUNCIL });
  const fifth = { ...asked, applicationId: round.ids[4] as string, council: COUNCIL, requestId: 'fifth' };
  const addition = { ...fifth, etag: (await admin.getSelection(asked)).etag };
  const added = await admin.addSelectedTeam(addition);
  expect((await admin.addSelectedTeam(addition)).etag).toBe(added.etag);
  await expect(admin.addSelectedTeam(fifth)).rejects.toMatchObject({ code: 'request.id_reused' });
  expect(await same()).toEqual([1, 2, 4].map((index) => round.ids[index]));
});

test('a changed score in a recorded event is found', async () => {
  const raise = (data: Uint8Array) => {
    const event = ReviewSubmitted.decode(data);
    return ReviewSubmitted.encode({
      review: { ...(event.review as NonNullable<typeof event.review>), weighted: 100 },
    }).finish();
  };
  const ofTheLast = { type: 'naru.program.review.submitted.v1' };
  await planted(ofTheLast, raise, async () => {
    const found = await replay();
    expect(found.same).toBe(false);
    expect([...stages(found)]).toContain('PROPOSAL');
    expect(found.differences.some(({ field }) => field.endsWith('score'))).toBe(true);
  });
  expect((await replay()).same).toBe(true);
});

test('the votes of a demo day are assembled from their events, also a vote that was turned round; a changed vote is found', async () => {
  const programme = await ground.programmeOf({ teamsMax: 2 });
  const round = await ground.roundOf(programme.id, { count: 4 });
  await ground.voted(round);
  await ground.decided({ ...round, scores: [] });
  const again = () => ground.as('analyst').replaySelection({ roundId: round.roundId });
  expect(await eventually(again)).toMatchObject({ same: true, differences: [], judgementsRead: 3 });
  const turn = (data: Uint8Array) => {
    const { ballot } = BallotVoted.decode(data);
    const kept = ballot as NonNullable<typeof ballot>;
    const votes = kept.votes.map((vote) => ({ ...vote, preferredId: vote.otherId, otherId: vote.preferredId }));
    return BallotVoted.encode({ ballot: { ...kept, votes } }).finish();
  };
  await planted({ type: 'naru.program.ballot.voted.v1', version: 3 }, turn, async () => {
    const found = await again();
    expect([found.same, [...stages(found)]]).toEqual([false, ['PROPOSAL', 'DOCUMENT']]);
  });
});

test('a changed decision in a recorded event is found', async () => {
  const swap = (data: Uint8Array) => {
    const { selection } = SelectionDecided.decode(data);
    const record = selection as NonNullable<typeof selection>;
    const [first, ...rest] = record.selectedIds;
    return SelectionDecided.encode({
      selection: {
        ...record,
        selectedIds: [...rest, ...record.waitlistedIds.slice(0, 1)],
        waitlistedIds: [first as string, ...record.waitlistedIds.slice(1)],
      },
    }).finish();
  };
  await planted({ type: 'naru.program.selection.decided.v1', aggregate: selectionId }, swap, async () => {
    const found = await replay();
    expect([found.same, [...stages(found)]]).toEqual([false, ['DECISION']]);
  });
});

test('a table that contradicts the events of an application is found, even where the document agrees with the table', async () => {
  const move = (data: Uint8Array) => {
    const event = SelectionTabled.decode(data);
    return SelectionTabled.encode({
      ...event,
      rows: event.rows.map((row, index) => (index === 8 ? { ...row, centreId: 'KR-11' } : row)),
    }).finish();
  };
  const selections = ground.stack.database('program').collection('selection');
  const centre = { 'state.entries.8.centreId': 'KR-11' };
  const stored = (await selections.findOne({ _id: selectionId as never }))?.state.entries[8];
  await planted({ type: 'naru.program.selection.tabled.v1', aggregate: selectionId }, move, async () => {
    await selections.updateOne({ _id: selectionId as never }, { $set: centre });
    expect((await replay()).differences).toContainEqual({
      stage: 'PROPOSAL',
      version: 0,
      applicationId: stored.applicationId,
      field: 'centreId',
      recorded: 'KR-11',
      recounted: stored.centreId,
      text: {
        ko: `선정안, 신청서 ${stored.applicationId}: centreId의 기록은 ‘KR-11’, 다시 계산한 결과는 ‘${stored.centreId}’입니다.`,
        en: expect.stringContaining('counted again'),
      },
    });
    await selections.updateOne({ _id: selectionId as never }, { $set: { 'state.entries.8': stored } });
  });
  expect((await replay()).same).toBe(true);
});

test('a changed state in the events of an application is found', async () => {
  const own = { type: 'naru.program.application.admitted.v1', aggregate: ids[3] ?? '' };
  const turn = (data: Uint8Array) => {
    const { application } = ApplicationFoundEligible.decode(data);
    const state = 'INELIGIBLE' as const;
    return ApplicationFoundEligible.encode({
      application: { ...(application as NonNullable<typeof application>), state },
    }).finish();
  };
  await planted(own, turn, async () => {
    const asked = { stage: 'PROPOSAL', applicationId: ids[3], field: 'table', recounted: 'INELIGIBLE' };
    expect((await replay()).differences).toMatchObject([asked]);
  });
});

test('a changed vote and a changed order of the waitlist are found', async () => {
  const against = (data: Uint8Array) => {
    const event = SelectionVoted.decode(data);
    return SelectionVoted.encode({
      ...event,
      vote: { ...(event.vote as NonNullable<typeof event.vote>), choice: 'AGAINST' },
    }).finish();
  };
  await planted({ type: 'naru.program.selection.voted.v1', aggregate: selectionId }, against, async () =>
    expect([...stages(await replay())]).toContain('VOTE'),
  );
  const turn = (data: Uint8Array) => {
    const event = SelectionPromoted.decode(data);
    const record = event.selection as NonNullable<typeof event.selection>;
    return SelectionPromoted.encode({
      ...event,
      selection: { ...record, waitlistedIds: [...record.waitlistedIds].reverse() },
    }).finish();
  };
  await planted({ type: 'naru.program.selection.promoted.v1', aggregate: selectionId }, turn, async () =>
    expect((await replay()).differences.map(({ field }) => field)).toContain('selection.waitlistedIds.0'),
  );
  expect((await replay()).same).toBe(true);
});

test('a document that was changed without an event is found, with the application and the field', async () => {
  const selections = ground.stack.database('program').collection('selection');
  await selections.updateOne({ _id: selectionId as never }, { $set: { 'state.entries.7.standing': 'SELECTED' } });
  const found = await replay();
  expect(found.same).toBe(false);
  expect(found.differences).toMatchObject([
    {
      stage: 'DOCUMENT',
      version: 0,
      applicationId: expect.stringMatching(/^app_/),
      field: 'entries.7.standing',
      recorded: '"SELECTED"',
    },
  ]);
  await selections.updateOne({ _id: selectionId as never }, { $set: { 'state.entries.7.standing': 'WAITLISTED' } });
  expect((await replay()).same).toBe(true);
});

test('a deleted event is found, and so is an application that the table leaves out', async () => {
  const vote = await kept().findOne({ type: 'naru.program.selection.voted.v1', aggregate: selectionId });
  await kept().deleteOne({ _id: vote?._id ?? '' });
  expect([...stages(await replay())]).toContain('EVENTS');
  await kept().insertOne(vote as Kept);
  const own = await kept()
    .find({ aggregate: ids[3] ?? '' })
    .toArray();
  await kept().deleteMany({ aggregate: ids[3] ?? '' });
  const found = await replay();
  expect(found.differences).toMatchObject([{ stage: 'PROPOSAL', applicationId: ids[3], field: 'table' }]);
  await kept().insertMany(own);
  expect((await replay()).same).toBe(true);
});
