import { expect, test } from '@jest/globals';
import { announcer, type MeetingsTold, type Told } from './announce.ts';
import { wish } from './fixture/ground.ts';
import { NOW, published } from './fixture/lives.ts';
import type { TimetableStore } from './store.ts';
import { evolve, type Timetable, type TimetableEvent } from './timetable.ts';

const cause = { actor: 'test', now: NOW, newId: (prefix: string) => `${prefix}_1` };

/** A store of one timetable, and the meetings announced to its parties, in memory. */
function memory(state: Timetable) {
  const told = new Map<string, Told>();
  const heard: string[] = [];
  const kept = { state };
  const trouble = { after: Number.POSITIVE_INFINITY };
  const timetables = {
    find: async () => ({ id: state.id, version: 1, ...kept }),
    change: async (_: string, verb: (one: Timetable) => TimetableEvent[]) => {
      for (const event of verb(kept.state)) kept.state = evolve(kept.state, event) as Timetable;
    },
  };
  const meetings: MeetingsTold = {
    of: async () => new Map(told),
    eventName: async () => ({ ko: '라온 데모데이', en: 'Raon Demo Day' }),
    schedule: async (_, { wish: { id }, ...place }) => {
      if (heard.length >= trouble.after) throw new Error('the database is away');
      heard.push(id);
      told.set(id, { ...place, state: 'SCHEDULED' });
    },
    cancel: async (id) => {
      heard.push(id);
      told.set(id, { ...(told.get(id) as Told), state: 'CANCELLED' });
    },
  };
  return {
    kept,
    heard,
    trouble,
    turn: () => announcer(timetables as unknown as TimetableStore, meetings)(state.id, cause),
  };
}

const ready = published.reduce<Timetable | null>(evolve, null) as Timetable;

test('an interrupted sweep continues where it stopped, and announces nothing twice', async () => {
  const { kept, heard, trouble, turn } = memory(ready);
  trouble.after = 2;
  await expect(turn()).rejects.toThrow('away');
  expect(kept.state.owedSince).toEqual(NOW);
  trouble.after = Number.POSITIVE_INFINITY;
  await turn();
  await turn();
  expect(heard.sort()).toEqual(ready.meetings.map(({ id }) => id).sort());
  expect(kept.state).toMatchObject({ owedSince: null, announced: 1 });
});

test('a large timetable is announced in several turns of the timer', async () => {
  const place = { slotId: 's1', table: 1 };
  const meetings = Array.from({ length: 900 }, (_, i) => wish('ven_1', 'inv_1', { id: `mtg_${i}`, place }));
  const { kept, heard, turn } = memory({ ...ready, meetings });
  await turn();
  expect(heard.length).toBeLessThan(meetings.length);
  expect(kept.state.owedSince).toEqual(NOW);
  while (kept.state.owedSince) await turn();
  expect(new Set(heard).size).toBe(meetings.length);
});
