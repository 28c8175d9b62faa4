/** Rules of many fields are written once, under a name (naru.api.v1.FieldRule). */
import { type DescEnumValue, type DescField, getOption, hasOption, type Message, toJson } from '@bufbuild/protobuf';
import { registry } from '@naru/contracts';
import type { Finding } from './source.ts';

export interface RuledField {
  file: string;
  /** The message, and the name in it. */
  of: string;
  name: string;
  /** The name of its rules; undefined if they are written on the field only. */
  bears: string | undefined;
  /** Its rules in JSON, as one text. */
  rules: string;
}

const optionOf = (name: string) => {
  const found = registry.getExtension(name);
  if (!found) throw new Error(`the contract image has no option ${name}: run the generator`);
  return found;
};
const bearing = optionOf('naru.api.v1.rule');
const means = optionOf('naru.api.v1.means');
const written = optionOf('buf.validate.field');

const textOf = (rules: unknown): string =>
  JSON.stringify(written.message ? toJson(written.message, rules as Message, { registry }) : {});

const nameValues = (): DescEnumValue[] =>
  (registry.getEnum('naru.api.v1.FieldRule.Name')?.values ?? []).filter(({ number }) => number !== 0);

/** The rules of each name. */
export const named = (): ReadonlyMap<string, string> =>
  new Map(nameValues().map((value) => [value.name, textOf(getOption(value, means))]));

/** Every field of Naru's messages that has rules. */
export function ruledFields(): RuledField[] {
  const fields = [...registry].flatMap((desc) => (desc.kind === 'message' ? desc.fields : []));
  return fields.filter((field) => hasOption(field, written)).map(ruledField);
}

function ruledField(field: DescField): RuledField {
  const number = hasOption(field, bearing) ? getOption(field, bearing) : undefined;
  return {
    file: `proto/${field.parent.file.name}.proto`,
    of: field.parent.typeName,
    name: field.name,
    bears: nameValues().find((value) => value.number === number)?.name,
    rules: textOf(getOption(field, written)),
  };
}

// A single word: a name for it would not be shorter.
const ONE_WORD = JSON.stringify({ required: true });

/** Rules are a copy if they equal a named rule, those of another field of the same name, or of two other fields. */
export function copies(fields: readonly RuledField[], names = named()): Finding[] {
  const bare = fields.filter(({ bears, rules }) => !bears && rules !== ONE_WORD);
  return bare.flatMap((field) => {
    const name = [...names].find(([, rules]) => rules === field.rules)?.[0];
    const same = bare.filter(({ rules }) => rules === field.rules);
    const isCopy = same.length > 2 || same.filter((one) => one.name === field.name).length > 1;
    const found = (message: string) => [{ file: field.file, line: 0, message: `${field.of}.${field.name} ${message}` }];
    if (name) return found(`repeats the rules of a name: say [(naru.api.v1.rule) = ${name}]`);
    return isCopy ? found(`repeats ${field.rules}: give it a name in proto/naru/api/v1/field.proto`) : [];
  });
}

/** Names that no field uses. */
export const unborne = (fields: readonly RuledField[], names = named()): string[] =>
  [...names.keys()].filter((name) => fields.every(({ bears }) => bears !== name));
