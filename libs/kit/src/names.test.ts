import { expect, test } from '@jest/globals';
import { methods } from '@naru/contracts';
import type { Deal } from '@naru/contracts/investor/v1/deal';
import type { Grant } from './identity.ts';
import { type Known, type Names, namesFor, namesInto, withoutNames } from './names.ts';

const messageOf = (name: string, side: 'input' | 'output') => {
  const method = methods.find((one) => one.name === name);
  if (!method) throw new Error(`no method ${name}`);
  return method[side];
};

const open = (id: string): [string, Known] => [
  id,
  { name: { ko: '', en: `name of ${id}` }, ownership: { orgs: [id], open: true } },
];
const own = (id: string): [string, Known] => [
  id,
  { name: { ko: '', en: `name of ${id}` }, ownership: { orgs: [id], centre: 'KR-27' } },
];

/** A source of names that records the ids it is asked for. */
function known() {
  const asked: Record<string, (readonly string[])[]> = { venture: [], centre: [], investor: [] };
  const from = (noun: string, entries: [string, Known][]) => async (ids: readonly string[]) => {
    asked[noun]?.push(ids);
    return new Map(entries.filter(([id]) => ids.includes(id)));
  };
  const names: Names = {
    venture: from('venture', [open('ven_shared'), own('ven_draft')]),
    centre: from('centre', [open('KR-27')]),
    investor: from('investor', [own('inv_a'), own('inv_b')]),
  };
  return { asked, names };
}

const deal = (ventureId: string, investorId: string) =>
  ({ id: 'deal_1', ventureId, investorId, centreId: 'KR-27' }) as unknown as Deal;
const caller = (...grants: Grant[]) => ({ subject: 'someone', grants, expiresAt: new Date(), token: '' });

async function shown(grants: Grant[], deals: readonly Deal[], names = known().names): Promise<Deal[]> {
  const naming = namesInto(messageOf('ListDeals', 'output'), names);
  const answer = (await naming?.({ deals, nextPageToken: '' }, caller(...grants))) as { deals: Deal[] };
  return answer.deals;
}

test('an answer of many rows takes one query for each noun, and asks for each id once', async () => {
  const { asked, names } = known();
  const rows = Array.from({ length: 50 }, (_, row) => deal(row % 2 ? 'ven_shared' : 'ven_draft', 'inv_a'));
  const named = await shown([{ role: 'network_admin' }], rows, names);
  expect(asked).toEqual({ venture: [['ven_draft', 'ven_shared']], centre: [['KR-27']], investor: [['inv_a']] });
  expect(named.map(({ ventureName }) => ventureName?.en)).toEqual(rows.map(({ ventureId }) => `name of ${ventureId}`));
  expect(named[0]).toMatchObject({ centreName: { en: 'name of KR-27' }, investorName: { en: 'name of inv_a' } });
});

test.each<[string, Grant[], (string | undefined)[]]>([
  ['the secretariat', [{ role: 'network_admin' }], ['ven_draft', 'inv_a', 'inv_b']],
  ['the centre', [{ role: 'centre_officer', centre: 'KR-27' }], ['ven_draft', 'inv_a', 'inv_b']],
  ['another centre', [{ role: 'centre_officer', centre: 'KR-41' }], [undefined, 'inv_a', 'inv_b']],
  ['the draft itself', [{ role: 'venture_member', org: 'ven_draft' }], ['ven_draft', 'inv_a', 'inv_b']],
  ['an investor', [{ role: 'investor_member', org: 'inv_a' }], [undefined, 'inv_a', undefined]],
  ['a hub', [{ role: 'hub_officer', org: 'inv_a' }], [undefined, undefined, undefined]],
  ['a caller without grants', [], [undefined, undefined, undefined]],
])('%s reads the names that the Get of the noun would show', async (_, grants, wanted) => {
  const [first, second, third] = await shown(grants, [
    deal('ven_shared', ''),
    deal('ven_draft', 'inv_a'),
    deal('', 'inv_b'),
  ]);
  expect(first).toMatchObject({ ventureName: { en: 'name of ven_shared' }, centreName: { en: 'name of KR-27' } });
  expect([second?.ventureName?.en, second?.investorName?.en, third?.investorName?.en]).toEqual(
    wanted.map((id) => id && `name of ${id}`),
  );
  expect([first?.investorName, third?.ventureName]).toEqual([undefined, undefined]);
});

