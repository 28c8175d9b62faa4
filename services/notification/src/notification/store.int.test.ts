import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { realAmbient } from '@naru/kit/ambient';
import type { Received } from '@naru/kit/subscribe';
import { type Ground, startGround } from '@naru/testing/ground';
import { inbox } from './store.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
}, 30_000);
afterAll(() => ground?.remove());

test('listeners are woken on every delivery, since a process may die between write and wake; the inbox has the notice once', async () => {
  const announced: string[] = [];
  const host = { db: ground.database.db, ambient: realAmbient };
  const box = inbox(host, ({ recipient }) => announced.push(recipient));
  const event = { id: 'evt_1', type: 'naru.matching.match.proposed.v1', aggregate: 'mat_1' } as Received<unknown>;
  const what = { template: 'match.proposed', about: {} };
  await box.tell(['ven_1', 'inv_1', 'ven_1', ''], what, event);
  await box.tell(['ven_1', 'inv_1'], what, event);
  expect(announced).toEqual(['ven_1', 'inv_1', 'ven_1', 'inv_1']);
  expect(await ground.database.db.collection('notification').countDocuments()).toBe(2);
});
