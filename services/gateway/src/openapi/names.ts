/** Short names for the elements of the contract. Generated clients use them for classes and functions. */
import { registry } from '@naru/contracts';

/** From naru.registry.v1.Venture.State: the context, and the name without dots. */
function partsOf(typeName: string): { context: string; name: string } {
  const parts = typeName.split('.');
  const first = parts.findIndex((part) => /^[A-Z]/.test(part));
  return { context: parts[first - 2] ?? '', name: parts.slice(first).join('') };
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const small = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

const types = [...registry].filter(({ kind }) => kind === 'message' || kind === 'enum').map(({ typeName }) => typeName);
const taken = repeated([...types.map((typeName) => partsOf(typeName).name), 'Problem']);

/** VentureState, or with its context in front if two contexts have the name. */
export function shortType(typeName: string): string {
  const { context, name } = partsOf(typeName);
  return taken.has(name) ? capital(context) + name : name;
}

/** registerVenture, or with its context in front if two contexts have the name. */
export function operationIds(
  methods: readonly { context: string; name: string }[],
): (of: { context: string; name: string }) => string {
  const twice = repeated(methods.map(({ name }) => name));
  return ({ context, name }) => (twice.has(name) ? context + name : small(name));
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}
