/** The Location of a created object or of an operation. It is derived from the contract, once at start. */
import { isObject, type Json } from './check/walk.ts';
import type { Plan } from './plan.ts';

/** @param reply the created object, or the started operation, as JSON */
export type Locate = (reply: Json, context: string) => string | undefined;

const NOWHERE: Locate = () => undefined;

/** For each creation and operation: the read that returns the same kind of object by its id. */
export function locationsOf(plans: readonly Plan[]): (plan: Plan) => Locate {
  const reads = plans.filter(({ httpMethod, shape }) => httpMethod === 'GET' && shape === 'unary');
  const found = new Map<Plan, Locate>();
  for (const plan of plans) {
    const { kind, output } = plan.method;
    if (kind !== 'create' && kind !== 'operation') continue;
    const same = reads.filter(({ method, template }) => method.output === output && template.variables.length > 0);
    const read = same.find(({ method }) => method.http?.path.startsWith(collectionOf(plan))) ?? same[0];
    if (read) found.set(plan, locate(read));
  }
  return (plan) => found.get(plan) ?? NOWHERE;
}

/** /v1/visits from /v1/visits:record */
const collectionOf = ({ method }: Plan): string => (method.http?.path ?? '').replace(/:\w+$/, '/');

function locate({ method, template }: Plan): Locate {
  const path = method.http?.path ?? '';
  const names = template.variables.map(([name = '']) => name);
  const jsonNames = names.map((name) => method.input.fields.find((field) => field.name === name)?.jsonName ?? name);
  return (reply, context) => {
    const values = jsonNames.map((jsonName, index) =>
      names[index] === method.access.routeField ? context : isObject(reply) ? reply[jsonName] : undefined,
    );
    if (!values.every((value) => typeof value === 'string' && value !== '')) return undefined;
    return path.replace(/\{[^}]+\}/g, () => encodeURIComponent(String(values.shift())));
  };
}
