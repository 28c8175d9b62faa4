import { test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { type Coverage, type CoverageEvent, evolve } from './coverage.ts';
import { stateCoverage } from './decide.ts';

const coverage: Coverage = {
  id: 'vco_1',
  hostId: 'KR-41',
  centreId: 'KR-41',
  from: { year: 2018, month: 1, day: 1 },
  through: { year: 2019, month: 8, day: 31 },
};
const further = { ...coverage, through: { year: 2019, month: 12, day: 31 } };
const stated: CoverageEvent = { type: 'CoverageStated', coverage };
const given = scenario<Coverage, CoverageEvent>({ evolve });

test('state: stores the coverage, replaces it, and changes nothing where it is the same', () => {
  given()
    .when((c) => stateCoverage(c, coverage))
    .then(stated);
  given(stated)
    .when((c) => stateCoverage(c, further))
    .leaves(further);
  given(stated)
    .when((c) => stateCoverage(c, coverage))
    .nothing();
});

test('state: another first day alone is a change too', () => {
  const sooner = { ...coverage, from: { year: 2017, month: 1, day: 1 } };
  given(stated)
    .when((c) => stateCoverage(c, sooner))
    .leaves(sooner);
});
