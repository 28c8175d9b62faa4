import { test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { signHead } from './decide.ts';
import { evolve, type JournalHead, type JournalHeadEvent } from './journal-head.ts';

const head: JournalHead = {
  id: 'registry-000000000001',
  chain: 'registry',
  serial: 1,
  number: 7,
  hash: 'a'.repeat(64),
  signedAt: new Date('2026-11-30T00:00:00Z'),
  keyId: 'key',
  signature: 'signature',
};
const signed: JournalHeadEvent = { type: 'JournalHeadSigned', head };

const given = scenario<JournalHead, JournalHeadEvent>({ evolve });
const sign = (one: JournalHead) => (state: JournalHead | null) => signHead(state, one);

test('a head is signed', () => given().when(sign(head)).then(signed));
test('the head of another replica stays', () =>
  given(signed)
    .when(sign({ ...head, number: 9 }))
    .nothing());
