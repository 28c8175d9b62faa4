/** The standard update: PATCH changes the fields of its mask and leaves the rest (AIP-134). */
import type { DescMessage, Message } from '@bufbuild/protobuf';
import { hasParts, type MaskFault, maskFault, type Update, updateOf } from '@naru/contracts';
import { kit } from './kit-texts.ts';
import { type Fault, jsonPath } from './rejection.ts';

interface Scope {
  maskFaults: Fault[];
  /** True if the update touches this path of the request, in proto names. Rules on other paths do not count. */
  concerns(path: readonly string[]): boolean;
  /** The path as the caller of an update sees it: it starts inside the noun, which is the whole body. */
  shown(path: string): string;
}

const EVERYTHING: Scope = { maskFaults: [], concerns: () => true, shown: (path) => path };
const updates = new WeakMap<DescMessage, Update | null>();

/** The fields that a request touches, and the faults of its mask. In a request that is no update, all fields count. */
export function updateScope(desc: DescMessage, message: Message): Scope {
  const update = updates.get(desc) ?? updateOf(desc);
  updates.set(desc, update);
  if (!update) return EVERYTHING;
  const request = message as Message & { updateMask?: { paths: string[] } };
  const paths = request.updateMask?.paths ?? [];
  const maskFaults = paths.length === 0 ? [missing(update)] : paths.flatMap((path) => faultOf(update, request, path));
  return {
    maskFaults,
    concerns: ([first, ...rest]) => {
      if (first !== update.noun.name || rest.length === 0) return true;
      const at = `${rest.join('.')}.`;
      return paths.some((path) => at.startsWith(`${path}.`));
    },
    shown: (path) => {
      const start = [update.noun.name, update.noun.localName].find((name) => path.startsWith(`${name}.`));
      return start === undefined ? path : path.slice(start.length + 1);
    },
  };
}

const AT = 'update_mask';

const missing = ({ updatable }: Update) => kit.fault(AT, 'update_mask.missing', { updatable: updatable.map(jsonPath) });

const WRONG: Record<MaskFault, (path: string, update: Update) => Fault> = {
  unknown: (path, { noun, updatable }) =>
    kit.fault(AT, 'update_mask.unknown', { path, noun: noun.localName, updatable: updatable.map(jsonPath) }),
  output_only: (path, { updatable }) =>
    kit.fault(AT, 'update_mask.output_only', { path, updatable: updatable.map(jsonPath) }),
  whole: (path) => kit.fault(AT, 'update_mask.whole', { path }),
};

function faultOf(update: Update, request: Message, path: string): Fault[] {
  const fault = maskFault(update, path);
  if (fault) return [WRONG[fault](jsonPath(path), update)];
  const parents = path.split('.').slice(0, -1);
  let message: unknown = Reflect.get(request, update.noun.localName);
  let desc: DescMessage = update.noun.message;
  for (const name of parents) {
    const field = desc.fields.find((one) => one.name === name);
    message = field && typeof message === 'object' && message ? Reflect.get(message, field.localName) : undefined;
    if (!field || !hasParts(field) || message === undefined)
      return [kit.fault(AT, 'update_mask.absent', { path: jsonPath(path), name: jsonPath(name) })];
    desc = field.message;
  }
  return [];
}

/** The present state with the mask's fields from the request. The boundary has checked the mask. */
export function patched<T extends object>(
  before: T | null | undefined,
  wanted: object | undefined,
  mask: readonly string[] | undefined,
): T {
  const now = wanted as T;
  if (!before) return now;
  return (mask ?? []).reduce<T>((after, path) => withPath(after, now, path.split('.').map(camel)), before);
}

function withPath<T extends object>(before: T, wanted: T | undefined, [key = '', ...rest]: string[]): T {
  const field = key as keyof T;
  const value = wanted?.[field];
  const under = before[field];
  // The field was absent so far. The parts that the mask does not name have their defaults in the request too.
  const whole = rest.length === 0 || typeof under !== 'object' || under === null;
  return { ...before, [field]: whole ? value : withPath(under, (value ?? undefined) as typeof under, rest) };
}

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
