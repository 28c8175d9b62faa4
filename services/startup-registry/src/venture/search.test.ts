import { describe, expect, test } from '@jest/globals';
import { VentureProfile } from '@naru/contracts/registry/v1/venture';
import fc from 'fast-check';
import { type Entry, isPlace, ORDERS, type Order, type Place, ventureIndex } from './search.ts';
import { tokens } from './words.ts';

const entry = (id: string, ko: string, en = '', change: Partial<VentureProfile> = {}, version = 1): Entry => ({
  _id: id,
  version,
  changedAt: new Date(0),
  state: {
    id,
    centreId: 'KR-27',
    brn: '1248100998',
    profile: VentureProfile.fromPartial({ name: { ko, en }, sectors: ['IOT'], ...change }),
    state: 'PUBLISHED',
    consents: [],
    source: undefined,
    createdAt: new Date(0),
    erasure: undefined,
  },
});
const none = { region: [], sector: [], ksic_section: [], stage: [] };
const ask = (index: ReturnType<typeof ventureIndex>, query = '', order: Order = 'relevance', filters = {}) =>
  index.search({ query, order, filters: { ...none, ...filters }, within: () => true });
const ids = (found: { found: Entry[] }) => found.found.map(({ _id }) => _id);

test('Hangul is found inside a word, in either normal form; Latin by the beginning of a word', () => {
  const index = ventureIndex();
  index.apply([entry('a', '도담인사이트', 'Dodam Insight'), entry('b', '마루로보', 'Maru Robo')]);
  expect(ids(ask(index, '인사이트'))).toEqual(['a']);
  expect(ids(ask(index, '인사이트'.normalize('NFD')))).toEqual(['a']);
  expect(ids(ask(index, 'ins'))).toEqual(['a']);
  expect(ids(ask(index, 'MARU'))).toEqual(['b']);
  expect(ids(ask(index, '없는말'))).toEqual([]);
});

test('one syllable finds words that begin with it; full-width letters find half-width ones; signs find nothing', () => {
  const index = ventureIndex();
  index.apply([entry('a', '도담인사이트', 'Dodam Insight'), entry('b', '마루로보', '🚀')]);
  expect(ids(ask(index, '도'))).toEqual(['a']);
  expect(ids(ask(index, 'ＩＮＳ'))).toEqual(['a']);
  expect(ids(ask(index, '(🚀'))).toEqual([]);
  expect(ids(ask(index, ' '))).toHaveLength(2);
});

describe.each(ORDERS)('pages in the order %s', (order) => {
  const names = ['가람 센서', '나래 센서', '다솜 센서', '라온 센서', '마루 센서', '바다 센서'];
  const pageOf = (index: ReturnType<typeof ventureIndex>, query: string, after: Place | null, down: boolean) => {
    const { found, begin, placeOf } = index.search({ query, order, filters: none, down, after, within: () => true });
    const page = found.slice(begin, begin + 2);
    const last = begin + 2 < found.length ? page.at(-1) : undefined;
    return { page: page.map(({ _id }) => _id), next: last ? placeOf(last) : null };
  };

  test.each([
    ['', false],
    ['', true],
    ['센서', false],
    ['센서', true],
  ])('of "%s", reversed: %p, lose and double no row, whatever is renamed or removed between them', (query, down) => {
    for (const change of ['first renamed', 'last renamed', 'last removed', 'others renamed']) {
      const index = ventureIndex();
      index.apply(names.map((name, at) => entry(`v${at}`, name, `Sensor ${at}`)));
      const first = pageOf(index, query, null, down);
      const [head = '', last = ''] = first.page;
      if (change === 'first renamed') index.apply([entry(head, '하늘 센서', 'Zeta Sensor', {}, 2)]);
      if (change === 'last renamed') index.apply([entry(last, '가 센서 센서', 'A Sensor', {}, 2)]);
      if (change === 'last removed') index.remove([last]);
      if (change === 'others renamed') index.apply([entry('new', '센서 센서 센서', 'Sensor')]);
      const seen = [...first.page];
      for (let place = first.next; place; ) {
        const { page, next } = pageOf(index, query, place, down);
        seen.push(...page);
        place = next;
      }
      const unmoved = names.map((_, at) => `v${at}`).filter((id) => ![head, last].includes(id));
      expect({ change, seen: seen.filter((id) => unmoved.includes(id)).sort() }).toEqual({ change, seen: unmoved });
    }
  });
});

