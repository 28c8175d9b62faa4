/**
 * Names beside ids. The contract says which fields are names (`naru.api.v1.name_of`). They are filled once the handler has
 * answered, from what the service knows, with one question a noun for the whole answer; and a name stands only where the
 * caller could see its bearer by the rule of the noun's own Get. Methods whose answers hold no names pay nothing.
 */
import type { DescMessage } from '@bufbuild/protobuf';
import { type NameRule, namesIn, sightOf } from '@naru/contracts';
import type { Document, Filter } from 'mongodb';
import { fitting } from './access.ts';
import type { Caller } from './identity.ts';
import { type Closed, openStore, type Raw } from './raw.ts';
import { type Ownership, reaches } from './reach.ts';
import { log } from './telemetry.ts';

/** The name of one thing, and whose the thing is. */
export interface Known {
  name: object;
  ownership: Ownership;
}

/** Tells those among the ids that are known by a name, in one question. What is hidden from all is missing. */
export type NamesOf = (ids: readonly string[]) => Promise<ReadonlyMap<string, Known>>;

/** What a service knows the names of, by noun. */
export type Names = Readonly<Record<string, NamesOf>>;

/** The names in a store. `known` says what a document is called and whose it is; null where it is hidden from all. */
export function namesFrom<D extends Document & { _id: string }>(
  store: Closed<Raw<D>>,
  { fields, known }: { fields: readonly string[]; known: (doc: D) => Known | null },
): NamesOf {
  const { collection, patiently } = openStore(store);
  const projection = Object.fromEntries(fields.map((field) => [field, 1]));
  return async (ids) => {
    const wanted = { _id: { $in: ids } } as Filter<D>;
    const docs = await patiently(() => collection.find(wanted, { projection }).toArray());
    return new Map(
      docs.flatMap((doc) => {
        const found = known(doc as D);
        return found ? [[doc._id, found] as const] : [];
      }),
    );
  };
}

type Message = Readonly<Record<string, unknown>>;
type NameFor = (rule: NameRule, id: string) => object | undefined;

/** Where the names of a message stand: its own, and those of the messages within it. */
interface Plan {
  rules: readonly NameRule[];
  parts: readonly { field: string; plan: Plan }[];
}

const plans = new Map<DescMessage, Plan | null>();

/** Null where there are no names. */
function planOf(message: DescMessage): Plan | null {
  const made = plans.get(message);
  if (made !== undefined) return made;
  plans.set(message, null); // A message within itself is looked at once.
  const parts = message.fields.flatMap((field) => {
    const plan = field.message ? planOf(field.message) : null;
    if (plan && (field.oneof || field.fieldKind === 'map'))
      throw new Error(`${message.typeName}.${field.name} holds names in a oneof or a map, where nothing fills them`);
    return plan ? [{ field: field.localName, plan }] : [];
  });
  const rules = namesIn(message);
  const plan = rules.length + parts.length > 0 ? { rules, parts } : null;
  plans.set(message, plan);
  return plan;
}

const nounsOf = ({ rules, parts }: Plan): string[] => [
  ...rules.flatMap(({ nouns }) => nouns),
  ...parts.flatMap(({ plan }) => nounsOf(plan)),
];

const all = (value: unknown): Message[] => (Array.isArray(value) ? value : value ? [value as Message] : []);

function collect({ rules, parts }: Plan, message: Message, wanted: ReadonlyMap<string, Set<string>>): void {
  for (const { id, nouns } of rules) if (message[id]) for (const noun of nouns) wanted.get(noun)?.add(`${message[id]}`);
  for (const { field, plan } of parts) for (const part of all(message[field])) collect(plan, part, wanted);
}

/** A copy: a handler may answer with what it keeps, and no name may stay in that. */
function rewritten({ rules, parts }: Plan, message: Message, nameFor: NameFor): Message {
  const one = (plan: Plan) => (part: Message) => rewritten(plan, part, nameFor);
  const within = (value: unknown, plan: Plan) =>
    Array.isArray(value) ? value.map(one(plan)) : value && one(plan)(value as Message);
  return {
    ...message,
    ...Object.fromEntries(rules.map((rule) => [rule.name, nameFor(rule, `${message[rule.id] ?? ''}`)])),
    ...Object.fromEntries(parts.map(({ field, plan }) => [field, within(message[field], plan)])),
  };
}

/** Takes names out of requests, so that no handler can store one. Null where the request has no place for any. */
export function withoutNames(input: DescMessage): ((request: object) => object) | null {
  const plan = planOf(input);
  return plan && ((request) => rewritten(plan, request as Message, () => undefined));
}

export type Naming = (answer: unknown, caller: Caller) => Promise<unknown>;

/**
 * Puts names into the answers of a method. Null where they have no place for any.
 * @throws at boot, where the service does not know the names of a noun that its answers hold
 */
export function namesInto(output: DescMessage, names: Names): Naming | null {
  const plan = planOf(output);
  if (!plan) return null;
  const sources = [...new Set(nounsOf(plan))].map((noun) => sourceOf(noun, names, output));
  return async (answer, caller) => {
    const wanted = new Map(sources.map(({ noun }) => [noun, new Set<string>()]));
    collect(plan, answer as Message, wanted);
    const known = new Map(
      await Promise.all(
        sources.map(async ({ noun, shown }) => [noun, await shown([...(wanted.get(noun) ?? [])], caller)] as const),
      ),
    );
    return rewritten(plan, answer as Message, ({ nouns }, id) =>
      nouns.map((noun) => known.get(noun)?.get(id)).find((name) => name !== undefined),
    );
  };
}

/** One noun, and its names as a caller may see them. */
function sourceOf(noun: string, names: Names, { typeName }: DescMessage) {
  const known =
    names[noun] ?? raise(`${typeName} names a ${noun}: say in the service's \`names\` where they come from`);
  const sight = sightOf(noun) ?? raise(`${typeName} names a ${noun}, and no Get says who may see one`);
  // What the call has done is done: without its names the answer is still true.
  const find = (ids: readonly string[]) =>
    known(ids).catch((error: unknown) => {
      log.warn({ err: error, noun }, 'names could not be read; the answer goes without them');
      return new Map<string, Known>();
    });
  async function shown(ids: readonly string[], caller: Caller): Promise<ReadonlyMap<string, object>> {
    const lines = ids.length > 0 ? fitting(sight, caller) : [];
    if (lines.length === 0) return new Map();
    const seen = [...(await find(ids))].filter(([, { ownership }]) => lines.some((line) => reaches(line, ownership)));
    return new Map(seen.map(([id, { name }]) => [id, name]));
  }
  return { noun, shown };
}

const raise = (message: string): never => {
  throw new Error(message);
};
