import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Entry, GENESIS, type Happening, seal, type Tail } from './entry.ts';
import { type Head, signHead } from './head.ts';
import { readSigningKey, ringOf, type SigningKey } from './keys.ts';
import { type Fault, saidOf } from './texts.ts';
import { verifyChain } from './verify.ts';

const CHAIN = 'registry';
const newKey = (): SigningKey =>
  readSigningKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
const [key, older, foreign] = [newKey(), newKey(), newKey()];
const RING = ringOf([key, older]);

const happening = (index: number, actor = 'officer'): Happening => ({
  eventId: `event-${index}`,
  type: 'naru.registry.venture.updated.v1',
  aggregateId: 'ven_1',
  version: index,
  actor,
  happenedAt: new Date(1_431_302_400_000 + index),
  salt: `salt-${index}`,
  payloadDigest: `digest-${index}`,
});

const chainOf = (length: number): Entry[] =>
  seal(
    CHAIN,
    GENESIS,
    Array.from({ length }, (_, at) => happening(at + 1)),
  );

/** What somebody does who can write to the database: from one entry on, another actor, and every hash made anew. */
const rewritten = (entries: readonly Entry[], from: number): Entry[] => [
  ...entries.slice(0, from - 1),
  ...seal(
    CHAIN,
    entries[from - 2] ?? GENESIS,
    entries.slice(from - 1).map(({ version }, at) => happening(version, at === 0 ? 'nobody' : 'officer')),
  ),
];

const headsAt = (entries: readonly Entry[], numbers: readonly number[], by = key): Head[] =>
  numbers.map((number, at) => {
    const { hash } = entries[number - 1] as Entry;
    return signHead({ chain: CHAIN, serial: at + 1, number, hash, signedAt: new Date('2026-11-30T03:00:00Z') }, by);
  });

/** The journal as it is stored: the entries, the end of the chain beside them, and the signed heads. */
interface Stored {
  entries: readonly Entry[];
  stored?: readonly Head[];
  kept?: readonly Head[];
  keys?: ReadonlyMap<string, SigningKey>;
  head?: Tail;
}

async function faultsOf({ entries, stored = [], kept = [], keys = RING as never, head }: Stored): Promise<Fault[]> {
  const faults: Fault[] = [];
  const chain = { chain: CHAIN, head: head ?? entries.at(-1) ?? GENESIS, signed: { stored, kept, keys } };
  await verifyChain({ ...chain, entries }, (fault) => faults.push(fault));
  return faults;
}

const kinds = (faults: readonly Fault[]) => faults.map(({ kind, number }) => `${kind} ${number}`);
const said = (faults: readonly Fault[]) => faults.map(({ detail }) => saidOf(detail));

const whole = chainOf(120);
const heads = headsAt(whole, [25, 50, 75, 100]);
const [first, second, third, fourth] = heads as [Head, Head, Head, Head];

describe('a chain with its signed heads', () => {
  test('is intact, with heads kept elsewhere too, in any order and twice', async () => {
    expect(await faultsOf({ entries: whole, stored: heads })).toEqual([]);
    expect(await faultsOf({ entries: whole, stored: heads, kept: [fourth, second, second] })).toEqual([]);
    expect(await faultsOf({ entries: whole, kept: [third] })).toEqual([]);
  });

  test('that was sealed again from entry 60 with another actor is found by a head that was kept', async () => {
    const entries = rewritten(whole, 60);
    // The thief has removed the heads that would tell, and nothing else does.
    expect(await faultsOf({ entries, stored: heads.slice(0, 2) })).toEqual([]);
    const faults = await faultsOf({ entries, stored: heads.slice(0, 2), kept: [first, third, fourth] });
    expect(kinds(faults)).toEqual(['HEAD_DIFFERS 75']);
    expect(said(faults)).toEqual([
      {
        en: 'head 3, signed on Monday 30 November 2026, 12:00 (Korean Standard Time), knew another hash here; the first change is among the entries 51 to 75',
        ko: '2026년 11월 30일(월) 12:00 (한국 표준시)에 서명된 3번 머리의 해시와 다릅니다. 51번부터 75번까지의 기록 가운데 고쳐진 것이 있습니다',
      },
    ]);
  });

  test('names entry 60 itself where a head of each entry was kept', async () => {
    const kept = headsAt(
      whole,
      whole.map(({ number }) => number),
    );
    const faults = await faultsOf({ entries: rewritten(whole, 60), kept });
    expect(kinds(faults)).toEqual(['HEAD_DIFFERS 60']);
    expect(said(faults)[0]?.en).toMatch(/entry 60 has changed$/);
  });

  test('of which the last five were cut, with the end beside them, is found by a head that was kept', async () => {
    const entries = whole.slice(0, 95);
    expect(await faultsOf({ entries, stored: heads.slice(0, 3) })).toEqual([]);
    const faults = await faultsOf({ entries, stored: heads.slice(0, 3), kept: [fourth] });
    expect(kinds(faults)).toEqual(['ENTRY_MISSING 96']);
    expect(said(faults)[0]?.en).toBe('numbers 96 to 100 are not there');
  });

  test('that was removed whole is found by a head that was kept', async () => {
    expect(kinds(await faultsOf({ entries: [], kept: [fourth] }))).toEqual(['ENTRY_MISSING 1']);
  });

  test('of which two entries changed places, and were sealed again, is found', async () => {
    const order = whole.map(({ version }) => (version === 60 ? 61 : version === 61 ? 60 : version));
    const entries = seal(
      CHAIN,
      GENESIS,
      order.map((version) => happening(version)),
    );
    expect(await faultsOf({ entries })).toEqual([]);
    expect(kinds(await faultsOf({ entries, kept: [second, third] }))).toEqual(['HEAD_DIFFERS 75']);
  });
});

