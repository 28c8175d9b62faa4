import { expect, test } from '@jest/globals';
import { answering, ownershipIn, versioned } from './answers.ts';
import type { Call } from './calls.ts';
import type { AggregateStore, Snapshot } from './change.ts';

interface Ferry {
  id: string;
  port: string;
}

const call = { actor: 'captain' } as Call;
const saved = (id: string, port: string): Snapshot<Ferry> => ({
  id,
  version: 7,
  state: { id, port },
  changedAt: new Date(0),
});

/** A store of one ferry, which records the changes that it is asked for. */
function room() {
  const wishes: unknown[] = [];
  const ferries: Pick<AggregateStore<Ferry, string>, 'noun' | 'find' | 'change'> = {
    noun: 'ferry',
    find: async (id) => (id === 'fer_1' ? saved(id, 'Jeju') : null),
    change: async (id, decide, cause, options) => {
      wishes.push({ id, cause, options });
      return saved(id, decide({ id, port: 'Jeju' }).join());
    },
  };
  return { wishes, ferries };
}

const toProto = ({ id, port }: Ferry, version: number) => ({ id, port, etag: String(version) });

test('a change answers with the saved state, and the etag of the request guards it', async () => {
  const { wishes, ferries } = room();
  const { change } = answering(ferries, versioned(toProto));
  const answer = await change({ id: 'fer_1', etag: '6' }, call, (ferry) => [`from ${ferry?.port}`]);
  expect(answer).toEqual({ id: 'fer_1', port: 'from Jeju', etag: '7' });
  expect(wishes).toEqual([{ id: 'fer_1', cause: call, options: { etag: '6' } }]);
});

test('a Get answers with the state as the caller may see it, and names what does not exist', async () => {
  const { get, existing } = answering(room().ferries, ({ state }, { actor }) => `${state.port} for ${actor}`);
  expect(await get({ id: 'fer_1' }, call)).toBe('Jeju for captain');
  expect(await existing('fer_1')).toEqual(saved('fer_1', 'Jeju'));
  for (const ask of [get({ id: 'fer_2' }, call), existing('fer_2')])
    await expect(ask).rejects.toMatchObject({ kind: 'not_found', code: 'ferry.not_found' });
});

test('the owner of an aggregate follows from its state; an aggregate that does not exist has no owner', async () => {
  const ownership = ownershipIn(room().ferries, ({ port }) => ({ centre: port, open: true }));
  expect(await ownership('fer_1')).toEqual({ centre: 'Jeju', open: true });
  expect(await ownership('fer_2')).toBeNull();
});
