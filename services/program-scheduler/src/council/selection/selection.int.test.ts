import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { VentureConsentWithdrawn } from '@naru/contracts/registry/v1/events';
import { drained } from '@naru/testing/drained';
import { eventually } from '@naru/testing/eventually';
import { BSON } from 'mongodb';
import { CENTRES, COUNCIL, type Ground, startGround } from '../../fixture/council.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
});
afterAll(() => ground?.stop());

const nth = (ids: readonly string[], index: number): string => ids[index] as string;
const DECIDED = ['SELECTED', 'SELECTED', 'SELECTED', 'SELECTED', 'SELECTED'];
const selectedIn = ({ entries }: { entries: { standing: string; applicationId: string }[] }) =>
  entries.filter(({ standing }) => standing === 'SELECTED').map(({ applicationId }) => applicationId);

/** A programme of five teams with an event, its round, and the proposal. */
async function proposed(terms: object = {}) {
  const programme = await ground.programmeOf();
  const event = await ground.program.planEvent({
    programmeId: programme.id,
    name: { en: 'Fair' },
    type: 'EXHIBITION',
    startDate: { year: 2016, month: 5, day: 1 },
  });
  const round = await ground.roundOf(programme.id, { eventId: event.id });
  const selection = await ground.admin.proposeSelection({ roundId: round.roundId, scores: round.scores, ...terms });
  return { ...round, programmeId: programme.id, eventId: event.id, selection };
}

test('from a proposal to verdicts: five selected, four waiting, and a withdrawal promotes the sixth', async () => {
  const { admin, program } = ground;
  const { roundId, ids, eventId, selection } = await proposed();
  expect(selection).toMatchObject({ state: 'PROPOSED', selected: 5, waitlisted: 4, places: 5, quorum: 3 });
  expect(selection.electorate).toEqual(CENTRES);
  const officer = ground.as('centre_officer', { centre: 'KR-27' });
  await officer.castCouncilVote({ roundId, centreId: 'KR-27', choice: 'FOR', proposal: 1 });
  await expect(
    officer.castCouncilVote({ roundId, centreId: 'KR-28', choice: 'FOR', proposal: 1 }),
  ).rejects.toMatchObject({ kind: 'forbidden' });
  await ground.vote(roundId, { yes: ['KR-11', 'KR-26'] });
  const voted = await admin.getSelection({ roundId });
  expect(voted.tally).toEqual({ for: 3, against: 0, abstain: 0, quorate: true, carried: true });
  expect(voted.votes.map(({ centreId, fromMinutes }) => [centreId, fromMinutes])).toEqual([
    ['KR-11', true],
    ['KR-26', true],
    ['KR-27', false],
  ]);
  await expect(admin.decideSelection({ roundId, etag: voted.etag })).rejects.toMatchObject({
    code: 'selection.no_council_record',
  });
  const decided = await admin.decideSelection({ roundId, etag: voted.etag, council: COUNCIL });
  expect(selectedIn(decided)).toEqual(ids.slice(0, 5));
  // The reply was lost. The retry has the etag from before its own decision, and changes nothing.
  expect(await admin.decideSelection({ roundId, etag: voted.etag, council: COUNCIL })).toEqual(decided);
  await ground.states(ids, [...DECIDED, 'WAITLISTED1', 'WAITLISTED2', 'WAITLISTED3', 'WAITLISTED4']);
  await eventually(async () => (await program.getEvent({ id: eventId })).state === 'SELECTED');

  await program.withdrawApplication({ id: nth(ids, 1) });
  await ground.states(ids, ['SELECTED', 'WITHDRAWN', ...DECIDED.slice(1), 'WAITLISTED1', 'WAITLISTED2', 'WAITLISTED3']);
  const moved = await admin.getSelection({ roundId });
  expect(moved.entries[5]).toMatchObject({ reason: 'PROMOTED', otherId: nth(ids, 1) });
  expect(moved.entries[5]?.name?.ko).toBe('가온6 센서');
});