test('a place is read as what it is only', () => {
  expect(
    [
      [0, '', 'a'],
      [2.5, '가', 'a'],
    ].map(isPlace),
  ).toEqual([true, true]);
  for (const other of [['a', 1], [0, '', 1], [Number.NaN, '', 'a'], [0, {}, 'a'], null, 'x'])
    expect(isPlace(other)).toBe(false);
});

test('names sort in the Korean and the English order', () => {
  const index = ventureIndex();
  index.apply([
    entry('1', '하늘', 'apple'),
    entry('2', '가람', 'Zoo'),
    entry('3', 'Beta', 'banana'),
    entry('4', '나래', 'Éclair'),
  ]);
  expect(ids(ask(index, '', 'name_ko'))).toEqual(['2', '4', '1', '3']);
  expect(ids(ask(index, '', 'name_en'))).toEqual(['1', '3', '4', '2']);
});

test('a facet counts as if its own filter were not set', () => {
  const index = ventureIndex();
  index.apply([
    entry('1', '가'),
    entry('2', '나', '', { sectors: ['GAME'] }),
    entry('3', '다', '', { sectors: ['GAME'], stage: 'SEED' }),
  ]);
  const { facets, found } = ask(index, '', 'name_ko', { sector: ['GAME'], stage: ['SEED'] });
  expect(found).toHaveLength(1);
  expect(facets.find(({ field }) => field === 'sector')?.values).toEqual([{ value: 'GAME', count: 1 }]);
  expect(facets.find(({ field }) => field === 'stage')?.values).toEqual(
    expect.arrayContaining([
      { value: 'SEED', count: 1 },
      { value: 'STAGE_UNSPECIFIED', count: 1 },
    ]),
  );
});

test('after any sequence of changes, the index answers like a plain list', () => {
  const put = fc.record({
    id: fc.integer({ min: 0, max: 9 }),
    name: fc.constantFrom('가람', '나래', '다솜', '하늘', 'Ace'),
  });
  fc.assert(
    fc.property(fc.array(put, { maxLength: 30 }), (puts) => {
      const index = ventureIndex();
      const plain = new Map<string, string>();
      puts.forEach(({ id, name }, turn) => {
        index.apply([entry(`v${id}`, name, '', {}, turn + 1)]);
        plain.set(`v${id}`, name);
      });
      expect(ids(ask(index, '', 'create_time'))).toEqual([...plain.keys()].sort());
      for (const name of new Set(plain.values())) {
        expect(new Set(ids(ask(index, name)))).toEqual(
          new Set([...plain].filter(([, one]) => one === name).map(([id]) => id)),
        );
      }
    }),
    { numRuns: 40 },
  );
});

test('every order also works in reverse, with and without words', () => {
  const index = ventureIndex();
  index.apply([entry('b', '가람 센서', 'B'), entry('a', '나래 센서', 'C'), entry('c', '다솜', 'A')]);
  for (const query of ['', '센서'])
    for (const order of ORDERS) {
      const asked = { query, order, filters: none, within: () => true };
      expect(ids(index.search({ ...asked, down: true }))).toEqual(ids(index.search(asked)).reverse());
    }
  expect(ids(ask(index, '', 'name_en'))).toEqual(['c', 'b', 'a']);
  expect(ids(ask(index, '', 'create_time'))).toEqual(['a', 'b', 'c']);
});

test('words are split in the same way in every script', () => {
  expect(tokens('스마트공장 IoT-센서')).toEqual(['스마', '마트', '트공', '공장', 'iot', '센서']);
});

const firms = () => {
  const index = ventureIndex();
  index.apply([
    entry('a', '㈜라온링크', 'Raon Link, Inc.', { summary: { ko: '센서', en: 'sensors' } }),
    entry('b', '한빛 소프트', '', {
      products: [{ name: { ko: '드론', en: 'Hover' }, description: { ko: '배송', en: 'delivers' } }],
    }),
    entry('c', 'AI라온', 'Café Łódź'),
    entry('d', '신라바이오', '', { summary: { ko: '라온링크', en: '' } }),
  ]);
  return index;
};

