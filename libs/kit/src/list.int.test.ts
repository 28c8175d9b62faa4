import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { layStream } from '@naru/bus/lay';
import { ListRoundsRequest } from '@naru/contracts/program/v1/round';
import { NetworkPlanned } from '@naru/contracts/registry/v1/events';
import { type Ground, startGround } from '@naru/testing/ground';
import { realAmbient } from './ambient.ts';
import { aggregateStore } from './change.ts';
import { type ListSpec, listing } from './list.ts';
import { outgoing } from './outbox.ts';
import { pageToken } from './page.ts';
import { after } from './ranges.ts';
import { openStore } from './raw.ts';
import { NO_REACH, type Reach } from './reach.ts';

/** Any request of the contract serves here: `filters` gives its fields their meaning. */
interface Thing {
  year: number;
  owner: string;
  closesAt?: Date;
}
type Made = { type: 'Made'; thing: Thing };

const at = (s: number) => new Date(Date.UTC(2026, 2, 2, 9, 0, s));
const spec: ListSpec<ListRoundsRequest> = {
  request: ListRoundsRequest,
  filters: {
    programmeId: 'state.owner',
    eventId: 'state.owner',
    year: 'state.year',
    state: 'state.nothing',
    closesAfter: after('state.closesAt'),
    closesBefore: () => ({}),
  },
  reach: { orgs: ['state.owner'] },
  orders: { closes_at: 'state.closesAt' },
};

let ground: Ground;
let things: ReturnType<typeof thingStore>;
const ALL: Reach = { ...NO_REACH, any: true };

function thingStore() {
  return aggregateStore<Thing, Made, ListRoundsRequest>(
    {
      db: ground.database.db,
      noun: 'thing',
      schema: 1,
      evolve: (_, { thing }) => thing,
      publish: () => outgoing(NetworkPlanned, { plan: { centres: 1, etag: '' } }),
      list: spec,
    },
    { ambient: realAmbient, enqueue: () => {} },
  );
}

// By closing date: two without, two at 10, one at 20, one at 30. Changed in alphabetical order, e and f together.
const MADE: [id: string, owner: string, closes: number | null, changed: number][] = [
  ['a', 'x', 20, 1],
  ['b', 'y', 10, 2],
  ['c', 'x', null, 3],
  ['d', 'x', 10, 4],
  ['e', 'y', null, 5],
  ['f', 'y', 30, 5],
];
const CLOSING = ['c', 'e', 'b', 'd', 'a', 'f'];

beforeAll(async () => {
  ground = await startGround();
  await layStream(ground.bus, 'registry');
  things = thingStore();
  await things.ensureIndexes();
  for (const [id, owner, closes, changed] of MADE) {
    const thing: Thing = { year: 1, owner, ...(closes === null ? {} : { closesAt: at(closes) }) };
    await things.change(id, () => [{ type: 'Made', thing }], { ...ground.cause(), now: at(changed) });
  }
}, 30_000);
afterAll(() => ground?.remove());

const asked = (given: Partial<ListRoundsRequest>) => ListRoundsRequest.fromPartial(given);

async function walked(given: Partial<ListRoundsRequest>, reach = ALL): Promise<string[][]> {
  const pages: string[][] = [];
  for (let token = ''; pages.length === 0 || token; ) {
    const { found, nextPageToken } = await things.list(asked({ ...given, pageToken: token }), reach);
    pages.push(found.map(({ id }) => id));
    token = nextPageToken;
  }
  return pages;
}

