import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { methods } from '@naru/contracts';
import { rule, texts } from '@naru/words/texts';
import { declarationFindings, KINDS_FILE, kindsText } from './declared.ts';
import { root, shown } from './source.ts';
import { spokenIn, spokenTexts } from './texts.ts';

const spoken = await spokenTexts();

test('every code that a method declares has a text, and no general code is declared', () => {
  expect(shown(methods.flatMap((method) => declarationFindings(method, spoken)))).toEqual([]);
  expect(methods.filter(({ refuses }) => refuses.length > 0).length).toBeGreaterThan(50);
});

test('the gateway knows the kind of every code of the services', () => {
  expect(readFileSync(path.join(root, KINDS_FILE), 'utf8')).toBe(kindsText(spoken));
});

test('planted: a code without a text, a general one, one out of order, and a new one', () => {
  const [method] = methods.filter(({ name }) => name === 'OpenRound');
  if (!method) throw new Error('the contract has no OpenRound');
  const found = (refuses: string[]) => declarationFindings({ ...method, refuses }, spoken);
  expect(found(['round.limit'])).toEqual([]);
  expect(found(['venture.not_found'])).toEqual([]);
  for (const wrong of [['round.nothing'], ['gizmo.not_found'], ['access.role'], ['round.limit', 'round.half_taken']])
    expect(found(wrong)).toHaveLength(1);
  const more = spokenIn('services/x/src/texts.ts', { T: texts('thing', { odd: rule({ ko: '가', en: 'a' }) }) });
  expect(kindsText([...spoken, ...more])).toContain('"thing.odd": "rule"');
});
