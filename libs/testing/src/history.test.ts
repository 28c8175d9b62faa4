import { expect, test } from '@jest/globals';
import { type Command, type Fault, type Happened, type History, judge } from './history.ts';

let clock = 0;
const command = (name: string, effects: string[], outcome: Command['outcome'] = 'acknowledged'): Command => ({
  name,
  effects,
  outcome,
  calledAt: clock++,
  endedAt: clock++,
});
const happened = (effect: string, aggregate: string, version: number): Happened => ({
  id: `${aggregate}/${version}/${effect}`,
  effect,
  aggregate,
  version,
});

const REGISTER = command('register', ['registered v']);
const PUBLISH = command('publish', ['consented v', 'published v']);
const CLOSE = command('close', ['closed v'], 'unknown');
const REFUSED = command('refused', ['resumed v'], 'refused');
const EVENTS = [happened('registered v', 'v', 1), happened('consented v', 'v', 2), happened('published v', 'v', 3)];

/** A correct history: two commands acknowledged, one unknown that had no effect, one refused. */
const sound = (): History => ({
  commands: [REGISTER, PUBLISH, CLOSE, REFUSED],
  events: EVENTS,
  versions: new Map([['v', 3]]),
  places: [{ name: 'journal', expected: EVENTS.map(({ id }) => id), found: EVENTS.map(({ id }) => id) }],
});

const kinds = (planted: Partial<History>): Fault['kind'][] => [
  ...new Set(judge({ ...sound(), ...planted }).map(({ kind }) => kind)),
];
const journal = (found: string[]) => ({ places: [{ name: 'journal', expected: EVENTS.map(({ id }) => id), found }] });
const [first = '', second = '', third = ''] = EVENTS.map(({ id }) => id);
const versions = (version: number) => new Map([['v', version]]);

test('a correct history has no faults, whether the unknown command has happened or not', () => {
  expect(judge(sound())).toEqual([]);
  expect(kinds({ events: [...EVENTS, happened('closed v', 'v', 4)], versions: versions(4) })).toEqual([]);
});

test('an acknowledged command without its effect is lost', () => {
  expect(kinds({ events: EVENTS.slice(0, 2), versions: versions(2) })).toEqual(['lost']);
});

test('an aggregate that vanished with its events is lost', () => {
  expect(kinds({ events: [], versions: new Map() })).toEqual(['lost']);
});

test('an effect that appears twice is doubled', () => {
  expect(kinds({ events: [...EVENTS, happened('published v', 'v', 4)], versions: versions(4) })).toEqual(['doubled']);
});

test('one command that created two aggregates is doubled', () => {
  const twin = happened('registered v', 'w', 1);
  expect(kinds({ events: [...EVENTS, twin], versions: new Map([...versions(3), ['w', 1]]) })).toEqual(['doubled']);
});

test('the effect of a refused command, or an effect without a command, must not exist', () => {
  for (const effect of ['resumed v', 'suspended v'])
    expect(kinds({ events: [...EVENTS, happened(effect, 'v', 4)], versions: versions(4) })).toEqual(['uncalled']);
});

test('an unknown command must not have half of its effects', () => {
  const unknown = command('both', ['closed v', 'expired m'], 'unknown');
  const events = [...EVENTS, happened('closed v', 'v', 4)];
  expect(kinds({ commands: [REGISTER, PUBLISH, unknown], events, versions: versions(4) })).toEqual(['halved']);
});

test('versions have no gap and no double, and end at the version of the aggregate', () => {
  const moved = (version: number) => [...EVENTS.slice(0, 2), happened('published v', 'v', version)];
  expect(kinds({ versions: versions(4) })).toEqual(['gap']); // A state without its event.
  expect(kinds({ versions: versions(2) })).toEqual(['gap']); // An event without its state.
  expect(kinds({ events: moved(4), versions: versions(4) })).toEqual(['gap']);
  expect(kinds({ events: moved(2) })).toEqual(['gap']);
});

test('the command that was acknowledged first has the lower version', () => {
  const swapped = [happened('registered v', 'v', 3), happened('consented v', 'v', 1), happened('published v', 'v', 2)];
  expect(kinds({ events: swapped })).toEqual(['reordered']);
});

test('commands that ran at the same time may have either order', () => {
  const beside = [{ ...REGISTER, endedAt: PUBLISH.endedAt }, PUBLISH];
  const swapped = [happened('registered v', 'v', 3), happened('consented v', 'v', 1), happened('published v', 'v', 2)];
  expect(kinds({ commands: beside, events: swapped })).toEqual([]);
});

test('missing, doubled and invented arrivals are reported separately', () => {
  expect(kinds(journal([first, second]))).toEqual(['missing']);
  expect(kinds(journal([first, second, second, third]))).toEqual(['doubled']);
  expect(kinds(journal([first, second, third, 'v/9']))).toEqual(['foreign']);
});

test('an optional arrival may be missing, but must not be doubled', () => {
  const inbox = (found: string[]) => ({ places: [{ name: 'inbox', expected: [first], allowed: [second], found }] });
  expect(kinds(inbox([first]))).toEqual([]);
  expect(kinds(inbox([first, second]))).toEqual([]);
  expect(kinds(inbox([first, second, second]))).toEqual(['doubled']);
});
