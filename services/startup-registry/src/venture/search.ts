/** The in-process search index of ventures: words in two languages, filters, facets, a stable order. */
import type { Facet } from '@naru/contracts/common/v1/common';
import type { Mirrored } from '@naru/kit/mirror';
import { readBusinessNumber } from '@naru/korean/business-number';
import MiniSearch, { type Query } from 'minisearch';
import type { Venture } from './venture.ts';
import { asked, INDEX, rankOf, type Words, wordsOf } from './words.ts';

/** A venture in the index. */
export interface Entry extends Mirrored {
  changedAt: Date;
  state: Venture;
}

export interface Question {
  query: string;
  /** An empty list matches everything. */
  filters: Record<FacetField, readonly string[]>;
  order: Order;
  /** In reverse order. */
  down?: boolean;
  /** The last row of the page before. */
  after?: Place | null;
  within: (entry: Entry) => boolean;
  /** True if the caller may read the business number of the venture, and so find the venture by it. */
  owned?: (entry: Entry) => boolean;
}

/** All matches, in order, the first one of the page, and the facets. */
export interface Result {
  found: Entry[];
  begin: number;
  facets: Facet[];
  /** The place of a row, for the next page. */
  placeOf: (entry: Entry) => Place;
}

/** The place of a row in an order: what the order sorts by, and the id. It stays the same whatever happens to other rows. */
export type Place = readonly [rank: number, name: string, id: string];

export const isPlace = (value: unknown): value is Place =>
  Array.isArray(value) &&
  value.length === 3 &&
  Number.isFinite(value[0]) &&
  typeof value[1] === 'string' &&
  typeof value[2] === 'string';

export type FacetField = 'region' | 'sector' | 'ksic_section' | 'stage';
/** The sorted orders of the index, and relevance, which depends on the question. */
const KEPT = ['name_ko', 'name_en', 'create_time'] as const;
export const ORDERS = ['relevance', ...KEPT] as const;
export type Order = (typeof ORDERS)[number];

const FIELDS: readonly FacetField[] = ['region', 'sector', 'ksic_section', 'stage'];
const collators = { name_ko: new Intl.Collator('ko'), name_en: new Intl.Collator('en') };

const valuesOf: Record<FacetField, (venture: Venture) => readonly string[]> = {
  region: ({ centreId }) => [centreId],
  sector: ({ profile }) => profile.sectors,
  ksic_section: ({ profile }) => (profile.ksic ? [profile.ksic.section] : []),
  stage: ({ profile }) => [profile.stage],
};

