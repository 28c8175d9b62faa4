import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Entry, entryId, GENESIS, hashOf, seal, type Tail } from './entry.ts';
import { type Fault, saidOf } from './texts.ts';
import { verifyChain } from './verify.ts';

const CHAIN = 'registry';

/** A valid chain: each name is an aggregate, and its versions are counted in the given order. */
function chainOf(...aggregates: string[]): Entry[] {
  const seen = new Map<string, number>();
  const happenings = aggregates.map((aggregateId, index) => {
    const version = (seen.get(aggregateId) ?? 0) + 1;
    seen.set(aggregateId, version);
    return {
      eventId: `event-${index}`,
      type: 'naru.registry.venture.updated.v1',
      aggregateId,
      version,
      actor: 'officer',
      happenedAt: new Date(1_431_302_400_000 + index),
      salt: `salt-${index}`,
      payloadDigest: `digest-${index}`,
    };
  });
  return seal(CHAIN, GENESIS, happenings);
}

const headOf = (entries: readonly Entry[]): Tail => entries.at(-1) ?? GENESIS;

async function faultsOf(entries: Iterable<Entry>, head: Tail): Promise<Fault[]> {
  const faults: Fault[] = [];
  await verifyChain({ chain: CHAIN, entries, head }, (fault) => faults.push(fault));
  return faults;
}

const saidIn = (faults: Fault[]) => faults.map(({ detail }) => saidOf(detail).en);
const kinds = (faults: Fault[]) => faults.map(({ kind, number }) => `${kind} ${number}`);
const resealed = (entry: Entry): Entry => ({ ...entry, hash: hashOf(entry) });
const whole = chainOf('a', 'b', 'a', 'c', 'b');

/** The chain with one entry replaced or removed. */
const withAt = (index: number, replace: (entry: Entry) => Entry[]): Entry[] =>
  whole.flatMap((entry, at) => (at === index ? replace(entry) : [entry]));

describe('a chain', () => {
  test('without a fault is accepted, also while it grows past its head', async () => {
    expect(await faultsOf(whole, headOf(whole))).toEqual([]);
    expect(await faultsOf(whole, headOf(whole.slice(0, 3)))).toEqual([]);
    expect(await faultsOf([], GENESIS)).toEqual([]);
  });

  test('may have the versions of an aggregate in any order', async () => {
    const [one, two, three] = chainOf('a', 'a', 'a') as [Entry, Entry, Entry];
    const mixed = seal(CHAIN, GENESIS, [three, one, two]);
    expect(await faultsOf(mixed, headOf(mixed))).toEqual([]);
  });

  test('with an edited entry reports only that entry', async () => {
    const entries = withAt(2, (entry) => [{ ...entry, actor: 'somebody else' }]);
    expect(kinds(await faultsOf(entries, headOf(whole)))).toEqual(['ENTRY_EDITED 3']);
  });

  test('with an entry that was edited and sealed again is found by the next entry', async () => {
    const entries = withAt(2, (entry) => [resealed({ ...entry, actor: 'somebody else' })]);
    expect(kinds(await faultsOf(entries, headOf(whole)))).toEqual(['ENTRY_REORDERED 4']);
  });

  test('whose last entry was edited and sealed again is found by the head', async () => {
    const entries = withAt(4, (entry) => [resealed({ ...entry, actor: 'somebody else' })]);
    expect(kinds(await faultsOf(entries, headOf(whole)))).toEqual(['ENTRY_EDITED 5']);
  });

  test('with a missing entry reports the entry and its version', async () => {
    const faults = await faultsOf(
      withAt(0, () => []),
      headOf(whole),
    );
    expect(kinds(faults)).toEqual(['ENTRY_MISSING 1', 'VERSION_MISSING 0']);
    expect(saidIn(faults)).toEqual(['number 1 is not there', 'a lacks version 1']);
  });

  test('whose end was cut off reports it', async () => {
    expect(kinds(await faultsOf(whole.slice(0, 3), headOf(whole)))).toEqual(['ENTRY_MISSING 4']);
    expect(kinds(await faultsOf([], headOf(whole)))).toEqual(['ENTRY_MISSING 1']);
  });

  test('with two exchanged entries reports them', async () => {
    const [, second, third] = whole as [Entry, Entry, Entry];
    const entries = whole.map((entry, at) =>
      at === 1 ? { ...third, _id: entryId(CHAIN, 2) } : at === 2 ? { ...second, _id: entryId(CHAIN, 3) } : entry,
    );
    expect(new Set((await faultsOf(entries, headOf(whole))).map(({ kind }) => kind))).toEqual(
      new Set(['ENTRY_REORDERED']),
    );
  });

  test('with an event twice reports it', async () => {
    const [first] = whole as [Entry];
    const entries = [...whole, ...seal(CHAIN, headOf(whole), [first])];
    expect(kinds(await faultsOf(entries, headOf(entries)))).toEqual(['ENTRY_DOUBLED 6']);
  });

  test('reports a version that never arrived', async () => {
    const [, ...later] = chainOf('a', 'a', 'a', 'a').map((entry, index) => ({ ...entry, version: index * 2 + 1 }));
    const entries = seal(CHAIN, GENESIS, later);
    const faults = await faultsOf(entries, headOf(entries));
    expect(saidIn(faults)).toEqual(['a lacks versions 1 to 2', 'a lacks version 4', 'a lacks version 6']);
  });
});

