/**
 * Every list in every order that it names, over gRPC. Rows are added beside a seeded one; some of their values are
 * equal. They must come in the order of the values, then of their ids, and also in reverse.
 */
import { readFileSync } from 'node:fs';
import { fromJson, type JsonValue, toBinary } from '@bufbuild/protobuf';
import { type ContractMethod, ordersOf, orderValues, registry } from '@naru/contracts';
import { BSON, type Db } from 'mongodb';
import { ask, camel, listedIds } from './calls.ts';
import { type Ground, methodsOf, single } from './matrix.ts';
import { nounOf } from './nouns.ts';
import { grantOf, OWN } from './owners.ts';
import { SEEDS, told } from './seeds.ts';
import { AT, NAME } from './shapes.ts';

interface Stored {
  _id: string;
  state?: Record<string, unknown>;
  [field: string]: unknown;
}

interface Kept {
  collection: string;
  doc: Stored;
}

const SERVICES = new URL('../../services/', import.meta.url);
const released = (file: string): Stored => BSON.EJSON.parse(readFileSync(new URL(file, SERVICES), 'utf8')) as Stored;
const aggregate = (_id: string, state: object): Stored => ({
  ...{ _id, schema: 1, version: 1, outbox: [], lastChanges: [], changedAt: AT },
  state: { id: _id, ...state },
});
const delivery = released('notification/src/delivery/fixture/delivery.schema-1.json');

/** A row for each list whose noun has no seed, because no rule asks for its owner. */
const ROWS: Readonly<Record<string, Kept>> = {
  ListOrganisations: { collection: 'organisation', doc: aggregate('org_row', { name: NAME, country: 'KR', brn: '' }) },
  ListJudgings: {
    collection: 'judging',
    doc: released('program-scheduler/src/jury/judging/fixture/judging.schema-1.json'),
  },
  ListRubrics: {
    collection: 'rubric',
    doc: released('program-scheduler/src/jury/rubric/fixture/rubric.schema-1.json'),
  },
  ListSelections: {
    collection: 'selection',
    doc: released('program-scheduler/src/council/selection/fixture/selection.schema-1.json'),
  },
  ListDeliveries: {
    collection: 'delivery',
    doc: { ...delivery, state: { ...delivery.state, state: 'DELIVERED', webhookId: 'whk_own' } },
  },
  ListTasks: {
    collection: 'notification',
    doc: {
      ...{ _id: 'row', ...told, recipient: `subject:${OWN.subject}`, createdAt: AT, aggregateId: 'deal_x' },
      asked: { thing: 'deal_x', since: AT, until: null, endedBy: [], endedAt: null },
    },
  },
  ListJournalHeads: {
    collection: 'journal_head',
    doc: released('outcome-ledger/src/journal-head/fixture/journal-head.schema-1.json'),
  },
  ListParkedEvents: {
    collection: 'parked',
    doc: {
      _id: 'row',
      subscription: 's',
      event: { id: 'e', type: 't', aggregate: 'a' },
      code: 'c',
      reason: 'r',
      deliveries: 1,
    },
  },
};

/** Searches use an in-process index, which does not see rows that the test inserts: see their own tests. */
const BY_INDEX = new Set(['SearchVentures']);

function rowOf(list: ContractMethod, context: string): Kept {
  const seed = (SEEDS[context] ?? []).find(({ kinds, stored }) => stored && kinds.includes(nounOf(list)));
  const kept = ROWS[list.name] ?? (seed?.stored as Kept | undefined);
  if (!kept) throw new Error(`${list.name} has no row to copy: seed one in seeds.ts, or give one in orders.ts`);
  return kept;
}

/** The ranks of the rows by the value of an order, in the order of their ids. Two of them have the same rank. */
const RANKS = [3, 1, 4, 1, 2];
const idOf = (collection: string, place: number) => `${collection}_walk_${place}`;

function ranked(order: string, rank: number): unknown {
  if (order.endsWith('_at')) return new Date(AT.getTime() + rank * 60_000);
  if (/(_on|_date|^through)$/.test(order)) return { year: 2020, month: rank, day: 5 - rank };
  return rank;
}

/** Parts of a state that rows show as their own. */
const PARTS = ['details', 'introduction'];

/** If a row shows the value of an order, it is stored under the same name. */
function withOrder(doc: Stored, order: string, rank: number): Stored {
  if (order === 'id' || order === 'create_time') return doc;
  if (order === 'update_time') {
    const at = ranked('_at', rank);
    const state = doc.state && 'updatedAt' in doc.state ? { ...doc.state, updatedAt: at } : doc.state;
    return { ...doc, changedAt: at, ...(state ? { state } : {}) };
  }
  const { state } = doc;
  if (!state) return { ...doc, [camel(order)]: ranked(order, rank) };
  const language = /^name_(ko|en)$/.exec(order)?.[1];
  if (language)
    return { ...doc, state: { ...state, name: { ...NAME, ...(state.name as object), [language]: `${rank}` } } };
  const field = { [camel(order)]: ranked(order, rank) };
  const part = PARTS.find((name) => camel(order) in ((state[name] ?? {}) as object));
  return {
    ...doc,
    state: part ? { ...state, [part]: { ...(state[part] as object), ...field } } : { ...state, ...field },
  };
}

