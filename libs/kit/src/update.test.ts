import { create, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { describe, expect, test } from '@jest/globals';
import { maskFault, methods, updateOf } from '@naru/contracts';
import { Rejection } from './rejection.ts';
import { patched } from './update.ts';
import { checkMessage } from './validate.ts';

const known = <T>(found: T | null | undefined): T => {
  if (!found) throw new Error('the contract has changed: choose another example');
  return found;
};
const inputOf = (method: string) => known(methods.find(({ name }) => name === method)).input;
const cohort = inputOf('UpdateCohort');

const faultsOf = (desc: typeof cohort, request: object): string[] => {
  try {
    checkMessage(desc, toBinary(desc, create(desc, request as MessageInitShape<typeof desc>)));
    return [];
  } catch (error) {
    if (error instanceof Rejection) return error.faults.map(({ path, rule }) => `${path} ${rule}`);
    throw error;
  }
};
const update = (details: object | undefined, ...paths: string[]) =>
  faultsOf(cohort, { id: 'coh_1', cohort: details ? { details } : {}, updateMask: { paths } });

describe('the boundary', () => {
  test.each([
    ['no mask', update({ seats: 2 }), ['updateMask update_mask.missing']],
    ['an unknown path', update({ seats: 2 }, 'details.chairs'), ['updateMask update_mask.unknown']],
    ['an output-only field', update({ seats: 2 }, 'state'), ['updateMask update_mask.output_only']],
    ['a part of a text', update({ name: { en: 'C' } }, 'details.name.en'), ['updateMask update_mask.whole']],
    ['a path into an absent message', update(undefined, 'details.seats'), ['updateMask update_mask.absent']],
    ['a value against its rule', update({ seats: 0 }, 'details.seats'), ['details.seats int32.gte_lte']],
    ['a required field that is cleared', update({}, 'details.name'), ['details.name required']],
    ['a whole message without a required part', update({ seats: 2 }, 'details'), ['details.name required']],
  ])('refuses %s', (_, faults, expected) => {
    expect(faults).toEqual(expected);
  });

  test('ignores rules on fields that the mask does not name', () => {
    expect(update({ seats: 2 }, 'details.seats')).toEqual([]);
  });
});

describe('patched', () => {
  const before = { name: 'A', lei: 'L', details: { seats: 1, place: { ko: '대구', en: 'Daegu' } }, topics: ['LAW'] };

  test('takes the fields of the mask, down to nested ones, and leaves the rest', () => {
    const wanted = { name: '', lei: '', details: { seats: 2, place: undefined }, topics: [] };
    expect(patched(before, wanted, ['details.seats'])).toEqual({ ...before, details: { ...before.details, seats: 2 } });
    expect(patched(before, wanted, ['topics', 'lei'])).toEqual({ ...before, topics: [], lei: '' });
  });

  test('fills an absent message with all that the request has', () => {
    const bare: { quota: { most: number; least: number } | undefined } = { quota: undefined };
    expect(patched(bare, { quota: { most: 3, least: 0 } }, ['quota.most'])).toEqual({ quota: { most: 3, least: 0 } });
  });
});

/** A value that differs from `before` and is valid for that kind of field. */
const other = (value: unknown): unknown => {
  if (typeof value === 'string') return `${value}!`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return [...value, 'more'];
  return { changed: true };
};

describe('for every update of the contract', () => {
  const updates = methods.flatMap((method) => {
    const found = updateOf(method.input);
    return found ? [{ method: method.name, ...found }] : [];
  });

  test('the test covers every update of the contract', () => {
    expect(updates.map(({ method }) => method)).toEqual(expect.arrayContaining(['UpdateInvestor', 'UpdateVenture']));
    expect(updates.length).toBe(methods.filter(({ kind }) => kind === 'change').length);
  });

  const leaves = updates.flatMap(({ method, noun, updatable }) =>
    updatable.flatMap((name) => {
      const field = known(noun.message.fields.find((one) => one.name === name));
      const parts = field.message?.fields.map((part) => `${name}.${part.name}`) ?? [];
      return [name, ...parts.filter((path) => maskFault({ noun, updatable }, path) === null)].map((path) => ({
        method,
        noun,
        path,
      }));
    }),
  );

  test.each(leaves)('$method: a patch of $path leaves all other fields unchanged', ({ noun, path }) => {
    const [top = '', part] = path
      .split('.')
      .map((name) => name.replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase()));
    const filled = (desc: typeof noun.message) =>
      Object.fromEntries(desc.fields.map(({ localName }, index) => [localName, index % 2 ? index : `${index}`]));
    const below = noun.message.fields.find(({ localName }) => localName === top)?.message;
    const before: Record<string, unknown> = {
      ...filled(noun.message),
      ...(part && below ? { [top]: filled(below) } : {}),
    };
    const nested = before[top] as Record<string, unknown>;
    const wanted = { [top]: part ? { [part]: other(nested[part]) } : other(before[top]) };
    const after = patched(before, wanted, [path]);
    expect(after).toEqual({ ...before, [top]: part ? { ...nested, [part]: other(nested[part]) } : other(before[top]) });
  });
});
