import { expect, test } from '@jest/globals';
import { say } from '@naru/words/text';
import { brokenBy, DEMAND } from './demand-texts.ts';
import { refuse } from './texts.ts';

test('an outdated assignment names the rules that it breaks now, and the number of the others', () => {
  const said = (more: number) => refuse('outdated', { ids: ['app_01'], rules: ['conflicts'], more }).said;
  expect(said(0).ko).toContain(': app_01(이해충돌). ');
  expect(said(0).en).toContain(': app_01 (conflict of interest);');
  expect(said(1).ko).toContain(': app_01(이해충돌) 외 1건. ');
  expect(said(1).en).toContain(': app_01 (conflict of interest) and 1 more;');
});
test('a rule without a text is printed by its name', () => {
  const { ko, en } = brokenBy({ ids: ['app_01', 'jud_02'], rules: ['new_rule'] });
  expect([ko, en]).toEqual(['app_01(new_rule), jud_02()', 'app_01 (new_rule), jud_02 ()']);
});
test('a demand is counted in English', () => {
  expect(say(DEMAND.of.women_min, { n: 1 }).en).toBe('at least 1 woman (womenMin)');
  expect(say(DEMAND.of.women_min, { n: 2 }).en).toBe('at least 2 women (womenMin)');
  expect(say(DEMAND.of.centres_min, { n: 2 }).en).toBe('at least 2 centres (centresMin)');
});
