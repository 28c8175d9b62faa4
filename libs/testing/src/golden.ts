/** The bytes of events at their first release: old events in streams and journals must stay readable. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import type { Outgoing } from '@naru/kit/outbox';

/** Set by `npm run golden`: it adds the bytes of new events and never changes existing ones. */
const ADDING = process.env.NARU_GOLDEN === 'add';

/**
 * Declares the tests of a noun's events, and returns the released bytes by type. The bytes stand in
 * `fixture/events.json` beside the test (type → base64), in the order of `published`.
 * @param published one event of each kind, as the noun sends them
 * @param of the prefix of their types, such as `naru.program.mentor.`; every event of the catalogue with it must be
 * tested
 * @param at the `import.meta.url` of the test
 */
export function goldenEvents({
  published,
  of,
  at,
}: {
  published: readonly Outgoing[];
  of: string | readonly string[];
  at: string;
}): (type: string) => Buffer {
  const file = path.join(path.dirname(fileURLToPath(at)), 'fixture', 'events.json');
  const golden = ADDING ? added(file, published) : released(file);

  test.each(published.map((one) => [one.event.type, one] as const))(
    '%s has the bytes of its first release',
    (type, { data }) => {
      if (!(type in golden)) throw new Error(`${type} has no released bytes: add them by npm run golden`);
      expect(Buffer.from(data).toString('base64')).toBe(golden[type]);
    },
  );

  test('each change has its event, and the catalogue has no other', () => {
    expect([...new Set(published.map(({ event }) => event.type))]).toEqual(Object.keys(golden));
    const catalogue = events
      .map(({ type }) => type)
      .filter((type) => [of].flat().some((beginning) => type.startsWith(beginning)));
    expect(Object.keys(golden).sort()).toEqual(catalogue.sort());
  });

  return (type) => {
    const bytes = golden[type];
    if (bytes === undefined) throw new Error(`${type} has no released bytes in ${file}`);
    return Buffer.from(bytes, 'base64');
  };
}

const released = (file: string): Record<string, string> =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};

/** Existing entries stay, also for an event that is no longer sent; such an event fails its test. */
function added(file: string, published: readonly Outgoing[]): Record<string, string> {
  const before = released(file);
  const now = published.map(({ event, data }) => [
    event.type,
    before[event.type] ?? Buffer.from(data).toString('base64'),
  ]);
  const golden = { ...Object.fromEntries(now), ...before } as Record<string, string>;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(golden, null, 2)}\n`);
  return golden;
}
