import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { digestOf, type Entry, formatOf, GENESIS, type Happening, hashOf, seal } from './entry.ts';

const released = (format: 1 | 2): Entry => {
  const entry = JSON.parse(readFileSync(new URL(`fixture/entry.schema-${format}.json`, import.meta.url), 'utf8'));
  return { ...entry, happenedAt: new Date(entry.happenedAt) };
};

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

test.each([1, 2] as const)('a stored entry of format %i gives the same hash for ever', (format) => {
  const entry = released(format);
  expect(formatOf(entry)).toBe(format);
  expect(hashOf(entry)).toBe(entry.hash);
});

test('the salt can be erased in format 2 and not in format 1, which sealed it', () => {
  const { salt: _, ...erased } = released(2);
  expect(hashOf(erased)).toBe(erased.hash);
  const { salt: __, ...broken } = released(1);
  expect(hashOf(broken)).not.toBe(broken.hash);
});

test('the hash follows its documentation, so that others can compute it', () => {
  const [entry] = seal('registry', GENESIS, [happening('e-1')]);
  const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  const content = sha256(
    '["naru.journal.2.event","e-1","naru.registry.venture.registered.v1","ven_1",1,"담당자",' +
      `"2015-05-11T00:00:00.000Z","${digestOf('00ff', Buffer.from('payload'))}"]`,
  );
  expect(entry?.hash).toBe(sha256(`["naru.journal.2","registry",1,"${content}","${'0'.repeat(64)}"]`));
  expect(entry?.payloadDigest).toBe(createHash('sha256').update('00ffpayload').digest('hex'));
});

test('entries follow the tail, and each contains the hash of the one before', () => {
  const tail = { number: 41, hash: 'a'.repeat(64) };
  const [first, second] = seal('investor', tail, [happening('e-1'), happening('e-2')]);
  expect(first).toMatchObject({ _id: 'investor:000000000000042', number: 42, previousHash: tail.hash });
  expect(second).toMatchObject({ _id: 'investor:000000000000043', number: 43, previousHash: first?.hash });
});
