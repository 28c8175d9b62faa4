import { expect, test } from '@jest/globals';
import { madeOf } from '@naru/testing/parts';
import { startupRegistry } from './service.ts';

test('the service has all its parts', () => {
  expect(madeOf(startupRegistry)).toEqual({
    answers: ['RegistryService'],
    nouns: ['centre', 'network', 'organisation', 'venture'],
    snapshots: 3,
    hears: { erasures: 5, copies: 7 },
    timers: 1,
    operations: {},
    objects: ['centre', 'venture'],
    lookups: [],
    names: ['centre', 'investor', 'organisation', 'venture'],
    ready: ['index'],
  });
});
