import { expect, test } from '@jest/globals';
import type { Aggregate } from '@naru/kit/change';
import { short } from '@naru/kit/operations';
import type { Implementation } from '@naru/kit/serve';
import type { Timer } from '@naru/kit/timers';
import { joined, type Wing } from './wing.ts';

const named = <T>(noun: string) => ({ noun }) as unknown as T;
const wing = (name: string): Wing => ({
  implementation: named<Implementation>(name),
  aggregates: [named<Aggregate>(name)],
  subscriptions: [{ name, handlers: [] }],
  timers: [named<Timer>(name)],
  operations: { [`${name}.solve`]: short(async () => ({ by: name })) },
  objects: { [name]: () => ({ open: true }) },
});

test('a service has the parts of all its wings, in their order; a wing may have none', async () => {
  const parts = joined([wing('a'), {}, wing('b')]);
  for (const list of [parts.implementations, parts.aggregates, parts.timers])
    expect(list).toMatchObject([{ noun: 'a' }, { noun: 'b' }]);
  expect(parts.subscriptions).toMatchObject([{ name: 'a' }, { name: 'b' }]);
  expect(Object.keys(parts.operations ?? {})).toEqual(['a.solve', 'b.solve']);
  expect(Object.keys(parts.objects ?? {})).toEqual(['a', 'b']);
  await parts.start?.();
});

test('a service has started once each of its wings has started', async () => {
  const begun: string[] = [];
  const gate = Promise.withResolvers<void>();
  const slow: Wing = {
    start: async () => {
      await gate.promise;
      begun.push('slow');
    },
  };
  const quick: Wing = { start: async () => void begun.push('quick') };
  const started = joined([slow, quick]).start?.();
  await new Promise((next) => setImmediate(next));
  expect(begun).toEqual(['quick']);
  gate.resolve();
  await started;
  expect(begun).toEqual(['quick', 'slow']);
});

test('a kind of object or of operation belongs to one wing only', () => {
  const { objects, operations } = wing('a');
  expect(() => joined([{ objects: objects ?? {} }, wing('b'), { objects: objects ?? {} }])).toThrow(
    'two wings declare a:',
  );
  expect(() => joined([{ operations: operations ?? {} }, { operations: operations ?? {} }])).toThrow('declare a.solve');
});
