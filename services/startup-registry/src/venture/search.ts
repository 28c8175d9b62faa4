/** The in-process search index of ventures: words in two languages, filters, facets, a stable order. */
import type { Facet } from '@naru/contracts/common/v1/common';
import type { Mirrored } from '@naru/kit/mirror';
import { isCount } from '@naru/kit/page';
import MiniSearch, { type Query } from 'minisearch';
import type { Venture } from './venture.ts';
import { asked, INDEX, type Words, wordsOf } from './words.ts';

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
  within: (entry: Entry) => boolean;
}

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
  const letters = new Map<string, string>();

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
      for (const order of KEPT) sorted[order].splice(sorted[order].indexOf(before), 1);
    }
  }

  function replace(entry: Entry, bulk: boolean): void {
    remove([entry._id]);
    entries.set(entry._id, entry);
    const found = wordsOf(entry._id, entry.state);
    words.add(found);
    letters.set(entry._id, found.letters);
    for (const order of KEPT) {
      const list = sorted[order];
      list.splice(bulk ? list.length : placeOf(list, entry, comparing(order)), 0, entry);
    }
  }

  /** All matches, in order, and the facets. Each facet counts as if its own filter were not set. */
  function search({ query, filters, order, down = false, within }: Question): { found: Entry[]; facets: Facet[] } {
    const counts = new Map(FIELDS.map((field) => [field, new Map<string, number>()]));
    const found: Entry[] = [];
    for (const entry of turned(candidates(query, order), down)) {
      if (!within(entry)) continue;
      const failed = FIELDS.filter((field) => !passes(entry.state, field, filters[field]));
      if (failed.length === 0) found.push(entry);
      if (failed.length > 1) continue;
      for (const field of failed.length === 0 ? FIELDS : failed) count(counts.get(field), valuesOf[field](entry.state));
    }
    return { found, facets: FIELDS.map((field) => ({ field, values: facetValues(counts.get(field)) })) };
  }

  function candidates(query: string, order: Order): readonly Entry[] {
    if (query.trim() === '') return sorted[order === 'relevance' ? 'name_ko' : order];
    const { words: wanted, consonants } = asked(query);
    if (!wanted && consonants.length === 0) return []; // No searched text contains only signs.
    const found = wanted ? foundBy(wanted, order) : sorted[order === 'relevance' ? 'name_ko' : order];
    return consonants.reduce<readonly Entry[]>(
      (left, finds) => left.filter(({ _id }) => finds(letters.get(_id) ?? '')),
      found,
    );
  }

  function foundBy(wanted: Query, order: Order): Entry[] {
    const hits = words.search(wanted);
    if (order === 'relevance') return hits.map(({ id }) => entries.get(id)).filter((entry) => entry !== undefined);
    const ids = new Set(hits.map(({ id }) => id));
    return sorted[order].filter(({ _id }) => ids.has(_id));
  }

  return { apply, remove, search, size: () => entries.size };
}

const turned = (entries: readonly Entry[], down: boolean): readonly Entry[] => (down ? entries.toReversed() : entries);

/** The end of a page: the last entry, and the number of entries before the next one. */
export type Place = [id: string, next: number];

export const isPlace = (value: unknown): value is Place =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && isCount(value[1]);

/** The start of the next page. If the last entry was removed or moved, its old position counts. */
export function placeAfter(found: readonly Entry[], [id, next]: Place): number {
  const place = found.findIndex(({ _id }) => _id === id);
  return place < 0 ? Math.max(0, next - 1) : place + 1;
}

const passes = (venture: Venture, field: FacetField, wanted: readonly string[]) =>
  wanted.length === 0 || valuesOf[field](venture).some((value) => wanted.includes(value));

function count(counts: Map<string, number> | undefined, values: readonly string[]): void {
  for (const value of values) counts?.set(value, (counts.get(value) ?? 0) + 1);
}

const facetValues = (counts = new Map<string, number>()) =>
  [...counts]
    .map(([value, number]) => ({ value, count: number }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

const nameOf = ({ state: { profile } }: Entry, order: 'name_ko' | 'name_en') =>
  (order === 'name_ko' ? profile.name?.ko || profile.name?.en : profile.name?.en || profile.name?.ko) ?? '';

const comparing = (order: Exclude<Order, 'relevance'>) => (a: Entry, b: Entry) => {
  // Ids begin with the time.
  if (order === 'create_time') return a._id < b._id ? -1 : a._id > b._id ? 1 : 0;
  return collators[order].compare(nameOf(a, order), nameOf(b, order)) || (a._id < b._id ? -1 : 1);
};

function placeOf(list: readonly Entry[], entry: Entry, compare: (a: Entry, b: Entry) => number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(list[middle] as Entry, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
