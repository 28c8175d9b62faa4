import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { MatchDeclined, MatchExpired, MatchProposed, MatchSnapshot } from '@naru/contracts/matching/v1/events';
import { realAmbient } from '@naru/kit/ambient';
import { openStore } from '@naru/kit/raw';
import { type Ground, startGround } from '@naru/testing/ground';
import fc from 'fast-check';
import { copiesOfCentres, copiesOfDeals, copiesOfInvestors, copiesOfMatches } from './entities.ts';
import { type Chapter, chapter, teller, type Writable } from './fixture/tell.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
});
afterAll(() => ground?.remove());

interface Seen {
  state: string;
  score: number;
}

const about = <M>(codec: Writable<M>, version: number, match: object): Chapter =>
  chapter(codec, version, (id) => ({ match: { id, score: version, ...match } }));

const NEWS = [
  about(MatchProposed, 1, { state: 'PROPOSED' }),
  about(MatchSnapshot, 2, { state: 'PROPOSED' }),
  about(MatchExpired, 3, { state: 'EXPIRED' }),
  about(MatchProposed, 4, { state: 'PROPOSED' }),
];

test('after repeats and in any order, the copy shows what the newest event says', async () => {
  const { db } = ground.database;
  const matches = copiesOfMatches<Seen>({ db, ambient: realAmbient, name: 'any_order' }, ({ state, score }) => ({
    state,
    score,
  }));
  const tell = teller(matches.handlers());
  let told = 0;
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...NEWS, ...NEWS], { minLength: 2 * NEWS.length }), async (order) => {
      told += 1;
      for (const one of order) await tell(`mat_${told}`, one);
      expect(await matches.find(`mat_${told}`)).toMatchObject({ version: 4, state: 'PROPOSED', score: 4 });
    }),
    { numRuns: 10 },
  );
});

test('a removed entity leaves a tombstone: an older event does not bring it back, a newer one does', async () => {
  const { db } = ground.database;
  const open = copiesOfMatches<Seen>({ db, ambient: realAmbient, name: 'open' }, ({ state, score }) =>
    state === 'DECLINED' ? null : { state, score },
  );
  const tell = teller(open.handlers());
  const declined = about(MatchDeclined, 3, { state: 'DECLINED' });
  for (const one of [declined, ...NEWS.slice(0, 2), declined]) await tell('mat_gone', one);
  expect(await open.find('mat_gone')).toBeNull();
  await tell('mat_gone', NEWS[3] as Chapter);
  expect(await open.find('mat_gone')).toMatchObject({ version: 4, state: 'PROPOSED' });
  expect(await openStore(open).collection.findOne({ _id: 'mat_gone' })).not.toHaveProperty('gone');
});

test('an event without the entity it should carry is ignored', async () => {
  const matches = copiesOfMatches<Seen>(
    { db: ground.database.db, ambient: realAmbient, name: 'empty' },
    ({ state, score }) => ({
      state,
      score,
    }),
  );
  let followed = 0;
  const tell = teller(matches.handlers(async () => followed++));
  await tell(
    'mat_none',
    chapter(MatchProposed, 1, () => ({})),
  );
  expect(await openStore(matches).collection.countDocuments()).toBe(0);
  expect(followed).toBe(0);
});

test.each([
  ['investors', copiesOfInvestors, ['naru.investor.profile.', 'naru.investor.mandate.']],
  ['deals', copiesOfDeals, ['naru.investor.deal.']],
  ['matches', copiesOfMatches, ['naru.matching.match.', 'naru.matching.introduction.']],
  ['centres', copiesOfCentres, ['naru.registry.centre.', 'naru.registry.host.']],
])('copies of %s take all their events', (name, copiesOf, roots) => {
  const { handlers } = copiesOf<object>({ db: ground.database.db, ambient: realAmbient, name }, () => ({}));
  const heard = handlers().map(({ type }) => type);
  const wanted = events.map(({ type }) => type).filter((type) => roots.some((root) => type.startsWith(root)));
  expect(heard.sort()).toEqual(wanted.sort());
});
