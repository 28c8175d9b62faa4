import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Entry, GENESIS, hashOf, seal } from './entry.ts';
import { signHead } from './head.ts';
import { readSigningKey, ringOf } from './keys.ts';
import { faultOfProof, type Proof, proofOf } from './proof.ts';

const newKey = () =>
  readSigningKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
const key = newKey();

const entries = seal(
  'registry',
  GENESIS,
  Array.from({ length: 30 }, (_, at) => ({
    eventId: `event-${at}`,
    type: 'naru.registry.venture.updated.v1',
    aggregateId: 'ven_1',
    version: at + 1,
    actor: 'officer',
    happenedAt: new Date(1_431_302_400_000 + at),
    salt: 'salt',
    payloadDigest: `digest-${at}`,
  })),
);

const headAt = (number: number, by = key) => {
  const { hash } = entries[number - 1] as Entry;
  return signHead({ chain: 'registry', serial: 1, number, hash, signedAt: new Date(0) }, by);
};

const proofAt = (number: number, head = headAt(30)): Proof =>
  proofOf(entries.slice(number - 1, head.number) as [Entry, ...Entry[]], head) as Proof;

const kindOf = (proof: Proof) => faultOfProof(proof, ringOf([key]))?.kind ?? null;

test('the entry and the hashes after it lead to the head, for every entry', () => {
  for (const { number } of entries) expect(kindOf(proofAt(number))).toBeNull();
  expect(proofAt(30).following).toEqual([]);
});

test('a proof shows nothing of the later entries but a hash of each', () => {
  const shown = JSON.stringify(proofAt(28).following);
  expect(proofAt(28).following).toHaveLength(2);
  expect(shown).not.toMatch(/event-|officer|ven_1/);
});

test('any other entry, hash, length, head or key does not prove it', () => {
  const sound = proofAt(20);
  const [head, ...rest] = sound.following as [string, ...string[]];
  const edited = { ...sound.entry, actor: 'nobody' };
  const wrong: [Proof, string][] = [
    [{ ...sound, entry: edited }, 'ENTRY_EDITED'],
    [{ ...sound, entry: { ...edited, hash: hashOf(edited) } }, 'HEAD_DIFFERS'],
    [{ ...sound, following: rest }, 'HEAD_DIFFERS'],
    [{ ...sound, following: [rest[0] ?? '', head, ...rest.slice(1)] }, 'HEAD_DIFFERS'],
    [{ ...sound, head: headAt(29) }, 'HEAD_DIFFERS'],
    [{ ...sound, head: headAt(30, newKey()) }, 'HEAD_FORGED'],
    [{ ...sound, head: { ...sound.head, number: 29 } }, 'HEAD_FORGED'],
  ];
  expect(wrong.map(([proof]) => kindOf(proof))).toEqual(wrong.map(([, kind]) => kind));
});

test('for any entry, another content of any entry up to the head is found', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), (number, at) => {
      const proof = proofAt(number);
      fc.pre(proof.following.length > 0);
      const changed = proof.following.with(at % proof.following.length, 'f'.repeat(64));
      expect(kindOf({ ...proof, following: changed })).toBe('HEAD_DIFFERS');
    }),
  ));

test('an older entry behind the first has no proof', () => {
  const [one, two] = entries as [Entry, Entry, ...Entry[]];
  expect(proofOf([one, { ...two, format: 1 }], headAt(2))).toBeNull();
  expect(proofOf([{ ...one, format: 1 }, two], headAt(2))).not.toBeNull();
});