describe('a head', () => {
  test('of another key is forged, whichever key it names', async () => {
    const entries = rewritten(whole, 60);
    const [forged] = headsAt(entries, [75], foreign) as [Head];
    const named = { ...forged, keyId: key.id };
    const faults = await faultsOf({ entries, stored: [first, second, { ...forged, serial: 3 }], kept: [named] });
    expect(kinds(faults)).toEqual(['HEAD_FORGED 75', 'HEAD_FORGED 75']);
    expect(said(faults).map(({ en }) => en)).toEqual([
      `head 3 is signed by the key ${foreign.id}, which is not known; add its public key if it is one of the journal's`,
      `the signature of head 1 was not made by its key ${key.id}`,
    ]);
  });

  test('of an older key holds while that key is listed', async () => {
    const stored = [...headsAt(whole, [25, 50], older), ...heads.slice(2)];
    expect(await faultsOf({ entries: whole, stored })).toEqual([]);
    const faults = await faultsOf({ entries: whole, stored, keys: new Map([[key.id, key]]) });
    expect(kinds(faults).slice(0, 2)).toEqual(['HEAD_FORGED 25', 'HEAD_FORGED 50']);
  });

  test('that is gone from between the others is missed', async () => {
    const faults = await faultsOf({ entries: whole, stored: [first, fourth] });
    expect(kinds(faults)).toEqual(['HEAD_MISSING 26']);
    expect(said(faults)[0]).toEqual({
      en: 'the signed heads 2 to 3 are not there',
      ko: '서명된 2번부터 3번까지의 머리가 없습니다',
    });
  });

  test('that is stored twice, or kept by two, is one head', async () => {
    expect(await faultsOf({ entries: whole, stored: [...heads, fourth], kept: [fourth, fourth] })).toEqual([]);
  });

  test('with the number of another one shows that the chain was signed twice', async () => {
    const entries = rewritten(whole, 60);
    const stored = headsAt(entries, [25, 50, 75]);
    const faults = await faultsOf({ entries, stored, kept: [third] });
    expect(kinds(faults)).toEqual(['HEAD_DOUBLED 75', 'HEAD_DIFFERS 75']);
  });

  test('is due after a thousand entries', async () => {
    const long = chainOf(2_300);
    expect(await faultsOf({ entries: long, stored: headsAt(long, [1_000, 2_000]) })).toEqual([]);
    const late = await faultsOf({ entries: long, stored: headsAt(long, [1_000]) });
    expect(kinds(late)).toEqual(['HEAD_MISSING 1001']);
    const between = await faultsOf({ entries: long, stored: headsAt(long, [900, 2_000]) });
    expect(kinds(between)).toEqual(['HEAD_MISSING 901']);
  });
});

describe('for any chain and any heads that were kept', () => {
  const LENGTH = 40;
  const chain = chainOf(LENGTH);
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: LENGTH }), { minLength: 1, maxLength: 6 });
  const place = fc.integer({ min: 1, max: LENGTH });

  test('a rewriting is found exactly by a head behind it, and the first such head is named', () =>
    fc.assert(
      fc.asyncProperty(numbers, place, async (kept, from) => {
        const faults = await faultsOf({ entries: rewritten(chain, from), kept: headsAt(chain, kept) });
        const behind = kept.filter((number) => number >= from).sort((a, b) => a - b);
        expect(kinds(faults)).toEqual(behind.length > 0 ? [`HEAD_DIFFERS ${behind[0]}`] : []);
      }),
    ));

  test('a cut is found exactly by a head behind it, from its first entry on', () =>
    fc.assert(
      fc.asyncProperty(numbers, place, async (kept, length) => {
        const faults = await faultsOf({ entries: chain.slice(0, length), kept: headsAt(chain, kept) });
        expect(kinds(faults)).toEqual(Math.max(...kept) > length ? [`ENTRY_MISSING ${length + 1}`] : []);
      }),
    ));

  test('a head with any other value is forged', () => {
    const changes: Record<keyof Head, Partial<Head>> = {
      chain: { chain: 'investor' },
      serial: { serial: 9 },
      number: { number: 26 },
      hash: { hash: 'f'.repeat(64) },
      signedAt: { signedAt: new Date('2026-11-30T03:00:00.001Z') },
      keyId: { keyId: older.id },
      signature: { signature: second.signature },
    };
    return fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.values(changes)), async (change) => {
        expect(kinds(await faultsOf({ entries: whole, kept: [{ ...first, ...change }] }))[0]).toMatch(/^HEAD_FORGED/);
      }),
    );
  });
});
