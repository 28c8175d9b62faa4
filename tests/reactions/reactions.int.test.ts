/** Every reaction of every service, killed at each moment between the event and its acknowledgement. */
import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventOfType } from '@naru/contracts';
import { HIDING_TYPES } from '@naru/contracts/hidden';
import type { Handler } from '@naru/kit/subscribe';
import { type Ground, startGround } from '@naru/testing/ground';
import { buildServices } from '../architecture/parts.ts';
import { givenFor } from './givens.ts';
import { killEverywhere } from './kill.ts';

jest.setTimeout(300_000);

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
}, 60_000);
afterAll(() => ground?.remove());

/** The bytes of every event at its first release. */
const released: Record<string, string> = Object.assign(
  {},
  ...globSync('services/*/src/**/fixture/events.json').map((file) => JSON.parse(readFileSync(file, 'utf8'))),
);

const SUBSCRIPTIONS = (await buildServices()).flatMap(({ spec, parts }) =>
  (parts.subscriptions ?? []).map(({ name, handlers }) => ({ spec, name, handlers, service: spec.name })),
);

const killedAt = new Set<string>();

/** `npm run faults` kills each reaction; otherwise one of those of a subscription that write the same, in the same order. */
const ALL = process.env.NARU_TRUE_TIMES === '1';

/**
 * Copies do the same with every event of an entity, and whoever hears everything the same with all events: one of each is
 * enough, and each that hides.
 */
const [FEW, MANY] = [12, 60];

function tried(handlers: readonly Handler[]): readonly Handler[] {
  if (ALL || handlers.length < FEW) return handlers;
  const parts = handlers.length < MANY ? 3 : 2;
  const seen = new Set<string>();
  return handlers.filter(({ type }) => {
    const before = seen.size;
    seen.add(type.split('.').slice(0, parts).join());
    return seen.size > before || HIDING_TYPES.has(type);
  });
}

const firstOfEach = () => {
  const seen = new Set<string>();
  return (moments: readonly string[]): boolean => {
    const before = seen.size;
    seen.add(moments.join());
    return ALL || seen.size > before;
  };
};

test.each(SUBSCRIPTIONS)('$service $name', async ({ spec, name, handlers }) => {
  const faults: string[] = [];
  const wanted = firstOfEach();
  for (const handler of tried(handlers)) {
    const context = eventOfType(handler.type)?.context ?? '';
    const data = Buffer.from(released[handler.type] ?? '', 'base64');
    const given = givenFor(spec.name, name, handler.type);
    const reaction = { spec, subscription: name, handler, context, data, given };
    const killed = await killEverywhere(ground.database.db, reaction, wanted);
    faults.push(...killed.faults);
    for (const moment of killed.moments) killedAt.add(moment);
  }
  expect(faults).toEqual([]);
});

test('each failpoint of a handler was met', () => {
  expect([...killedAt].filter((moment) => !moment.includes(' ')).sort()).toEqual([
    'change.decided',
    'change.saved',
    'consumer.acked',
    'consumer.handled',
    'journal.appended',
  ]);
});
