/**
 * Puts names beside ids. The contract marks the fields for names (`naru.api.v1.name_of`). The kit fills them after the
 * handler has answered, with one query for each noun. It fills a name only if the caller may see the named object by
 * the rule of its Get. A method without such fields pays nothing.
 */
import type { DescMessage } from '@bufbuild/protobuf';
import { type NameRule, namesIn, sightOf } from '@naru/contracts';
import { log } from '@naru/telemetry/log';
import { named, type Said } from '@naru/words/text';
import type { Document, Filter } from 'mongodb';
import { fitting } from './access.ts';
import type { Caller } from './identity.ts';
import { type Closed, openStore, type Raw } from './raw.ts';
import { type Ownership, reaches } from './reach.ts';

/** The name of one object, and its owner. */
export interface Known {
  name: object;
  ownership: Ownership;
}

/** The names of those ids that are known, in one query. An object that is hidden from all is missing. */
export type NamesOf = (ids: readonly string[]) => Promise<ReadonlyMap<string, Known>>;

/** The sources of names of a service, by noun. */
export type Names = Readonly<Record<string, NamesOf>>;

/** The names in a store. `known` gives the name and the owner of a document; null if it is hidden from all. */
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

/** The name fields of a message: its own, and those of the messages within it. */
interface Plan {
  rules: readonly NameRule[];
  parts: readonly { field: string; plan: Plan }[];
}

const plans = new Map<DescMessage, Plan | null>();

/** Null if there are no name fields. */
function planOf(message: DescMessage): Plan | null {
  const made = plans.get(message);
  if (made !== undefined) return made;
  plans.set(message, null); // A message that contains itself is read once.
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

/** A copy: the handler may answer with an object that it keeps, and no name may stay in that. */
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

/** Removes names from requests, so that no handler can store one. Null if the request has no field for a name. */
export function withoutNames(input: DescMessage): ((request: object) => object) | null {
  const plan = planOf(input);
  return plan && ((request) => rewritten(plan, request as Message, () => undefined));
}

export type Naming = (answer: unknown, caller: Caller) => Promise<unknown>;

/**
 * Puts names into the answers of a method. Null if they have no field for a name.
 * @throws at boot, if the service does not know the names of a noun in its answers
 */
export function namesInto(output: DescMessage, names: Names): Naming | null {
  const plan = planOf(output);
  if (!plan) return null;
  const sources = [...new Set(nounsOf(plan))].map((noun) => sourceOf(noun, names, output.typeName));
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

/** The name of an id in a text. An id without a known name, or with a name hidden from the caller, is shown itself. */
export type NameOf = (id: string) => Said;

/** Shows each id itself. */
export const byId: NameOf = (id) => ({ ko: id, en: id });

/** The names for texts that a handler makes, by the rule of those beside ids. An id is of one of the nouns. */
export async function namesFor(
  names: Names,
  { nouns, ids, caller }: { nouns: readonly string[]; ids: readonly string[]; caller: Caller },
): Promise<NameOf> {
  const wanted = [...new Set(ids)];
  const known = await Promise.all(nouns.map((noun) => sourceOf(noun, names, 'a text').shown(wanted, caller)));
  const found = new Map(known.flatMap((those) => [...those]));
  return (id) => {
    const { ko, en } = { ...byId(''), ...found.get(id) };
    return ko || en ? named({ ko, en }) : byId(id);
  };
}

/** One noun, and its names as a caller may see them. `bearer` is what wants them. */
function sourceOf(noun: string, names: Names, bearer: string) {
  const known = names[noun] ?? raise(`${bearer} names a ${noun}: say in the service's \`names\` where they come from`);
  const sight = sightOf(noun) ?? raise(`${bearer} names a ${noun}, and no Get says who may see one`);
  // The call has done its work. Without names the answer is still correct.
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