test('an id that nobody can see is not asked for, and an unknown id has no name', async () => {
  const { asked, names } = known();
  expect(await shown([{ role: 'hub_officer' }], [deal('ven_unknown', 'inv_a')], names)).toEqual([
    expect.objectContaining({ ventureName: undefined, investorName: undefined }),
  ]);
  expect(asked.investor).toEqual([]);
});

test("the handler's own object stays unchanged, and a name that the handler set is removed", async () => {
  const kept = { ...deal('ven_none', 'inv_a'), ventureName: { ko: '', en: 'canary' } };
  const before = structuredClone(kept);
  const [named] = await shown([{ role: 'network_admin' }], [kept]);
  expect(named?.ventureName).toBeUndefined();
  expect(named?.investorName).toBeDefined();
  expect(kept).toEqual(before);
});

test('if names cannot be read, the answer goes without them', async () => {
  const { names } = known();
  const away = { ...names, venture: () => Promise.reject(new Error('away')) };
  const [named] = await shown([{ role: 'network_admin' }], [deal('ven_shared', 'inv_a')], away);
  expect(named).toMatchObject({ ventureId: 'ven_shared', investorName: { en: 'name of inv_a' } });
  expect(named?.ventureName).toBeUndefined();
});

test('names are removed from requests', () => {
  const request = { id: 'fnd_1', fund: { ownerId: 'KR-27', ownerName: { ko: '', en: 'canary' } } };
  expect(withoutNames(messageOf('UpdateFund', 'input'))?.(request)).toEqual({
    id: 'fnd_1',
    fund: { ownerId: 'KR-27', ownerName: undefined, centreName: undefined },
  });
});

test('a method without names does no work for them', () => {
  expect(namesInto(messageOf('GetInvestor', 'output'), {})).toBeNull();
  expect(withoutNames(messageOf('GetInvestor', 'input'))).toBeNull();
});

test('a service that does not know the names of a noun in its answers does not start', () => {
  const { venture: _, ...rest } = known().names;
  expect(() => namesInto(messageOf('ListDeals', 'output'), rest)).toThrow(
    /names a venture: say in the service's `names`/,
  );
});

test.each<[string, Grant[], string[]]>([
  ['the secretariat', [{ role: 'network_admin' }], ['name of ven_draft', 'name of inv_a', 'ven_unknown']],
  ['another centre', [{ role: 'centre_officer', centre: 'KR-41' }], ['ven_draft', 'name of inv_a', 'ven_unknown']],
  ['a hub', [{ role: 'hub_officer', org: 'inv_b' }], ['ven_draft', 'inv_a', 'ven_unknown']],
])('a text calls things by the names that %s may see, and by their ids otherwise', async (_, grants, wanted) => {
  const { asked, names } = known();
  const ids = ['ven_draft', 'inv_a', 'ven_unknown', 'inv_a'];
  const nameOf = await namesFor(names, { nouns: ['venture', 'investor'], ids, caller: caller(...grants) });
  expect(ids.slice(0, 3).map((id) => nameOf(id))).toEqual(wanted.map((name) => ({ ko: name, en: name })));
  expect(
    Object.values(asked)
      .flat()
      .every((those) => those.length === 3),
  ).toBe(true);
});

test('a text that names nothing asks nothing', async () => {
  const { asked, names } = known();
  await namesFor(names, { nouns: ['venture'], ids: [], caller: caller({ role: 'network_admin' }) });
  expect(asked.venture).toEqual([]);
});
