import { fromJson, type JsonValue, toBinary } from '@bufbuild/protobuf';
import { expect, test } from '@jest/globals';
import { type ContractMethod, methods, registry } from '@naru/contracts';
import { type Example, exampleOf, examplesOf } from '@naru/contracts/examples';
import { checkMessage } from '@naru/kit/validate';

const contexts = [...new Set(methods.map(({ context }) => context))];

/** The fault of a method's example: it is missing, or the service would refuse it before the access check. */
function faultOf(method: ContractMethod, example: Example | undefined): string | undefined {
  if (!example) return `${method.path} has no example: add one to libs/contracts/src/examples/${method.context}.json`;
  try {
    checkMessage(method.input, toBinary(method.input, fromJson(method.input, example as JsonValue, { registry })));
  } catch (error) {
    return `${method.path}: ${error instanceof Error ? error.message : String(error)}`;
  }
  const [field] = method.access.objectField.split('|');
  const named = method.input.fields.find(({ name }) => name === field);
  return named && !example[named.jsonName] ? `${method.path} leaves out ${field}, which its rule is about` : undefined;
}

test('every method has one example request, which is valid', () => {
  expect(methods.map((method) => faultOf(method, exampleOf(method))).filter(Boolean)).toEqual([]);
});

test('every example belongs to a method', () => {
  const paths = new Set(methods.map(({ path }) => path));
  expect(contexts.flatMap((context) => Object.keys(examplesOf(context)).filter((path) => !paths.has(path)))).toEqual(
    [],
  );
});

test('planted faults: no example, an unknown field, a broken rule, no object', () => {
  const method = methods.find(({ name }) => name === 'RegisterVenture') as ContractMethod;
  const example = exampleOf(method);
  expect(faultOf(method, example)).toBeUndefined();
  expect(faultOf(method, undefined)).toMatch(/no example/);
  expect(faultOf(method, { ...example, colour: 'red' })).toMatch(/colour/);
  expect(faultOf(method, { ...example, brn: '1'.repeat(1_000) })).toMatch(/brn/);
  const { centreId: _, ...rest } = example ?? {};
  expect(faultOf(method, rest)).toMatch(/centreId/);
});
