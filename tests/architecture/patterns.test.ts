import { expect, test } from '@jest/globals';
import { CHOICES, MAKERS, madePatternFindings, SHORT, slowPatternFindings } from './patterns.ts';
import { shown, sourceOf, sources } from './source.ts';

test('no pattern is made while a program runs, and none takes more steps than its text has letters', () => {
  const all = sources();
  expect(shown(all.flatMap(madePatternFindings))).toEqual([]);
  expect(shown(all.flatMap(slowPatternFindings))).toEqual([]);
});

test('each exception is needed', () => {
  const named = sources().map((source) => ({ ...source, path: `x/${source.path}` }));
  const found = (find: typeof madePatternFindings) => new Set(named.flatMap(find).map(({ file }) => file.slice(2)));
  const [makers, slow] = [found(madePatternFindings), found(slowPatternFindings)];
  expect(Object.keys(MAKERS).filter((file) => !makers.has(file))).toEqual([]);
  expect(Object.keys(CHOICES).filter((file) => !slow.has(file))).toEqual([]);
  expect(Object.keys(SHORT).filter((file) => !slow.has(file))).toEqual([]);
});

const planted = (text: string, file = 'services/x/src/y/z.ts') => {
  const source = sourceOf(file, text);
  return [...madePatternFindings(source), ...slowPatternFindings(source)];
};

test.each([
  'const of = (name: string) => new RegExp(`\u0024{name}$`);',
  "function of(name: string) { return RegExp(name, 'u'); }",
  'const Pattern = RegExp; const of = (name: string) => new Pattern(name);',
  'const of = (name: string) => new globalThis.RegExp(name);',
  'const of = (name: string) => Reflect.construct(RegExp, [name]);',
  'class A { of(name: string) { return new RegExp(name); } }',
  'const of = (text: string, name: string) => text.match(`^\u0024{name}`);',
  "const of = (text: string, name: string) => text.search('^' + name);",
  'const A = /(a+)+$/;',
  'const A = /^(?:\\w|\\d)*$/;',
  'const A = /[\\s-]*-[\\s-]*-[\\s-]*$/u;',
  'const A = /\\s+$/;',
])('planted: %s', (text) => expect(planted(text)).toHaveLength(1));

test('a pattern of constants, a check for a pattern, and tests may stand', () => {
  expect(planted("const DAY = '\\\\d+'; const A = new RegExp(`^\u0024{DAY}$`);")).toEqual([]);
  expect(planted('const is = (one: unknown) => one instanceof RegExp; const b: RegExp = /^a+$/;')).toEqual([]);
  expect(planted('const of = (text: string) => text.match(/a/) ?? text.split(`\u0024{text}`);')).toEqual([]);
  expect(planted('const of = (name: string) => new RegExp(name);', 'services/x/src/y/z.test.ts')).toEqual([]);
});
