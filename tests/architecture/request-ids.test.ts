import { expect, test } from '@jest/globals';
import { type ContractMethod, methods } from '@naru/contracts';
import { requestIdFindings, WITHOUT_REQUEST_ID } from './request-ids.ts';
import { shown } from './source.ts';

test('every creation, operation and addition takes a request id, or states how a repeat is recognised', () => {
  expect(shown(methods.flatMap((method) => requestIdFindings(method)))).toEqual([]);
  const names = new Set(methods.map(({ name }) => name));
  expect(Object.keys(WITHOUT_REQUEST_ID).filter((name) => !names.has(name))).toEqual([]);
});

test('planted faults: a creation, an operation and an addition without a request id, and an unneeded exception', () => {
  const named = (name: string) => methods.find((method) => method.name === name) as ContractMethod;
  const without = (method: ContractMethod) => ({
    ...method,
    input: { ...method.input, fields: method.input.fields.filter((field) => field.name !== 'request_id') } as never,
  });
  for (const name of ['IssueCalendarFeed', 'SendSnapshots', 'AddVisitObligation'])
    expect(requestIdFindings(without(named(name)))[0]?.message).toContain(`${name} makes something without`);
  expect(requestIdFindings(named('HandOffCase'), { HandOffCase: 'planted' })).toHaveLength(1);
  expect(requestIdFindings(named('CloseVenture'))).toEqual([]);
});
