/** Names beside ids: `venture_name` is the name for the id `venture_id`. The option gives its possible nouns. */
import { type DescField, type DescMessage, getOption, hasOption } from '@bufbuild/protobuf';
import { extension } from './options.ts';

export interface NameRule {
  /** The fields of the name and of the id in generated code: ventureName, ventureId. */
  name: string;
  id: string;
  /** The noun, or all nouns that the id may belong to: venture. */
  nouns: readonly string[];
}

/** Finds the name fields of a message. @throws if a name has no id beside it: a programming error */
export function nameReader(registry: Parameters<typeof extension>[0]): (message: DescMessage) => readonly NameRule[] {
  const option = extension<readonly string[]>(registry, 'naru.api.v1.name_of');
  return (message) =>
    message.fields
      .filter((field) => hasOption(field, option))
      .map((field) => ({ name: field.localName, id: idBeside(field).localName, nouns: getOption(field, option) }));
}

/** `venture_name` belongs to `venture_id`, `put_forward_by_name` to `put_forward_by`, and `name` to `id`. */
function idBeside({ name, parent }: DescField): DescField {
  const bearer = name.replace(/_?name$/, '');
  const wanted = bearer ? [`${bearer}_id`, bearer] : ['id'];
  const id = parent.fields.find((field) => field.fieldKind === 'scalar' && wanted.includes(field.name));
  if (!id) throw new Error(`${parent.typeName}.${name} is a name, and no id stands beside it`);
  return id;
}