test('nothing moves once the event is over', async () => {
  const { roundId, ids, eventId } = await proposed();
  await ground.vote(roundId);
  const { etag } = await ground.admin.getSelection({ roundId });
  await ground.admin.decideSelection({ roundId, etag, council: COUNCIL });
  await ground.states(ids.slice(0, 5), DECIDED);
  await ground.program.cancelEvent({ id: eventId, reason: '전시회 취소' });
  await ground.program.withdrawApplication({ id: nth(ids, 0) });
  await expect(
    ground.admin.addSelectedTeam({ roundId, applicationId: nth(ids, 7), council: COUNCIL }),
  ).rejects.toMatchObject({ code: 'selection.event_over', message: expect.stringContaining('event Fair') });
  await ground.states(ids.slice(0, 6), ['WITHDRAWN', ...DECIDED.slice(1), 'WAITLISTED1']);
});

test('refuses a selection for a cancelled event', async () => {
  const { admin, program } = ground;
  const { roundId, eventId, scores } = await proposed();
  await ground.vote(roundId);
  const { etag } = await admin.getSelection({ roundId });
  await program.cancelEvent({ id: eventId, reason: '전시회 취소' });
  const cancelled = { code: 'selection.event_cancelled' };
  await expect(admin.decideSelection({ roundId, etag, council: COUNCIL })).rejects.toMatchObject(cancelled);
  await expect(admin.proposeSelection({ roundId, etag, scores, places: 4 })).rejects.toMatchObject(cancelled);
});

