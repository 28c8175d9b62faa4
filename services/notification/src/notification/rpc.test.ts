import { expect, test } from '@jest/globals';
import { NO_REACH } from '@naru/kit/reach';
import type { Call } from '@naru/kit/serve';
import type { NameCopies } from '../copies/name/store.ts';
import type { Live } from './live.ts';
import type { NotificationDoc } from './notification.ts';
import { notificationRpcs } from './rpc.ts';
import type { Inbox } from './store.ts';

const TEMPLATE = {
  template: 'venture.published',
  about: {},
  eventType: '',
  eventId: '',
  aggregateId: '',
  readAt: null,
};
const notice = (_id: string, createdAt: number, place?: number) =>
  ({ ...TEMPLATE, _id, recipient: 'inv_1', createdAt: new Date(createdAt), place }) as NotificationDoc;
const foreign = { ...notice('ntf_x', 1, 9), recipient: 'inv_2' };
const kept = [notice('ntf_1', 1, 1), notice('ntf_2', 2, 2), notice('ntf_3', 3, 3)];

/** The messages of a stream over some notices, which ends where a real one would wait. */
async function answered(lastEventId: string, docs = kept) {
  const ending = new AbortController();
  const placed = docs.filter(({ place }) => place !== undefined);
  const box: Partial<Inbox> = {
    find: async (id) => [...docs, foreign].find(({ _id }) => _id === id) ?? null,
    last: async () => Math.max(0, ...placed.map(({ place = 0 }) => place)),
    after: async (_, after, limit) => placed.filter(({ place = 0 }) => place > after).slice(0, limit),
    unplacedAfter: async (_, last) =>
      docs.filter(({ place, createdAt }) => place === undefined && (!last || createdAt > last.createdAt)),
  };
  const live: Partial<Live> = { listen: () => () => {}, pause: async () => ending.abort() };
  const names: Partial<NameCopies> = { of: async () => new Map() };
  const call: Pick<Call, 'reach' | 'signal'> = { reach: { ...NO_REACH, parties: ['inv_1'] }, signal: ending.signal };
  const rpcs = notificationRpcs(box as Inbox, live as Live, names as NameCopies);
  const all: (string | undefined)[] = [];
  for await (const { id, reset } of rpcs.streamNotifications({ lastEventId }, call as Call))
    all.push(reset ? `reset ${reset.oldestId}` : id);
  return all;
}

test('a known last notice goes on after it; without one only new notices follow', async () => {
  expect(await answered('ntf_2')).toEqual(['ntf_3']);
  expect(await answered('')).toEqual([]);
});

test('an unknown last notice, or one of another reader, is answered with a reset and all that is kept', async () => {
  for (const unknown of ['nonsense', 'ntf_x'])
    expect(await answered(unknown)).toEqual(['reset ntf_1', 'ntf_1', 'ntf_2', 'ntf_3']);
  expect(await answered('nonsense', [])).toEqual(['reset ']);
});

test('all that is kept follows a reset: also what has no place, and what was stored before an older notice', async () => {
  const docs = [notice('ntf_old', 1), notice('ntf_first', 5, 1), notice('ntf_second', 4, 2)];
  expect(await answered('nonsense', docs)).toEqual(['reset ntf_old', 'ntf_old', 'ntf_first', 'ntf_second']);
  expect(await answered('nonsense', docs.slice(1))).toEqual(['reset ntf_first', 'ntf_first', 'ntf_second']);
  expect(await answered('ntf_old', docs)).toEqual(['ntf_first', 'ntf_second']);
});