/** An introduction has an id of its own, by which its rows are known. */
const withOwnPart = (state: Record<string, unknown>, id: string) =>
  state.introduction ? { ...state, introduction: { ...(state.introduction as object), id } } : state;

function rowsFor({ collection, doc }: Kept, orders: readonly string[]): Stored[] {
  const { keys: _, dueAt: __, request: ___, ...rest } = doc;
  return RANKS.map((rank, place) => {
    const _id = idOf(collection, place);
    const createdAt = new Date(AT.getTime() + place * 1_000);
    const copy: Stored = {
      ...rest,
      _id,
      createdAt,
      ...(doc.state ? { state: { ...withOwnPart(doc.state, _id), id: _id, createdAt } } : {}),
    };
    return orders.reduce((made, order) => withOrder(made, order, rank), copy);
  });
}

const wantedIds = (collection: string, order: string): string[] => {
  const [by, down] = order.split(' ');
  const places = RANKS.map((_, place) => place);
  const inOrder =
    by === 'id' || by === 'create_time' ? places : places.sort((a, b) => (RANKS[a] ?? 0) - (RANKS[b] ?? 0));
  return (down ? inOrder.reverse() : inOrder).map((place) => idOf(collection, place));
};

const bytesOf = ({ input }: ContractMethod, request: object): Uint8Array =>
  toBinary(input, fromJson(input, request as JsonValue, { registry }));

/** The webhook or the service without which a list cannot be requested. */
const ABOUT = { ListDeliveries: { webhookId: 'whk_own' } } as Readonly<Record<string, object>>;

export const orderedLists = (context: string): ContractMethod[] =>
  methodsOf(context).filter(({ input }) => ordersOf(input).length > 0);

/** The faults in the orders of a service's lists. */
export async function orderFindings(ground: Ground, db: Db): Promise<string[]> {
  const found: string[] = [];
  for (const list of orderedLists(ground.context)) {
    found.push(...(await unknownOrder(ground, list)));
    if (!BY_INDEX.has(list.name)) found.push(...(await unsorted(ground, list, db)));
  }
  return found;
}

async function unknownOrder({ channel, token }: Ground, list: ContractMethod): Promise<string[]> {
  const values = orderValues(ordersOf(list.input));
  const bytes = bytesOf(list, { ...ABOUT[list.name], orderBy: 'colour' });
  const bearer = await token(OWN.subject, [grantOf('network_admin', OWN)]);
  const { refusal } = await ask(channel, list, { bytes, id: undefined, token: bearer });
  const said = refusal.includes('order_by.unknown') && values.every((value) => refusal.includes(value));
  return said ? [] : [`${list.name} in an order that it does not name: ${refusal || 'answers'}`];
}

async function unsorted(ground: Ground, list: ContractMethod, db: Db): Promise<string[]> {
  const orders = ordersOf(list.input);
  const kept = rowOf(list, ground.context);
  const rows = rowsFor(
    kept,
    orderValues(orders).filter((value) => !value.endsWith(' desc')),
  );
  const collection = db.collection<Stored>(kept.collection);
  const ids = rows.map(({ _id }) => _id);
  await collection.insertMany(rows);
  const wrong = await Promise.all(
    [...orderValues(orders), ''].map(async (orderBy) => {
      const wanted = wantedIds(kept.collection, orderBy || (orders[0] ?? ''));
      const seen = (await seenBy(ground, list, orderBy)).filter((id) => ids.includes(id));
      return `${seen}` === `${wanted}` ? [] : [`${list.name} by "${orderBy}": ${seen} in place of ${wanted}`];
    }),
  );
  await collection.deleteMany({ _id: { $in: ids } });
  return wrong.flat();
}

/** The list of the first caller who sees any of it. The matrix tests which callers do. */
async function seenBy({ channel, token }: Ground, list: ContractMethod, orderBy: string): Promise<string[]> {
  const bytes = bytesOf(list, { pageSize: 200, orderBy, ...ABOUT[list.name] });
  for (const grants of [[grantOf('network_admin', OWN)], ...single()]) {
    const answer = await ask(channel, list, { bytes, id: undefined, token: await token(OWN.subject, grants) });
    const ids = answer.refusal ? [] : listedIds(list, answer.bytes, 'id');
    if (ids.length >= RANKS.length) return ids;
  }
  return [];
}
