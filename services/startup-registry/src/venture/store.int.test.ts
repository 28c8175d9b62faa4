/** A stored venture of the first released shape is read correctly. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { realAmbient } from '@naru/kit/ambient';
import { openStore } from '@naru/kit/raw';
import { type Ground, startGround } from '@naru/testing/ground';
import { BSON } from 'mongodb';
import stored from './fixture/venture.schema-1.json' with { type: 'json' };
import { fromSchema1, ventureStore } from './store.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
});
afterAll(() => ground?.remove());

test('schema 1', async () => {
  const ventures = ventureStore({
    db: ground.database.db,
    relay: { enqueue: () => {}, ambient: realAmbient },
  } as never);
  await openStore(ventures).collection.insertOne(BSON.EJSON.deserialize(stored as never) as never);
  expect(await ventures.find('ven_01h455vb4pex5vsknk084sn02q')).toMatchObject({
    version: 4,
    state: {
      centreId: 'KR-27',
      brn: '1248100998',
      state: 'PUBLISHED',
      profile: { name: { ko: '가온 센서' }, sectors: ['IOT'], askKrw: 300_000_000 },
      consents: [{ purpose: 'SHARE_WITH_NETWORK', givenAt: new Date(Date.UTC(2015, 4, 11)) }],
    },
  });
});

test('a venture of shape 1 was not erased', () => {
  expect(fromSchema1({ id: 'ven_1' } as never)).toEqual({ id: 'ven_1', erasure: undefined });
});
