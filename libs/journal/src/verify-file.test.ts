import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type Entry, GENESIS, hashOf, seal } from './entry.ts';
import { type Line, writeLine } from './file.ts';
import { type Head, signHead } from './head.ts';
import { pemOf, readSigningKey, ringOf } from './keys.ts';
import type { Fault } from './texts.ts';
import { readKept, verifyFile } from './verify-file.ts';

const newKey = () =>
  readSigningKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
const [key, foreign] = [newKey(), newKey()];

const entriesOf = (chain: string, length: number): Entry[] =>
  seal(
    chain,
    GENESIS,
    Array.from({ length }, (_, at) => ({
      eventId: `${chain}-${at}`,
      type: `naru.${chain}.thing.changed.v1`,
      aggregateId: 'thing_1',
      version: at + 1,
      actor: '담당자',
      happenedAt: new Date(1_431_302_400_000 + at),
      salt: 'salt',
      payloadDigest: 'digest',
    })),
  );

const headOf = ({ chain, number, hash }: Entry, serial = 1): Head =>
  signHead({ chain, serial, number, hash, signedAt: new Date('2026-11-30T03:00:00Z') }, key);

const registry = entriesOf('registry', 8);
const investor = entriesOf('investor', 3);
const heads = [headOf(investor.at(-1) as Entry), headOf(registry[4] as Entry), headOf(registry.at(-1) as Entry, 2)];

const written = (lines: readonly Line[]): string[] => lines.map(writeLine);
const fileOf = (entries: readonly Entry[], signed: readonly Head[] = heads, by = key): string[] =>
  written([
    { kind: 'key', key: { id: by.id, publicKey: pemOf(by) } },
    ...entries.map((entry) => ({ kind: 'entry', entry }) as const),
    ...signed.map((head) => ({ kind: 'head', head }) as const),
    { kind: 'end', end: { entries: entries.length, heads: signed.length } },
  ]);

const whole = fileOf([...investor, ...registry]);

const linesOf = (lines: readonly string[]) =>
  async function* () {
    yield* lines;
  };

async function verified(lines: readonly string[], kept: readonly Head[] = [], keys = ringOf([key])) {
  const faults: Fault[] = [];
  const found = await verifyFile({ file: linesOf(lines), kept: { heads: kept, keys } }, (fault) => faults.push(fault));
  return { ...found, faults: faults.map(({ chain, number, kind }) => `${kind} ${chain} ${number}`) };
}

const sound = { truncated: false, unreadable: [], faults: [] };

describe('an export', () => {
  test('is verified with nothing but the file', async () => {
    const counts = { entries: 11, heads: 3, unsigned: { investor: 0, registry: 0 }, ownKeys: false };
    expect(await verified(whole)).toEqual({ ...sound, ...counts });
    expect(await verified(whole, [], new Map())).toMatchObject({ ...sound, ownKeys: true });
  });

  test('shows no salt of an entry of format 2, and that of format 1, which is sealed', () => {
    expect(whole.join()).not.toContain('"salt"');
    const { _id, ...old } = { ...(investor[0] as Entry), format: 1 as const };
    expect(writeLine({ kind: 'entry', entry: { _id, ...old, hash: hashOf(old) } })).toContain('"salt":"salt"');
  });

  test('that was sealed again is found by a head that was kept', async () => {
    const again = seal(
      'registry',
      registry[1] as Entry,
      registry.slice(2).map((entry) => ({ ...entry, actor: 'nobody' })),
    );
    const lines = fileOf([...investor, ...registry.slice(0, 2), ...again], heads.slice(0, 1));
    expect(await verified(lines)).toMatchObject(sound);
    expect((await verified(lines, [heads[2] as Head])).faults).toEqual(['HEAD_DIFFERS registry 8']);
  });

  test('that was made anew as a whole, with a key of its own, is intact only by that key', async () => {
    const again = seal(
      'registry',
      GENESIS,
      registry.map((entry) => ({ ...entry, actor: 'nobody' })),
    );
    const { number, hash } = again.at(-1) as Entry;
    const at = { chain: 'registry', serial: 1, number, hash, signedAt: new Date('2026-11-30T03:00:00Z') };
    const lines = fileOf(again, [signHead(at, foreign)], foreign);
    expect(await verified(lines, [], new Map())).toMatchObject({ ...sound, ownKeys: true });
    expect((await verified(lines)).faults).toEqual(['HEAD_FORGED registry 8']);
  });

  test('whose chain is gone is found by a head that was kept', async () => {
    expect((await verified(fileOf(investor, heads.slice(0, 1)), [heads[2] as Head])).faults).toEqual([
      'ENTRY_MISSING registry 1',
    ]);
  });

  test.each([
    ['its last line', whole.slice(0, -1)],
    ['its heads', whole.filter((line) => !line.includes('signature'))],
    ['entries', whole.filter((line) => !line.includes('"eventId":"registry-7"'))],
    ['everything', []],
  ])('that lacks %s is truncated', async (_, lines) => {
    expect((await verified(lines)).truncated).toBe(true);
  });

  test('that ends within a line is truncated, and names the line', async () => {
    const half = [...whole.slice(0, 5), (whole[5] as string).slice(0, 60)];
    expect(await verified(half)).toMatchObject({ truncated: true, unreadable: [6] });
  });

  test('of which two lines changed places is found', async () => {
    const at = whole.findIndex((line) => line.includes('"eventId":"registry-3"'));
    const lines = whole.with(at, whole[at + 1] as string).with(at + 1, whole[at] as string);
    expect((await verified(lines)).faults).not.toEqual([]);
  });
});

test('heads are read as an export, the API and a webhook write them', async () => {
  const [one, two, three] = heads as [Head, Head, Head];
  const asApi = { ...two, number: String(two.number), serial: String(two.serial), signedAt: '2026-11-30T03:00:00Z' };
  const answer = { heads: [asApi], nextPageToken: '', keys: [{ id: key.id, publicKey: pemOf(key), current: true }] };
  const lines = [
    writeLine({ kind: 'head', head: one }),
    JSON.stringify(answer),
    JSON.stringify({ specversion: '1.0', type: 'naru.ledger.journal_head.signed.v1', data: { head: three } }),
  ];
  const { unreadable, ...kept } = await readKept(linesOf(lines));
  expect(unreadable).toEqual([]);
  expect(kept.heads).toEqual(heads);
  expect([...kept.keys.keys()]).toEqual([key.id]);
  expect((await verified(whole, kept.heads, kept.keys as never)).faults).toEqual([]);
});