/** Changes that a person with access to the database may make at one place of a chain. */
const edits: Readonly<Record<string, (entry: Entry) => Entry>> = {
  eventId: (entry) => ({ ...entry, eventId: `${entry.eventId}x` }),
  type: (entry) => ({ ...entry, type: 'naru.registry.venture.closed.v1' }),
  aggregateId: (entry) => ({ ...entry, aggregateId: 'z' }),
  version: (entry) => ({ ...entry, version: entry.version + 1 }),
  actor: (entry) => ({ ...entry, actor: 'nobody' }),
  happenedAt: (entry) => ({ ...entry, happenedAt: new Date(0) }),
  format: (entry) => ({ ...entry, format: 1 }),
  payloadDigest: (entry) => ({ ...entry, payloadDigest: 'another' }),
  hash: (entry) => ({ ...entry, hash: 'another' }),
  previousHash: (entry) => ({ ...entry, previousHash: 'another' }),
  number: (entry) => ({ ...entry, number: entry.number + 1 }),
};

const chains = fc
  .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 })
  .map((names) => chainOf(...names));
const place = fc.nat({ max: 11 });

describe('for any chain and any place', () => {
  test('finds an edit, sealed again or not', () =>
    fc.assert(
      fc.asyncProperty(
        chains,
        place,
        fc.constantFrom(...Object.keys(edits)),
        fc.boolean(),
        async (entries, at, field, again) => {
          const edited = entries.map((entry, index) => {
            const changed = index === at % entries.length ? edits[field]?.(entry) : undefined;
            return changed && again && field !== 'hash' ? resealed(changed) : (changed ?? entry);
          });
          expect(await faultsOf(edited, headOf(entries))).not.toEqual([]);
        },
      ),
    ));

  test('finds a deletion', () =>
    fc.assert(
      fc.asyncProperty(chains, place, async (entries, at) => {
        const rest = entries.toSpliced(at % entries.length, 1);
        expect(await faultsOf(rest, headOf(entries))).not.toEqual([]);
      }),
    ));

  test('finds an exchange of entries, with corrected numbers or not', () =>
    fc.assert(
      fc.asyncProperty(chains, place, place, fc.boolean(), async (entries, a, b, renumbered) => {
        const [i, j] = [a % entries.length, b % entries.length];
        fc.pre(i !== j);
        const moved = (entry: Entry, to: number): Entry => ({
          ...entry,
          _id: entryId(CHAIN, to + 1),
          ...(renumbered ? { number: to + 1 } : {}),
        });
        const swapped = entries.map((entry, index) =>
          index === i ? moved(entries[j] as Entry, i) : index === j ? moved(entries[i] as Entry, j) : entry,
        );
        expect(await faultsOf(swapped, headOf(entries))).not.toEqual([]);
      }),
    ));
});
