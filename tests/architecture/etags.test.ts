import { expect, test } from '@jest/globals';
import { type ContractMethod, methods } from '@naru/contracts';
import { etagFindings, WITHOUT_ETAG } from './etags.ts';
import { shown } from './source.ts';

test('every request that changes one aggregate takes an etag, or has a reason not to', () => {
  expect(shown(methods.flatMap((method) => etagFindings(method)))).toEqual([]);
  const names = new Set(methods.map(({ name }) => name));
  expect(Object.keys(WITHOUT_ETAG).filter((name) => !names.has(name))).toEqual([]);
});

test('planted faults: a verb, an update and an operation without an etag, and an unneeded exception', () => {
  const named = (name: string) => methods.find((method) => method.name === name) as ContractMethod;
  const without = (method: ContractMethod) => ({
    ...method,
    input: { ...method.input, fields: method.input.fields.filter((field) => field.name !== 'etag') } as never,
  });
  for (const name of ['CloseVenture', 'UpdateFund', 'SolveTimetable'])
    expect(etagFindings(without(named(name)))[0]?.message).toContain(`${name} changes something and takes no etag`);
  expect(etagFindings(named('CloseVenture'), { CloseVenture: 'planted' })).toHaveLength(1);
  expect(etagFindings(named('GetVenture'))).toEqual([]);
});