export function ventureIndex() {
  const entries = new Map<string, Entry>();
  // Kept sorted all the time, so that a page without words needs no sorting.
  const sorted: Record<Exclude<Order, 'relevance'>, Entry[]> = { name_ko: [], name_en: [], create_time: [] };
  const words = new MiniSearch<Words>(INDEX);
  const letters = new Map<string, Pick<Words, 'letters' | 'latin'>>();
  const numbers = new Map<string, string>();

  function apply(fresh: Entry[]): void {
    const bulk = fresh.length > 1_000;
    for (const entry of fresh) replace(entry, bulk);
    if (bulk) for (const order of KEPT) sorted[order].sort(comparing(order));
  }

  function remove(ids: readonly string[]): void {
    for (const id of ids) {
      const before = entries.get(id);
      if (!before) continue;
      entries.delete(id);
      words.discard(id);
      letters.delete(id);
      if (numbers.get(before.state.brn) === id) numbers.delete(before.state.brn);
      for (const order of KEPT) sorted[order].splice(sorted[order].indexOf(before), 1);
    }
  }

  function replace(entry: Entry, bulk: boolean): void {
    remove([entry._id]);
    entries.set(entry._id, entry);
    const found = wordsOf(entry._id, entry.state);
    words.add(found);
    letters.set(entry._id, { letters: found.letters, latin: found.latin });
    if (entry.state.brn) numbers.set(entry.state.brn, entry._id);
    for (const order of KEPT) {
      const list = sorted[order];
      if (bulk) list.push(entry);
      else list.splice(placeIn(list, entry, comparing(order)), 0, entry);
    }
  }

  /** Each facet counts as if its own filter were not set. */
  function search({ query, filters, order, down = false, after, within, owned }: Question): Result {
    const counts = new Map(FIELDS.map((field) => [field, new Map<string, number>()]));
    const narrowing = FIELDS.filter((field) => filters[field].length > 0);
    const found: Entry[] = [];
    const ranks = new Map<string, number>();
    for (const entry of turned(candidates({ query, order, owned }, ranks), down)) {
      if (!within(entry)) continue;
      const failed = narrowing.filter((field) => !passes(entry.state, field, filters[field]));
      if (failed.length === 0) found.push(entry);
      if (failed.length > 1) continue;
      for (const field of failed.length === 0 ? FIELDS : failed) count(counts.get(field), valuesOf[field](entry.state));
    }
    const placeOf = (entry: Entry): Place => [ranks.get(entry._id) ?? 0, sortedBy(entry, order), entry._id];
    const isBefore = (entry: Entry, place: Place) => comparePlaces(order)(placeOf(entry), place) * (down ? -1 : 1) <= 0;
    const begin = after ? firstOf(found, (entry) => !isBefore(entry, after)) : 0;
    return {
      found,
      begin,
      facets: FIELDS.map((field) => ({ field, values: facetValues(counts.get(field)) })),
      placeOf,
    };
  }

  function candidates({ query, order, owned }: Wanted, ranks: Map<string, number>): readonly Entry[] {
    const all = sorted[order === 'relevance' ? 'name_ko' : order];
    if (query.trim() === '') return all;
    const numbered = owned && entries.get(numbers.get(readBusinessNumber(query).value ?? '') ?? '');
    if (numbered && owned(numbered)) return [numbered];
    const { words: wanted, whole, consonants } = asked(query);
    if (!wanted && consonants.length === 0) return []; // No searched text contains only signs.
    const found = wanted ? foundBy(wanted, { all, order, whole }, ranks) : all;
    return consonants.reduce<readonly Entry[]>(
      (left, finds) => left.filter(({ _id }) => finds(letters.get(_id)?.letters ?? '')),
      found,
    );
  }

  function foundBy(wanted: Query, { all, order, whole }: Among, ranks: Map<string, number>): Entry[] {
    const hits = new Map(words.search(wanted).map((hit) => [hit.id as string, hit]));
    const found = all.filter(({ _id }) => hits.has(_id));
    if (order !== 'relevance') return found;
    // Exactly this name comes before names that have the same words and more.
    for (const [id, hit] of hits) ranks.set(id, rankOf(hit) + (isNamed(id, whole) ? 1 : 0));
    return found.sort((a, b) => (ranks.get(b._id) ?? 0) - (ranks.get(a._id) ?? 0));
  }

  const isNamed = (id: string, whole: string) => Object.values(letters.get(id) ?? {}).includes(whole);

  return { apply, remove, search, size: () => entries.size };
}

const turned = (entries: readonly Entry[], down: boolean): readonly Entry[] => (down ? entries.toReversed() : entries);

/** Where to look for words, in order, and the whole name that is asked for. */
interface Among {
  all: Entry[];
  order: Order;
  whole: string;
}

type Wanted = Pick<Question, 'query' | 'order'> & { owned: Question['owned'] };

/** The first of the rows, which are in order, from which on something is true. */
function firstOf(rows: readonly Entry[], isTrue: (row: Entry) => boolean): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(rows[middle] as Entry)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const passes = (venture: Venture, field: FacetField, wanted: readonly string[]) =>
  valuesOf[field](venture).some((value) => wanted.includes(value));

function count(counts: Map<string, number> | undefined, values: readonly string[]): void {
  for (const value of values) counts?.set(value, (counts.get(value) ?? 0) + 1);
}

const facetValues = (counts = new Map<string, number>()) =>
  [...counts]
    .map(([value, number]) => ({ value, count: number }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

// Rows that are equal so far are in the order of their ids. A page token holds the name, so it must be short.
const NAME_SORTED = 100;

const nameOf = ({ state: { profile } }: Entry, order: 'name_ko' | 'name_en') =>
  (order === 'name_ko' ? profile.name?.ko || profile.name?.en : profile.name?.en || profile.name?.ko) ?? '';

/** Rows of the same relevance are in the order of Korean names. Ids begin with the time. */
const sortedBy = (entry: Entry, order: Order): string =>
  order === 'create_time' ? '' : nameOf(entry, order === 'relevance' ? 'name_ko' : order).slice(0, NAME_SORTED);

const comparePlaces =
  (order: Order) =>
  ([rank, name, id]: Place, [otherRank, otherName, otherId]: Place): number =>
    otherRank - rank ||
    collators[order === 'name_en' ? 'name_en' : 'name_ko'].compare(name, otherName) ||
    (id < otherId ? -1 : id > otherId ? 1 : 0);

const comparing = (order: Exclude<Order, 'relevance'>) => {
  const compare = comparePlaces(order);
  const placeOf = (entry: Entry): Place => [0, sortedBy(entry, order), entry._id];
  return (a: Entry, b: Entry) => compare(placeOf(a), placeOf(b));
};

const placeIn = (list: readonly Entry[], entry: Entry, compare: (a: Entry, b: Entry) => number): number =>
  firstOf(list, (one) => compare(one, entry) >= 0);