test.each([
  ['first consonants', ['ㄹㅇㄹㅋ', 'ㄹㅋ', 'ㄹㅇㄹㅋ 센서', 'ㄹㅇㄹㅋ raon'], ['a']],
  ['first consonants in the order of names', ['ㄹㅇ'], ['a', 'c']],
  ['consonants that a keyboard has joined', ['ㅎㅂㅅㅍㅌ', 'ㅂㅅ', 'ㅄㅍ'], ['b']],
  ['a syllable that is still being typed', ['한빛 소ㅍ', '한ㅂ'], ['b']],
  ['its romanised name', ['hanbit', 'hanb', 'hanbitsopeuteu', 'sopeuteu hanbit'], ['b']],
  ['its romanised name, by pronunciation and by letters', ['silla', 'sinra', 'sillabaio'], ['d']],
  ['its romanised name, with any letter for ㄹ', ['raonlingkeu', 'raollingkeu', 'laonlingkeu'], ['a']],
  ['its name without spaces', ['한빛소프트', '빛소'], ['b']],
  ['its legal form in another form', ['주식회사 라온링크 센서', 'Raon Link Co., Ltd.', '(주)라온링크 sensors'], ['a']],
  ['full-width letters and letters without accents', ['ｃａｆｅ', 'cafe', 'CAFÉ', 'lodz', 'Cafe\u0301'], ['c']],
  ['Hangul that is written together with Latin letters', ['ai', 'AI라온', 'AI 라온'], ['c']],
  ['all its words, wherever they stand', ['한빛 hanbit ㅅㅍㅌ'], ['b']],
  ['its products', ['드론', 'hover', '배송', 'delivers 한빛'], ['b']],
  ['no part of its words', ['ㄹㅋㄹ', 'ㄹㅇㄹㅋ 바이오', 'anbit', 'ㅋㅋ', 'raonsopeuteu'], []],
])('%s finds the venture', (_, queries, found) => {
  const index = firms();
  for (const query of queries) expect([query, ids(ask(index, query)).sort()]).toEqual([query, found]);
});

const named = () => {
  const index = ventureIndex();
  index.apply([
    entry('k', 'K뷰티', 'K-Beauty'),
    entry('l', '라임바이오', 'Lime Bio'),
    entry('m', '㈜라임바이오텍', 'Limebiotech'),
    entry('n', '네슬레', 'Nestlé'),
    entry('o', '라온(주)링크', 'AIFactory'),
  ]);
  return index;
};

test.each([
  ['뷰티', ['k']],
  ['K뷰티', ['k']],
  ['kbeauty', ['k']],
  ['㈜라임바이오', ['l', 'm']],
  ['(주)라임바이오', ['l', 'm']],
  ['（주） 라임바이오', ['l', 'm']],
  ['( 주 )라임바이오', ['l', 'm']],
  ['라임바이오㈜ lime', ['l', 'm']],
  ['Lime Bio Co., Ltd. 라임', ['l']],
  ['limebio', ['l', 'm']],
  ['라온링크', ['o']],
  ['factory', ['o']],
  ['Nestle', ['n']],
  ['NESTLÉ', ['n']],
])('%s finds what people mean by it', (query, found) => expect(ids(ask(named(), query))).toEqual(found));

test('its number finds a venture for those who may read the number, and for nobody else', () => {
  const index = named();
  const [brn, other] = ['2148800010', '1248100998'];
  index.apply([{ ...entry('b', '브라보'), state: { ...entry('b', '브라보').state, brn } }]);
  const by = (query: string, owned?: (one: Entry) => boolean) =>
    ids(index.search({ query, order: 'relevance', filters: none, within: () => true, ...(owned ? { owned } : {}) }));
  for (const query of [brn, '214-88-00010', ' 214 88 00010 ', '２１４－８８－０００１０']) {
    expect(by(query, () => true)).toEqual(['b']);
    expect(by(query, () => false)).toEqual([]);
    expect(by(query)).toEqual([]);
  }
  expect(by('2148800011', () => true)).toEqual([]);
  index.apply([{ ...entry('b', '브라보', '', {}, 2), state: { ...entry('b', '브라보').state, brn: other } }]);
  expect([by(brn, () => true), by(other, () => true)]).toEqual([[], ['b']]);
});

test('the name has more weight than other fields; consonants alone keep the order of names', () => {
  const index = firms();
  expect(ids(ask(index, '라온링크'))).toEqual(['a', 'd']);
  expect(ids(ask(index, 'ㄹㅇ'))).toEqual(ids(ask(index, 'ㄹㅇ', 'name_ko')));
  expect(ids(ask(index, 'ㄹㅇ', 'create_time'))).toEqual(['a', 'c']);
});

test('no query finds an old name or a removed venture', () => {
  const index = firms();
  index.apply([entry('a', '도담', 'Dodam', {}, 2)]);
  for (const query of ['ㄹㅇㄹㅋ', 'raonlingkeu', '라온링크 sensors']) expect(ids(ask(index, query))).toEqual([]);
  expect([ids(ask(index, 'ㄷㄷ')), index.size()]).toEqual([['a'], 4]);
  index.remove(['a']);
  expect(index.size()).toBe(3);
  for (const query of ['ㄷㄷ', 'dodam']) expect(ids(ask(index, query))).toEqual([]);
});