describe('orders', () => {
  test.each([1, 2, 3, 4, 5, 6, 7])(
    'each document appears once, in both directions, in pages of %i',
    async (pageSize) => {
      const pages = Math.ceil(MADE.length / pageSize);
      for (const [orderBy, wanted] of [
        ['', MADE.map(([id]) => id)],
        ['create_time', MADE.map(([id]) => id)],
        ['closes_at', CLOSING],
        ['closes_at desc', [...CLOSING].reverse()],
        ['update_time', ['a', 'b', 'c', 'd', 'e', 'f']],
        ['update_time desc', ['f', 'e', 'd', 'c', 'b', 'a']],
      ] as const) {
        const found = await walked({ orderBy, pageSize });
        expect([orderBy, found.flat()]).toEqual([orderBy, wanted]);
        // A list that ends with a full page has no next page.
        expect(found).toHaveLength(pages);
      }
    },
  );

  test('a page token of another order, direction or question is refused', async () => {
    const { nextPageToken } = await things.list(asked({ orderBy: 'closes_at', pageSize: 2 }), ALL);
    for (const given of [
      {},
      { orderBy: 'update_time' },
      { orderBy: 'closes_at desc' },
      { orderBy: 'closes_at', year: 1 },
    ])
      await expect(things.list(asked({ ...given, pageToken: nextPageToken, pageSize: 2 }), ALL)).rejects.toMatchObject({
        kind: 'invalid',
        faults: [{ path: 'pageToken' }],
      });
  });

  test('a forged page token is a place or is refused; it is never an operator', async () => {
    const question = [ListRoundsRequest.$type, {}, 'closes_at', false];
    for (const place of ['a', { $ne: 1 }, [{ $ne: 1 }, 'a'], ['a'], [{ at: 'x' }, 'a'], [{ at: { $gt: '' } }, 'a']])
      await expect(
        things.list(asked({ orderBy: 'closes_at', pageToken: pageToken(place, question) }), ALL),
      ).rejects.toMatchObject({ faults: [{ path: 'pageToken' }] });
  });

  test('an order that the list does not name is refused, also behind the boundary', async () => {
    await expect(things.list(asked({ orderBy: 'year' }), ALL)).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('questions', () => {
  test('`updated_after` finds what changed after an instant, and not at it', async () => {
    expect(await walked({ updatedAfter: at(4) })).toEqual([['e', 'f']]);
    expect(await walked({ updatedAfter: at(5) })).toEqual([[]]);
  });

  test('a range begins after its limit', async () => {
    expect(await walked({ closesAfter: at(10), orderBy: 'closes_at desc' })).toEqual([['f', 'a']]);
  });

  test('a reach narrows every order, every page and every filter', async () => {
    const reach: Reach = { ...NO_REACH, orgs: ['y'] };
    expect(await walked({ orderBy: 'closes_at', pageSize: 1 }, reach)).toEqual([['e'], ['b'], ['f']]);
    expect(await walked({ orderBy: 'closes_at desc', pageSize: 2 }, reach)).toEqual([['f', 'b'], ['e']]);
    expect(await walked({ programmeId: 'x' }, reach)).toEqual([[]]);
    expect(await walked({ updatedAfter: at(2) }, reach)).toEqual([['e', 'f']]);
    expect(await walked({}, NO_REACH)).toEqual([[]]);
  });

  test('a filter at its default value does not narrow', async () => {
    expect((await walked({ year: 0, programmeId: '', state: 'STATE_UNSPECIFIED' })).flat()).toHaveLength(MADE.length);
    expect(await walked({ year: 2 })).toEqual([[]]);
  });
});

test('each order has an index, and so has the time of the last change', async () => {
  const keys = (await openStore(things).collection.indexes()).map(({ key }) => Object.keys(key).join());
  expect(keys).toEqual(expect.arrayContaining(['changedAt,_id', 'state.closesAt,_id']));
  expect(listing({ ...spec, under: 'state.owner' }).indexes.map(({ key }) => Object.keys(key).join())).toEqual([
    'state.owner,_id',
    'state.owner,changedAt,_id',
    'state.owner,state.closesAt,_id',
  ]);
});

describe('planted faults in the list of a store', () => {
  test.each<[string, Partial<ListSpec<ListRoundsRequest>>, RegExp]>([
    ['a missing order', { orders: {} }, /what closes_at goes by/],
    ['an order that no request can name', { orders: { ...spec.orders, size: 'state.size' } }, /does not name size/],
    ['a request without orders', { request: { ...ListRoundsRequest, $type: 'naru.ops.v1.Operation' } }, /no order/],
  ])('%s', (_, slip, message) => {
    expect(() => listing({ ...spec, ...slip })).toThrow(message);
  });
});

test('a row that moves or comes while somebody turns the pages costs no other row its place', async () => {
  const closing = (size: number) => asked({ orderBy: 'closes_at', pageSize: size });
  const first = await things.list(closing(2), ALL);
  expect(first.found.map(({ id }) => id)).toEqual(CLOSING.slice(0, 2));
  const make = (id: string, closes: number) =>
    things.change(id, () => [{ type: 'Made', thing: { year: 1, owner: 'x', closesAt: at(closes) } }], ground.cause());
  // One row of the page that was read goes behind all others, and a new one comes before them.
  await make('c', 99);
  await make('aa', 1);
  const rest = await things.list({ ...closing(9), pageToken: first.nextPageToken }, ALL);
  expect(rest.found.map(({ id }) => id).filter((id) => !['c', 'aa'].includes(id))).toEqual(CLOSING.slice(2));
});
