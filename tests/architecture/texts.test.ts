import { describe, expect, test } from '@jest/globals';
import { say, text } from '@naru/words/text';
import { rule, texts } from '@naru/words/texts';
import { refusalFindings } from './refusals.ts';
import { shown, sourceOf, sources } from './source.ts';
import {
  aggregateNouns,
  doubleCodes,
  isTextsFile,
  languageFindings,
  SAME_IN_BOTH,
  type Spoken,
  spokenIn,
  spokenTexts,
  unusedTexts,
  wordless,
} from './texts.ts';

const all = sources();
const spoken = await spokenTexts();

test('every Korean text is Korean and every English text is English, without its parameters', () => {
  expect(shown(spoken.flatMap((one) => languageFindings(one)))).toEqual([]);
  expect(spoken.length).toBeGreaterThan(100);
});

test('every exception is still needed', () => {
  const needless = Object.keys(SAME_IN_BOTH).filter(
    (code) => !spoken.some((one) => one.code === code && languageFindings(one, {}).length > 0),
  );
  expect(needless).toEqual([]);
});

test('every code belongs to one text, and every text is used', () => {
  expect(shown(doubleCodes(spoken))).toEqual([]);
  expect(shown(unusedTexts(spoken, all))).toEqual([]);
});

test('every aggregate, and every object of access rules, has a term', () => {
  const nouns = aggregateNouns(all);
  expect(nouns.length).toBeGreaterThan(20);
  expect(wordless(nouns)).toEqual([]);
});

test('only texts make refusals', () => {
  expect(shown(all.flatMap((source) => refusalFindings(source)))).toEqual([]);
});

const FILE = 'services/x/src/thing/texts.ts';
const planted = (ko: string, en: string): Spoken[] =>
  spokenIn(FILE, { THING: texts('thing', { odd: rule({ ko, en }) }) });

describe('planted', () => {
  test.each([
    ['no Hangul', 'the thing is odd', 'the thing is odd', 2],
    ['a few English words among Korean', '이 물건은 already in use 상태입니다', 'it is in use', 1],
    ['Hangul in English', '쓰고 있습니다', 'it is 사용 중', 1],
    ['nothing in English', '쓰고 있습니다', '', 1],
    ['two particles', '물건이(가) 없습니다', 'there is no thing', 1],
    ['a parameter that is not there', `${undefined} 없습니다`, 'there is none', 1],
    ['nothing wrong', '물건이 없습니다', 'there is no thing', 0],
  ])('%s', (_, ko, en, count) => {
    expect(planted(ko, en).flatMap((one) => languageFindings(one, {}))).toHaveLength(count);
    expect(planted(ko, en).flatMap((one) => languageFindings(one, { 'thing.odd': 'planted' }))).toEqual([]);
  });

  test('a parameter may be in any language', () => {
    const of = {
      named: text({
        example: { name: 'Raon Link of Daegu', made: { ko: '새롬', en: 'Saerom' } },
        ko: ({ name, made }) => `${name}, ${made.ko}: 없음`,
        en: ({ name }) => `no ${name}`,
      }),
    };
    expect(spokenIn(FILE, { A: texts('thing', of) }).flatMap((one) => languageFindings(one))).toEqual([]);
    expect(say(of.named, of.named.example).ko).toBe('Raon Link of Daegu, 새롬: 없음');
  });

  test('a code that exists twice, also in different files', () => {
    const [one, other] = [
      planted('가', 'a'),
      planted('나', 'b').map((it) => ({ ...it, file: 'services/y/src/texts.ts' })),
    ];
    expect(doubleCodes([...one, ...other])).toHaveLength(1);
    expect(doubleCodes(one)).toEqual([]);
  });

  test('an unused text; use within its own catalogue, in types or in tests does not count', () => {
    const own = sourceOf(FILE, `export const THING = texts('thing', { odd: rule({ ko: 'odd', en: 'odd' }) });`);
    const typed = sourceOf('services/x/src/thing/thing.ts', `export type Key = 'odd';`);
    const tested = sourceOf('services/x/src/thing/thing.test.ts', `refuse('odd');`);
    const elsewhere = sourceOf('services/x/src/other/decide.ts', `refuse('odd');`);
    const used = sourceOf('services/x/src/thing/decide.ts', `throw refuse('odd');`);
    const texts = planted('이상합니다', 'it is odd');
    expect(unusedTexts(texts, [own, typed, tested, elsewhere])).toHaveLength(1);
    expect(unusedTexts(texts, [own, used])).toEqual([]);
  });

  test('a noun without a term', () => {
    expect(wordless(['venture', 'gizmo'])).toEqual(['gizmo']);
    const access = { allow: [], objectField: 'id', objectKind: 'gadget.near', routeField: '' };
    expect(wordless([], { rules: [{ access }] })).toEqual(['gadget']);
    const store = sourceOf('services/x/src/gizmo/store.ts', `openAggregates({ db, noun: 'gizmo' });`);
    expect(aggregateNouns([store])).toEqual(['gizmo']);
  });

  test('a refusal without a text, and the old way; a test may make one, and a folder on the list may use both', () => {
    const byHand = `import { refusals } from '@naru/kit/rejection';\nthrow new Rejection({ kind: 'rule', code: 'x', said });`;
    expect(refusalFindings(sourceOf('services/x/src/thing/decide.ts', byHand))).toHaveLength(2);
    expect(refusalFindings(sourceOf('services/x/src/thing/thing.test.ts', byHand))).toHaveLength(1);
    expect(refusalFindings(sourceOf('libs/kit/src/x.ts', byHand))).toEqual([]);
  });

  test('a catalogue of texts, and an object that only looks like one', () => {
    const files = [
      FILE,
      'libs/kit/src/kit-texts.ts',
      'libs/words/src/texts.ts',
      'services/x/src/texts.test.ts',
      'a/contexts.ts',
    ];
    expect(files.filter(isTextsFile)).toEqual([FILE, 'libs/kit/src/kit-texts.ts']);
  });
});
