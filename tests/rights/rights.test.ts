/**
 * Access rights of each service over gRPC: every method × role × object, and pairs of grants. The expected results
 * follow from the rules of the contract and the owners of the seeded objects, without the code under test.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type ContractMethod, methods } from '@naru/contracts';
import type { Grant } from '@naru/kit/identity';
import { type Stack, startStack } from '@naru/testing/stack';
import { SERVICES } from '../journeys/network.ts';
import { ask, listedIds, openChannel, requestOf, requestWith } from './calls.ts';
import { crossed, findings, type Ground, isTold, methodsOf, OPERATIONS, rowsOf, single } from './matrix.ts';
import { namesRead, plantings, withNames } from './names.ts';
import { nounOf } from './nouns.ts';
import { orderFindings } from './orders.ts';
import { grantOf, OWN } from './owners.ts';
import { repeatFindings } from './repeats.ts';
import { SECONDS } from './seconds.ts';
import { SEEDS, type Seed } from './seeds.ts';
import { type Look, staleFindings } from './stale.ts';
import { tokenFindings } from './tokens.ts';

jest.setTimeout(240_000);

type FullGround = Ground & { look: Look; close(): void };

async function groundOf(stack: Stack, context: string): Promise<FullGround> {
  const channel = openChannel(stack.addresses[context] ?? '');
  const tokens = new Map<string, Promise<string>>();
  const database = stack.database(context);
  const reset = async ({ stored }: Seed) => {
    const { collection, doc } = stored ?? {};
    const _id = (doc as { _id?: string } | undefined)?._id as never;
    if (collection && doc) await database.collection(collection).replaceOne({ _id }, doc, { upsert: true });
  };
  for (const seed of [...(SEEDS[context] ?? []), ...OPERATIONS]) await reset(seed);
  return {
    context,
    channel,
    reset,
    look: async (collections) => {
      // The relay empties outboxes at any time.
      const projection = { outbox: 0, pendingSince: 0 };
      const all = collections.map((name) =>
        database.collection(name).find({}, { projection }).sort({ _id: 1 }).toArray(),
      );
      return JSON.stringify(await Promise.all(all));
    },
    token: (subject, grants) => {
      const key = JSON.stringify([subject, grants]);
      const token = tokens.get(key) ?? stack.tokenOf(subject, ...grants);
      tokens.set(key, token);
      return token;
    },
    close: () => channel.close(),
  };
}

/** The Get of a noun with its List. */
const nounsOf = (context: string) =>
  methodsOf(context).flatMap((get) => {
    if (!get.name.startsWith('Get')) return [];
    const list = methodsOf(context).find((one) => one.name.startsWith('List') && nounOf(one) === nounOf(get));
    return list ? [{ get, list }] : [];
  });

/** Lists of nouns without a Get. */
const WITHOUT_GET = [
  'ListDeliveries',
  'ListJournalEntries',
  'ListNotifications',
  'ListParkedEvents',
  'ListRunCandidates',
];

/** The objects that the Get shows and the List does not, and the other way round. */
async function apart(
  { channel, context, token }: Ground,
  { get, list }: { get: ContractMethod; list: ContractMethod },
  grants: readonly Grant[],
): Promise<string[]> {
  const [key = 'id'] = get.input.fields.map(({ name }) => name).filter((name) => /^(round_)?id$/.test(name));
  const bearer = await token(OWN.subject, grants);
  const listed = await ask(channel, list, { bytes: everything(list), id: undefined, token: bearer });
  const ids = listed.outcome === 'passes' ? new Set(listedIds(list, listed.bytes, key)) : new Set<string>();
  const seeds = (SEEDS[context] ?? []).filter(({ kinds }) => kinds.includes(nounOf(get)));
  const got = await Promise.all(
    seeds.map(async ({ id }) => {
      const bytes = requestOf({ ...get, access: { ...get.access, objectField: key } }, id);
      const answer = await ask(channel, get, { bytes, id, token: bearer });
      return { id, shown: answer.refusal === '' };
    }),
  );
  return got
    .filter(({ id, shown }) => shown !== ids.has(id))
    .map(({ id, shown }) => `${grants.map(({ role }) => role)}: ${shown ? get.name : list.name} alone shows ${id}`);
}

/** Plants names in the service's copies, and reads all passing calls in every role. */
async function readNames(stack: Stack, ground: Ground, may?: Parameters<typeof namesRead>[2]) {
  for (const { collection, id, set } of plantings(ground.context))
    await stack
      .database(ground.context)
      .collection(collection)
      .updateOne({ _id: id as never }, { $set: set }, { upsert: true });
  const [faults, named]: string[][] = [[], []];
  for (const row of withNames(rowsOf(ground.context, single))) {
    if (row.seed && !isPlanted(ground.context, row.seed)) await ground.reset(row.seed);
    const token = await ground.token(OWN.subject, row.grants);
    const answer = await ask(ground.channel, row.method, { bytes: requestOf(row.method, row.id), id: row.id, token });
    if (answer.refusal) continue;
    const read = namesRead(row, answer.bytes, may);
    faults?.push(...read.faults);
    named?.push(...read.named);
  }
  return { faults: faults ?? [], named: named ?? [] };
}

