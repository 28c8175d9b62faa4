import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Ground, startGround } from '@naru/testing/ground';
import { handAmbient } from '@naru/testing/hand-ambient';
import { leases } from './lease.ts';

const FOR_MS = 5_000;

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
}, 30_000);
afterAll(() => ground?.remove());

function begin() {
  const ambient = handAmbient();
  return { ambient, ...leases({ db: ground.database.db, forMs: FOR_MS, ambient }) };
}

test('one of many holds it, whoever comes while it is new', async () => {
  const { take } = begin();
  const taken = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((holder) => take('new', holder)));
  expect(taken.filter((lease) => lease !== null)).toHaveLength(1);
  expect(taken.find((lease) => lease !== null)).toMatchObject({ name: 'new', number: 1 });
});

test('it lapses to the millisecond, and the next holder has a higher number', async () => {
  const { ambient, take } = begin();
  expect(await take('lapse', 'a')).toMatchObject({ holder: 'a', number: 1 });
  ambient.advance(FOR_MS - 1);
  expect(await take('lapse', 'b')).toBeNull();
  expect(await take('lapse', 'a')).toBeNull();
  ambient.advance(1);
  expect(await take('lapse', 'b')).toMatchObject({ holder: 'b', number: 2 });
});

test('who renews keeps it, with its number', async () => {
  const { ambient, take, renew } = begin();
  const lease = await take('renewed', 'a');
  if (!lease) throw new Error('not taken');
  ambient.advance(FOR_MS - 1);
  const renewed = await renew(lease);
  expect(renewed).toEqual({ ...lease, until: new Date(ambient.now().getTime() + FOR_MS) });
  ambient.advance(FOR_MS - 1);
  expect(await take('renewed', 'b')).toBeNull();
  ambient.advance(1);
  expect(await take('renewed', 'b')).toMatchObject({ number: 2 });
});

test('who was halted finds that it is lost, and takes nothing from who holds it now', async () => {
  const { ambient, take, renew, release } = begin();
  const lost = await take('halted', 'a');
  if (!lost) throw new Error('not taken');
  ambient.advance(FOR_MS);
  const held = await take('halted', 'b');
  if (!held) throw new Error('not taken');
  expect(await renew(lost)).toBeNull();
  await release(lost);
  expect(await take('halted', 'c')).toBeNull();
  expect(await renew(held)).toMatchObject({ holder: 'b', number: 2 });
});

test('a lapsed lease that nobody took can still be renewed', async () => {
  const { ambient, take, renew } = begin();
  const lease = await take('late', 'a');
  if (!lease) throw new Error('not taken');
  ambient.advance(FOR_MS * 2);
  expect(await renew(lease)).toMatchObject({ number: 1 });
  expect(await take('late', 'b')).toBeNull();
});

test('what is released is free at once, cannot be renewed, and its number is not given again', async () => {
  const { take, renew, release } = begin();
  const lease = await take('released', 'a');
  if (!lease) throw new Error('not taken');
  await release(lease);
  expect(await renew(lease)).toBeNull();
  expect(await take('released', 'a')).toMatchObject({ number: 2 });
});

test('leases of other names do not stand in the way', async () => {
  const { take } = begin();
  expect(await take('one', 'a')).toMatchObject({ number: 1 });
  expect(await take('other', 'a')).toMatchObject({ number: 1 });
});
