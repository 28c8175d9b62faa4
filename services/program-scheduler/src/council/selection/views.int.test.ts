import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { COUNCIL, type Ground, startGround } from '../../fixture/council.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
});
afterAll(() => ground?.stop());

const nth = (ids: readonly string[], index: number): string => ids[index] as string;

test('others see nothing before the decision, and only the teams and the waitlist after it', async () => {
  const { id: programmeId } = await ground.programmeOf();
  const { roundId, ids, scores: given } = await ground.roundOf(programmeId);
  await ground.admin.proposeSelection({ roundId, scores: given });
  const member = ground.as('venture_member', { org: 'ven_6' });
  await expect(member.getSelection({ roundId })).rejects.toMatchObject({ kind: 'not_found' });
  expect((await member.listSelections({ programmeId })).selections).toEqual([]);
  expect(await member.explainApplication({ applicationId: nth(ids, 5) })).toMatchObject({
    decided: false,
    score: undefined,
  });
  await ground.vote(roundId);
  const { etag } = await ground.admin.getSelection({ roundId });
  await ground.admin.decideSelection({ roundId, etag, council: COUNCIL });
  const turned = await ground.roundOf((await ground.programmeOf()).id);
  const scores = turned.ids.map((applicationId, index) => ({ applicationId, score: 10 + index }));
  await ground.decided({ ...turned, scores });
  const shown = await member.getSelection({ roundId });
  expect(
    shown.entries.map(({ ventureId, standing, waitlistPosition }) => [ventureId, standing, waitlistPosition]),
  ).toHaveLength(9);
  expect(shown.entries[0]).toMatchObject({ name: { en: 'Gaon1 Sensor' }, score: undefined, rank: 0 });
  expect([shown.votes, shown.council, shown.deviations]).toEqual([[], undefined, []]);
  expect((await member.listSelections({ programmeId })).selections).toMatchObject([{ selected: 5, entries: [] }]);
  // The first to apply had the fewest points of the selected. Their order shows no rank; only the waitlist is in rank
  // order.
  const order = ({ entries }: { entries: { applicationId: string }[] }) =>
    entries.map(({ applicationId }) => applicationId);
  expect(order(await member.getSelection({ roundId: turned.roundId }))).toEqual([
    ...turned.ids.slice(-5),
    ...turned.ids.slice(0, 4).reverse(),
  ]);

  const own = await member.explainApplication({ applicationId: nth(ids, 5) });
  expect(own).toMatchObject({
    decided: true,
    reason: 'PLACES_FULL',
    rank: 6,
    ranked: 9,
    score: 82.5,
    cut: 85,
    pointsShort: 2.5,
    waitlistPosition: 1,
  });
  const words = JSON.stringify(own);
  for (const other of [...ids.filter((id) => id !== nth(ids, 5)), 'ven_', 'Gaon']) expect(words).not.toContain(other);
  await expect(member.explainApplication({ applicationId: nth(ids, 0) })).rejects.toMatchObject({ kind: 'not_found' });
});
