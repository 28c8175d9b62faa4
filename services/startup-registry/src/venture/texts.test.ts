import { expect, test } from '@jest/globals';
import { refuse as ofOrganisation } from '../organisation/texts.ts';
import { refuse } from './texts.ts';

test('a number that is taken tells of nothing but itself: no centre, no state, no id', () => {
  for (const refusal of [refuse('brn_taken'), ofOrganisation('brn_taken')]) {
    expect(refusal.params).toEqual({});
    expect(refusal.faults.map(({ path }) => path)).toEqual(['brn']);
    for (const words of Object.values(refusal.said))
      expect(words).not.toMatch(/KR-|ven_|org_|DRAFT|PUBLISHED|초안|공개/);
  }
});
