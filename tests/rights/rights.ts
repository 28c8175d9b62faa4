/**
 * The tests of the access rights of one service over gRPC: every method × role × object, and pairs of grants. The expected results
 * follow from the rules of the contract and the owners of the seeded objects, without the code under test.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ContractMethod } from '@naru/contracts';
import type { ServiceSpec } from '@naru/kit/boot';
import type { Grant } from '@naru/kit/identity';
import { type Stack, startStack } from '@naru/testing/stack';
import { ask, listedIds, openChannel, requestOf, requestWith } from './calls.ts';
import { crossed, findings, type Ground, methodsOf, OPERATIONS, rowsOf, single } from './matrix.ts';
import { namesRead, plantings, withNames } from './names.ts';
import { nounOf } from './nouns.ts';
import { orderFindings } from './orders.ts';
import { grantOf, OWN } from './owners.ts';
import { repeatFindings } from './repeats.ts';
import { SECONDS } from './seconds.ts';
import { SEEDS, type Seed } from './seeds.ts';
import { type Look, staleFindings } from './stale.ts';
import { tokenFindings } from './tokens.ts';

type FullGround = Ground & { look: Look; close(): void };

export async function groundOf(stack: Stack, context: string): Promise<FullGround> {
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
export const nounsOf = (context: string) =>
  methodsOf(context).flatMap((get) => {
    if (!get.name.startsWith('Get')) return [];
    const list = methodsOf(context).find((one) => one.name.startsWith('List') && nounOf(one) === nounOf(get));
    return list ? [{ get, list }] : [];
  });

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
export async function readNames(stack: Stack, ground: Ground, may?: Parameters<typeof namesRead>[2]) {
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

/** The tests of one service. */
export const rightsOf = (spec: ServiceSpec) =>
  describe(spec.name, () => {
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
      const differences = nounsOf(spec.context).flatMap((noun) =>
        single().map((grants) => apart(ground, noun, grants)),
      );
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
