import { describe, expect, test } from '@jest/globals';
import { type ContractMethod, methods } from '@naru/contracts';
import { answeredIn, listFindings, pagedLists, unindexed } from './lists.ts';
import { isTestCode, shown, sourceOf, sources } from './source.ts';

const all = sources().filter(({ path }) => !isTestCode(path));
const answered = all.flatMap(answeredIn);

test('every list has the orders of its store, and exactly one store that answers it', () => {
  const lists = pagedLists(methods);
  expect(lists.length).toBeGreaterThan(30);
  expect(shown(lists.flatMap((list) => listFindings(list, answered)))).toEqual([]);
});

test('every list has its indexes', () => {
  expect(shown(unindexed(all))).toEqual([]);
});

const list = methods.find(({ name }) => name === 'ListRounds') as ContractMethod;
const without = {
  ...list,
  input: { ...list.input, fields: list.input.fields.filter(({ name }) => name !== 'order_by') },
} as ContractMethod;
const store = (orders: string, request = 'ListRoundsRequest') =>
  answeredIn(
    sourceOf('services/x/src/y/store.ts', `const spec = { list: { request: ${request}, filters: {}, ${orders} } };`),
  );

describe('planted', () => {
  test.each<[string, ContractMethod, ReturnType<typeof store>, RegExp]>([
    ['an order without a path', list, store(''), /names closes_at, its store does not/],
    ['a path without an order', list, store("orders: { closes_at: 'a', size: 'b' }"), /does not name size/],
    ['no store', list, store('', 'ListRubricsRequest'), /answered by 0 lists/],
    ['two stores', list, [...store("orders: { closes_at: 'a' }"), ...store('')], /answered by 2 lists/],
    ['no orders', without, store(''), /has no order_by/],
    ['orders against a reason', { ...list, name: 'ListRunCandidates' }, [], /a reason for having one only/],
  ])('%s', (_, method, places, message) => {
    expect(shown(listFindings(method, places))).toEqual([expect.stringMatching(message)]);
  });

  test('a correct store passes, and so does a search that states its orders elsewhere', () => {
    expect(listFindings(list, store("orders: { closes_at: 'state.closesAt' }"))).toEqual([]);
    const named = answeredIn(
      sourceOf('services/x/src/y/rpc.ts', 'const orders = ordersNamed(ListRoundsRequest, ORDERS);'),
    );
    expect(named).toMatchObject([{ request: 'ListRoundsRequest', orders: null }]);
    expect(listFindings(list, named)).toEqual([]);
  });

  test('a list without code that makes its indexes', () => {
    const own = sourceOf('services/x/src/y/rpc.ts', 'const pages = listing<Request>(spec);');
    expect(unindexed([own])).toHaveLength(1);
    expect(unindexed([own, sourceOf('services/x/src/service.ts', 'createIndexes([...pages.indexes]);')])).toEqual([]);
  });
});