const isPlanted = (context: string, { id, stored }: Seed) =>
  plantings(context).some((planting) => planting.id === id && planting.collection === stored?.collection);

/** A list without a filter, with the largest page. */
const everything = ({ input }: ContractMethod): Uint8Array =>
  Uint8Array.from(pageSize(input.fields.find(({ name }) => name === 'page_size')?.number));
const pageSize = (field: number | undefined): number[] => (field === undefined ? [] : [field << 3, 50]);

test('each list is compared with the Get of its noun', () => {
  const compared = SERVICES.flatMap(({ context }) => nounsOf(context)).map(({ list }) => list.name);
  const lists = [...new Set(methods.map(({ name }) => name))].filter((name) => name.startsWith('List'));
  expect(lists.filter((name) => !compared.includes(name)).sort()).toEqual(WITHOUT_GET);
});

describe.each(SERVICES.map((spec) => [spec.name, spec] as const))('%s', (_, spec) => {
  let stack: Stack;
  let ground: FullGround;

  beforeAll(async () => {
    stack = await startStack(spec);
    ground = await groundOf(stack, spec.context);
  });
  afterAll(async () => {
    ground?.close();
    await stack?.stop();
  });

  test('a Get and its List show the same objects to the same token', async () => {
    const differences = nounsOf(spec.context).flatMap((noun) => single().map((grants) => apart(ground, noun, grants)));
    expect((await Promise.all(differences)).flat()).toEqual([]);
  });

  test('every list answers in every order that it names, and refuses another one with the list of them', async () => {
    expect(await orderFindings(ground, stack.database(spec.context))).toEqual([]);
  });

  test('every list refuses a page token that it never gave, whatever is in it', async () => {
    expect(await tokenFindings(ground)).toEqual([]);
  });

  test('a second object that the caller may not see gives the same answer as an unknown one', async () => {
    const differing = SECONDS.filter(({ context }) => context === spec.context).map(async (second) => {
      const method = methodsOf(spec.context).find(({ name }) => name === second.name) as ContractMethod;
      const token = await ground.token(OWN.subject, [grantOf(second.role, OWN)]);
      const [hidden, unknown] = await Promise.all(
        [second.hidden, second.unknown].map(async (id) =>
          ask(ground.channel, method, { bytes: requestWith(method, second.about(id)), id, token }),
        ),
      );
      return hidden?.refusal !== '' && hidden?.refusal === unknown?.refusal ? [] : [[second.name, hidden, unknown]];
    });
    expect((await Promise.all(differing)).flat()).toEqual([]);
  });

  test('a stale etag is refused wherever an etag is taken, and changes nothing', async () => {
    expect(await staleFindings(ground, ground.look)).toEqual([]);
  });

  test('an addition that is repeated with its request id adds nothing', async () => {
    expect(await repeatFindings(ground)).toEqual([]);
  });

  test('two grants together pass nothing that neither passes alone', async () => {
    expect(await findings(ground, rowsOf(spec.context, crossed))).toEqual([]);
  });

  test('every role gets the results of the rules for every object', async () => {
    expect(await findings(ground, rowsOf(spec.context, single))).toEqual([]);
  });

  test('a name is shown exactly to callers who may see the named object', async () => {
    const { faults, named } = await readNames(stack, ground);
    expect(faults).toEqual([]);
    // The search covers something: of each noun that the service names, one name was read.
    const nouns = plantings(spec.context).map(({ collection }) => collection);
    const read = plantings(spec.context).filter(({ id }) => named.includes(id));
    expect([...new Set(read.map(({ collection }) => collection))].sort()).toEqual([...new Set(nouns)].sort());
  });
});

test('the search finds a name that nobody should read', async () => {
  const [spec] = SERVICES.filter(({ context }) => context === 'investor');
  const stack = await startStack(...(spec ? [spec] : []));
  const ground = await groundOf(stack, 'investor');
  const { faults } = await readNames(stack, ground, (_, { noun }) => noun !== 'investor');
  expect(faults).toContainEqual(expect.stringMatching(/^GetDeal by network_admin: Deal.investorName is canary/));
  expect(faults).toContainEqual(
    expect.stringMatching(/^ListDeals by analyst: the name of inv_foreign stands somewhere/),
  );
  ground.close();
  await stack.stop();
});

test('a refusal that the API page does not list is found', () => {
  const named = (name: string) => methods.find((method) => method.name === name) as ContractMethod;
  expect(isTold(named('GetVenture'), 404)).toBe(true);
  expect(isTold(named('GetVenture'), 409)).toBe(false);
  expect(isTold(named('GetNetworkPlan'), 403)).toBe(false);
});

test("a rule that is wider than the service's behaviour is found", async () => {
  const [spec] = SERVICES.filter(({ context }) => context === 'investor');
  const stack = await startStack(...(spec ? [spec] : []));
  const ground = await groundOf(stack, 'investor');
  const rows = rowsOf('investor', single).filter(({ method }) => method.name === 'GetDeal');
  const planted = rows.map((row) => (row.expected === 'not_found' && row.seed ? { ...row, expected: 'passes' } : row));
  expect(await findings(ground, rows)).toEqual([]);
  expect(await findings(ground, planted as typeof rows)).toContainEqual(
    expect.stringMatching(/deal_foreign: not_found/),
  );
  ground.close();
  await stack.stop();
});
