import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Asking, rotation, tally } from './rotation.ts';

const at = (day: number) => new Date(Date.UTC(2015, 1, day));
const ask = (ventureId: string, day = 1, mentorId = ''): Asking => ({
  requestId: `ohr_${ventureId}`,
  ventureId,
  mentorId,
  requestedAt: at(day),
});
const order = (asking: Asking[], held: { ventureId: string; at: Date }[] = []) =>
  rotation(asking, tally(held)).map(({ ventureId }) => ventureId);

test('order: fewest sessions, then the oldest last session, then the earliest request, then the id', () => {
  const held = [
    { ventureId: 'b', at: at(3) },
    { ventureId: 'c', at: at(2) },
    { ventureId: 'd', at: at(1) },
    { ventureId: 'd', at: at(2) },
  ];
  expect(order([ask('d'), ask('c'), ask('b'), ask('a')], held)).toEqual(['a', 'c', 'b', 'd']);
  expect(order([ask('a', 2), ask('b', 1)])).toEqual(['b', 'a']);
  expect(order([ask('b'), ask('a')])).toEqual(['a', 'b']);
});

test('the last session is the latest one, in whatever order sessions were recorded', () => {
  expect(
    tally([
      { ventureId: 'a', at: at(5) },
      { ventureId: 'a', at: at(2) },
    ]).get('a'),
  ).toEqual({
    sessions: 2,
    lastAt: at(5),
  });
});

const teams = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { minLength: 1 });
const past = fc.array(
  fc.record({ ventureId: fc.constantFrom(...'abcdefghij'), at: fc.integer({ min: 1, max: 28 }).map(at) }),
);

test('property: the order does not depend on the order of the input', () => {
  fc.assert(
    fc.property(teams, past, fc.infiniteStream(fc.nat()), (names, held, keys) => {
      const asking = names.map((name, index) => ask(name, (index % 3) + 1));
      const shuffled = asking.map((one) => [keys.next().value, one] as const).sort(([a], [b]) => a - b);
      expect(
        order(
          shuffled.map(([, one]) => one),
          held,
        ),
      ).toEqual(order(asking, held));
    }),
  );
});

test('property: no team is served while another waiting team has had fewer sessions', () => {
  fc.assert(
    fc.property(teams, past, (names, held) => {
      const received = tally(held);
      const first = rotation(
        names.map((name) => ask(name)),
        received,
      )[0];
      for (const name of names) expect(first?.sessions).toBeLessThanOrEqual(received.get(name)?.sessions ?? 0);
    }),
  );
});

test('property: teams that always ask differ by at most one session, once they were equal', () => {
  fc.assert(
    fc.property(teams, fc.integer({ min: 1, max: 60 }), (names, hours) => {
      const held: { ventureId: string; at: Date }[] = [];
      for (let hour = 0; hour < hours; hour += 1) {
        const [next] = rotation(
          names.map((name) => ask(name)),
          tally(held),
        );
        held.push({ ventureId: next?.ventureId ?? '', at: new Date(at(1).getTime() + hour * 1_800_000) });
      }
      const counts = names.map((name) => tally(held).get(name)?.sessions ?? 0);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});
