import { expect, test } from '@jest/globals';
import { readSelection } from './test.ts';

const names = (args: string[]) => {
  const { checks, suites } = readSelection(args);
  return [...checks, ...suites].map(({ name }) => name);
};

test('all steps run in their order', () => {
  const order = [
    'format',
    'types',
    'proto',
    'packages',
    'unit',
    'integration',
    'architecture',
    'rights',
    'journeys',
    'faults',
  ];
  expect([...new Set(names([]))]).toEqual(order);
});

test('--only selects steps by their name', () => {
  expect(names(['--only', 'types', '--only', 'journeys'])).toEqual(['types', 'journeys']);
});

test('--only refuses an unknown step', () => {
  expect(() => names(['--only', 'journey'])).toThrow(/^--only takes one of format, .*, not "journey"$/);
});

test('a path runs those test files and nothing else', () => {
  expect(names(['libs/kit'])).toEqual(['libs/kit']);
});