test('two concurrent and different decisions: one holds, and no sixth team is selected', async () => {
  const { admin } = ground;
  const rivals = await Promise.all(Array.from({ length: 6 }, () => ground.as('network_admin')));
  for (let turn = 0; turn < 3; turn += 1) {
    const { roundId, ids } = await proposed();
    await ground.vote(roundId);
    const { etag } = await admin.getSelection({ roundId });
    const reason = { ko: '현지 수요', en: 'demand on site' };
    const swap = (index: number) => [
      { applicationId: nth(ids, 4), standing: 'WAITLISTED' as const, reason },
      { applicationId: nth(ids, 5 + (index % 4)), standing: 'SELECTED' as const, reason },
    ];
    const asked = await Promise.allSettled(
      rivals.map((client, index) =>
        client.decideSelection({ roundId, etag, council: COUNCIL, deviations: index < 4 ? swap(index) : [] }),
      ),
    );
    const stood = await admin.getSelection({ roundId });
    expect(selectedIn(stood)).toHaveLength(5);
    for (const one of asked) {
      if (one.status === 'fulfilled') expect(selectedIn(one.value)).toEqual(selectedIn(stood));
      else expect(['etag.stale', 'selection.decided']).toContain(one.reason.code);
    }
    expect(asked.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    // The last two requests are the same; all others differ.
    expect(asked.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(2);
    const added = await Promise.allSettled(
      rivals.map((client, index) =>
        client.addSelectedTeam({ roundId, applicationId: nth(ids, 5 + (index % 4)), council: COUNCIL }),
      ),
    );
    expect(selectedIn(await admin.getSelection({ roundId }))).toHaveLength(5);
    for (const one of added) if (one.status === 'rejected') expect(one.reason.code).toBe('selection.quota_exceeded');
  }
});

test('withdrawals during the decision never leave a sixth team, or an empty place', async () => {
  const { admin, program } = ground;
  const { roundId, ids } = await proposed();
  await ground.vote(roundId);
  const { etag } = await admin.getSelection({ roundId });
  await Promise.allSettled([
    admin.decideSelection({ roundId, etag, council: COUNCIL }),
    ...[0, 2, 4].map((index) => program.withdrawApplication({ id: nth(ids, index) })),
  ]);
  const state = async () => admin.getSelection({ roundId });
  const now = await state();
  if (now.state === 'PROPOSED')
    await admin.decideSelection({ roundId, etag: now.etag, council: COUNCIL }).catch(() => {});
  await eventually(async () => {
    const { entries, etag: fresh, state: reached } = await state();
    if (reached === 'PROPOSED') await admin.decideSelection({ roundId, etag: fresh, council: COUNCIL });
    const left = entries.filter(({ standing }) => standing === 'WITHDRAWN');
    return reached === 'DECIDED' && left.length === 3;
  });
  expect(selectedIn(await state())).toEqual([1, 3, 5, 6, 7].map((index) => nth(ids, index)));
  await ground.states(
    [1, 3, 5, 6, 7, 8].map((index) => nth(ids, index)),
    [...DECIDED, 'WAITLISTED1'],
  );
});

test('with constraints too, each of several concurrent withdrawals promotes one team', async () => {
  const { admin, program } = ground;
  const constraints = [{ id: 'daegu', centreIds: ['KR-27'], min: 1, max: 2 }];
  const { roundId, ids } = await proposed({ constraints });
  await ground.vote(roundId);
  const { etag } = await admin.getSelection({ roundId });
  const decided = await admin.decideSelection({ roundId, etag, council: COUNCIL });
  expect(selectedIn(decided)).toEqual(ids.slice(0, 5));
  await Promise.all([0, 1, 3].map((index) => program.withdrawApplication({ id: nth(ids, index) })));
  await ground.states(ids, ['WITHDRAWN', 'WITHDRAWN', 'SELECTED', 'WITHDRAWN', ...DECIDED.slice(1), 'WAITLISTED1']);
  expect(await eventually(() => admin.replaySelection({ roundId }))).toMatchObject({ same: true, differences: [] });
});

test('a venture that withdraws its consent leaves its place, once, however often the event is delivered', async () => {
  const programme = await ground.programmeOf({ teamsMax: 2 });
  const round = await ground.roundOf(programme.id, { count: 12 });
  const [, , , , , , , , , , eleventh, twelfth] = round.ids as string[];
  const scores = round.scores.map(({ applicationId }, index) => ({ applicationId, score: 10 + index }));
  await ground.decided({ ...round, scores });
  await ground.states([eleventh as string, twelfth as string], ['SELECTED', 'SELECTED']);
  const message = VentureConsentWithdrawn.fromPartial({ ventureId: 'ven_12' });
  const news = { codec: VentureConsentWithdrawn, message, aggregate: 'ven_12', version: 5 };
  const id = await ground.registry.say(news);
  await ground.registry.say({ ...news, id });
  await ground.states(
    [twelfth as string, eleventh as string, round.ids[9] as string],
    ['WITHDRAWN', 'SELECTED', 'SELECTED'],
  );
  const shown = await ground.admin.getSelection({ roundId: round.roundId });
  expect(shown.selected).toBe(2);
  expect(shown.entries.find(({ ventureId }) => ventureId === 'ven_12')?.name).toBeUndefined();
});

test('a venture that withdrew its consent after its rejection cannot be added', async () => {
  const { admin, registry } = ground;
  const programme = await ground.programmeOf({ teamsMax: 5 });
  const round = await ground.roundOf(programme.id, { count: 11 });
  await ground.decided(round, { places: 4, waitlistMax: 1 });
  const last = nth(round.ids, 10);
  await ground.states([last], ['REJECTED']);
  const message = VentureConsentWithdrawn.fromPartial({ ventureId: 'ven_11' });
  await registry.say({ codec: VentureConsentWithdrawn, message, aggregate: 'ven_11', version: 5 });
  await eventually(async () => {
    const { entries } = await admin.getSelection({ roundId: round.roundId });
    return entries.find(({ applicationId }) => applicationId === last)?.name === undefined;
  });
  const addition = { roundId: round.roundId, applicationId: last, council: COUNCIL };
  await expect(admin.addSelectedTeam(addition)).rejects.toMatchObject({ code: 'selection.venture_hidden' });
});

test('a withdrawn consent frees the place once, even where the process that stored it crashed', async () => {
  const { registry, stack } = ground;
  const programme = await ground.programmeOf({ teamsMax: 1 });
  const round = await ground.roundOf(programme.id, { count: 10 });
  const [ninth, tenth] = round.ids.slice(8) as [string, string];
  const scores = round.scores.map(({ applicationId }, index) => ({ applicationId, score: 10 + index }));
  await ground.decided({ ...round, scores });
  await ground.states([tenth], ['SELECTED']);
  const hidden = { $set: { version: 5, hidden: true }, $unset: { profile: 1 } };
  await stack
    .database('program')
    .collection('ventures')
    .updateOne({ _id: 'ven_10' as never }, hidden);
  const message = VentureConsentWithdrawn.fromPartial({ ventureId: 'ven_10' });
  const news = { codec: VentureConsentWithdrawn, message, aggregate: 'ven_10', version: 5 };
  const id = await registry.say(news);
  await ground.states([tenth, ninth], ['WITHDRAWN', 'SELECTED']);
  const { etag } = await ground.program.getApplication({ id: tenth });
  await registry.say({ ...news, id });
  await drained(stack, 'registry');
  expect((await ground.program.getApplication({ id: tenth })).etag).toBe(etag);
});

test('a refusal of bad input says what would be right', async () => {
  const { admin, program } = ground;
  const programme = await ground.programmeOf();
  const open = await program.openRound({
    programmeId: programme.id,
    name: { en: 'Call' },
    year: 2017,
    closesAt: new Date(Date.now() + 3_600_000),
  });
  await expect(admin.proposeSelection({ roundId: open.id })).rejects.toMatchObject({ code: 'selection.round_open' });
  const { roundId, scores, ids } = await ground.roundOf(programme.id, { count: 3 });
  await expect(admin.proposeSelection({ roundId })).rejects.toMatchObject({ code: 'selection.not_judged' });
  const wrong = async (some: object[], message: RegExp) =>
    expect(admin.proposeSelection({ roundId, scores: some })).rejects.toMatchObject({
      message: expect.stringMatching(message),
    });
  await wrong([{ applicationId: nth(ids, 0), score: 101 }], /scores\[0\].score/);
  await wrong([...scores.slice(0, 2), { applicationId: 'app_x', score: 1 }], /scores\[2\].applicationId/);
  await wrong([...scores, scores[0] as object], /scores\[3\].applicationId.*once/);
  await wrong(scores.slice(1), /only 2 of 3 applications have a score/);
  await program.withdrawApplication({ id: nth(ids, 0) });
  await wrong(scores, /scores\[0\].applicationId: must be an application submitted to this round/);
  const selection = await admin.proposeSelection({ roundId, scores: scores.slice(1) });
  await expect(admin.decideSelection({ roundId, etag: '999', council: COUNCIL })).rejects.toMatchObject({
    code: 'etag.stale',
  });
  const tomorrow = new Date(Date.now() + 172_800_000);
  const heldOn = { year: tomorrow.getUTCFullYear(), month: tomorrow.getUTCMonth() + 1, day: tomorrow.getUTCDate() };
  await expect(
    admin.decideSelection({ roundId, etag: selection.etag, council: { ...COUNCIL, heldOn } }),
  ).rejects.toMatchObject({ message: expect.stringContaining('council.heldOn') });
  await expect(admin.getSelection({ roundId: 'rnd_none' })).rejects.toMatchObject({ kind: 'not_found' });
});

test('two rounds never select for one event', async () => {
  const { roundId, programmeId, eventId } = await proposed();
  const second = await ground.roundOf(programmeId, { count: 3, eventId });
  await expect(ground.admin.proposeSelection({ roundId: second.roundId, scores: second.scores })).rejects.toMatchObject(
    { code: 'selection.event_taken', message: expect.stringContaining(`(${roundId})`) },
  );
});

test('a selection of the first released shape is still read', async () => {
  const file = new URL('./fixture/selection.schema-1.json', import.meta.url);
  const stored = BSON.EJSON.parse(readFileSync(file, 'utf8'));
  await ground.stack.database('program').collection('selection').insertOne(stored);
  const { selections } = await ground.admin.listSelections({ programmeId: stored.state.programmeId });
  const { council, deviations } = stored.state.decision;
  const expected = { id: stored._id, state: 'DECIDED', selected: 1, waitlisted: 1, council, deviations };
  expect(selections).toMatchObject([{ ...expected, etag: String(stored.version) }]);
});

test('a withdrawn application leaves before the decision, even where its event never arrived', async () => {
  const { admin, stack } = ground;
  const { roundId, ids } = await proposed();
  await ground.vote(roundId);
  const { etag } = await admin.getSelection({ roundId });
  // The state before the event is delivered: only the sweep can find this withdrawal.
  const withdrawn = { $set: { 'state.state': 'WITHDRAWN' } };
  await stack
    .database('program')
    .collection('application')
    .updateOne({ _id: nth(ids, 1) as never }, withdrawn);
  await expect(admin.decideSelection({ roundId, etag, council: COUNCIL })).rejects.toMatchObject({
    code: 'etag.stale',
  });
  const { etag: fresh } = await admin.getSelection({ roundId });
  const decided = await admin.decideSelection({ roundId, etag: fresh, council: COUNCIL });
  expect(selectedIn(decided)).toEqual([0, 2, 3, 4, 5].map((index) => nth(ids, index)));
});
