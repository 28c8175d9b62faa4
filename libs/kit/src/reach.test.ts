import { describe, expect, test } from '@jest/globals';
import {
  belongsTo,
  joined,
  NO_REACH,
  type Ownership,
  owns,
  type Reach,
  reaches,
  reachOf,
  withinReach,
} from './reach.ts';

const reach = (part: Partial<Reach>): Reach => ({ ...NO_REACH, ...part });
const grant = { role: 'x', centre: 'KR-27', org: 'ven_1' };

describe('the reach of one line of a rule for one grant', () => {
  test.each([
    ['any', { any: true }],
    ['open', { open: true }],
    ['ownCentre', { centres: ['KR-27'] }],
    ['ownOrg', { orgs: ['ven_1'] }],
    ['party', { parties: ['ven_1', 'KR-27'] }],
    ['self', { subject: 'me' }],
  ] as const)('%s', (scope, gives) => {
    expect(reachOf(scope, grant, 'me')).toEqual(reach(gives));
  });

  test('a grant without a scope reaches nothing by its scope', () => {
    expect(reachOf('ownCentre', {}, 'me')).toEqual(NO_REACH);
    expect(reachOf('party', { org: 'inv_1' }, 'me')).toEqual(reach({ parties: ['inv_1'] }));
  });

  test('reaches are joined, each id once', () => {
    const lines = [reachOf('ownCentre', grant, 'me'), reachOf('ownCentre', grant, 'me'), reachOf('self', {}, 'me')];
    expect(joined(lines)).toEqual(reach({ centres: ['KR-27'], subject: 'me' }));
  });
});

const object: Ownership = { centre: 'KR-27', orgs: ['ven_1'], parties: ['inv_1'], subject: 'me', open: true };

describe('the objects that a reach covers', () => {
  test.each<[string, Partial<Reach>, boolean[]]>([
    // The object belongs to it; it sees all of the object; it may see the object.
    ['any', { any: true }, [false, true, true]],
    ['open', { open: true }, [false, false, true]],
    ['its centre', { centres: ['KR-27'] }, [true, true, true]],
    ['its organisation', { orgs: ['ven_1'] }, [true, true, true]],
    ['its party', { parties: ['inv_1'] }, [true, true, true]],
    ['its person', { subject: 'me' }, [true, true, true]],
    ['another centre, named as a party', { parties: ['KR-27'] }, [false, false, false]],
    ['an organisation as a centre', { centres: ['ven_1'] }, [false, false, false]],
    ['nothing', {}, [false, false, false]],
  ])('%s', (_, part, verdicts) => {
    const one = reach(part);
    expect([belongsTo(one, object), owns(one, object), reaches(one, object)]).toEqual(verdicts);
  });

  test('a reach without a subject does not cover an object without an owner', () => {
    expect(reaches(reach({ open: true }), {})).toBe(false);
    expect(belongsTo(NO_REACH, { subject: undefined })).toBe(false);
  });
});

describe('a list', () => {
  const paths = { centre: 'c', orgs: ['o'], parties: ['p', 'q'], subject: 's', open: { state: 'SHARED' } };
  test('shows everything to a reach of all, and nothing to an empty reach', () => {
    expect(withinReach(reach({ any: true }), paths)).toEqual({});
    expect(withinReach(NO_REACH, paths)).toEqual({ _id: { $in: [] } });
    expect(withinReach(reach({ centres: ['KR-27'] }), { orgs: ['o'] })).toEqual({ _id: { $in: [] } });
  });
  test('shows the objects of each part of the reach', () => {
    const all = reach({ open: true, centres: ['KR-27'], orgs: ['ven_1'], parties: ['inv_1'], subject: 'me' });
    expect(withinReach(all, paths)).toEqual({
      $or: [
        { c: { $in: ['KR-27'] } },
        { o: { $in: ['ven_1'] } },
        { p: { $in: ['inv_1'] } },
        { q: { $in: ['inv_1'] } },
        { s: 'me' },
        { state: 'SHARED' },
      ],
    });
  });
});
