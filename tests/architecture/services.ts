/** The parts of a service must answer its whole contract, and may subscribe only to existing events. */
import { type ContractMethod, eventOfType } from '@naru/contracts';
import type { Implementation } from '@naru/kit/serve';
import type { BuiltService } from './parts.ts';

/** Kinds of objects for which the kit answers in every service. */
const OF_THE_KIT = new Set(['operation']);

/** Methods of the service's context without a handler. The kit answers those with a route field in every service. */
export function unanswered({ spec, parts }: BuiltService, methods: readonly ContractMethod[]): string[] {
  const answered = new Set(parts.implementations.flatMap(pathsOf));
  return methods
    .filter(({ context, access }) => context === spec.context && !access.routeField)
    .filter(({ path }) => !answered.has(path))
    .map(({ path }) => `${path} has no handler: add one to rpc.ts of its noun, and the noun's to service.ts`);
}

const pathsOf = ({ definition, handlers }: Implementation): string[] =>
  Object.entries(definition.methods)
    .filter(([key]) => typeof handlers[key] === 'function')
    .map(([, { name }]) => `/${definition.fullName}/${name}`);

/** Kinds of objects in access rules for which the service has no owner look-up. */
export function ownerless({ spec, parts }: BuiltService, methods: readonly ContractMethod[]): string[] {
  const kinds = methods.filter(({ context }) => context === spec.context).map(({ access }) => access.objectKind);
  return [...new Set(kinds)]
    .filter((kind) => kind !== '' && !OF_THE_KIT.has(kind) && !(kind in (parts.objects ?? {})))
    .map(
      (kind) => `${spec.name} is asked about a ${kind} but cannot tell whose it is: add it to objects in service.ts`,
    );
}

export function faultySubscriptions({ spec, parts }: BuiltService): string[] {
  const subscriptions = parts.subscriptions ?? [];
  const names = subscriptions.map(({ name }) => name);
  return [
    ...repeated(names).map((name) => `${spec.name} has two subscriptions ${name}: they would share one consumer`),
    ...subscriptions.flatMap(({ name, handlers }) => {
      const types = handlers.map(({ type }) => type);
      const unknown = types.filter((type) => !eventOfType(type));
      return [
        ...unknown.map((type) => `${spec.name}/${name} waits for ${type}, which is not in the catalogue`),
        ...repeated(types).map((type) => `${spec.name}/${name} handles ${type} twice, and only the last one counts`),
      ];
    }),
  ];
}

const repeated = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);
