import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { digestOf, type Entry, GENESIS, type Happening, hashOf, seal } from './journal.ts';

const released = JSON.parse(readFileSync(new URL('fixture/entry.schema-1.json', import.meta.url), 'utf8')) as Entry;

const happening = (eventId: string): Happening => ({
  eventId,
  type: 'naru.registry.venture.registered.v1',
  aggregateId: 'ven_1',
  version: 1,
  actor: '담당자',
  happenedAt: new Date('2015-05-11T00:00:00.000Z'),
  salt: '00ff',
  payloadDigest: digestOf('00ff', Buffer.from('payload')),
});

test('a stored entry gives the same hash for ever', () => {
  expect(hashOf({ ...released, happenedAt: new Date(released.happenedAt) })).toBe(released.hash);
});

test('the hash follows its documentation, so that others can compute it', () => {
  const [entry] = seal('registry', GENESIS, [happening('e-1')]);
  const text =
    '["naru.journal.1","registry",1,"e-1","naru.registry.venture.registered.v1","ven_1",1,"담당자",' +
    `"2015-05-11T00:00:00.000Z","00ff","${digestOf('00ff', Buffer.from('payload'))}","${'0'.repeat(64)}"]`;
  expect(entry?.hash).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
  expect(entry?.payloadDigest).toBe(createHash('sha256').update('00ffpayload').digest('hex'));
});

test('entries follow the tail, and each contains the hash of the one before', () => {
  const tail = { number: 41, hash: 'a'.repeat(64) };
  const [first, second] = seal('investor', tail, [happening('e-1'), happening('e-2')]);
  expect(first).toMatchObject({ _id: 'investor:000000000000042', number: 42, previousHash: tail.hash });
  expect(second).toMatchObject({ _id: 'investor:000000000000043', number: 43, previousHash: first?.hash });
});
