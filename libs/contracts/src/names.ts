/** Names beside ids: `venture_name` is the name of what `venture_id` identifies. The option says of which nouns it may be. */
import { type DescField, type DescMessage, getOption, hasOption } from '@bufbuild/protobuf';
import { extension } from './options.ts';

export interface NameRule {
  /** ventureName, and ventureId: the fields as generated code has them. */
  name: string;
  id: string;
  /** venture, or several of which the id may be one. */
  nouns: readonly string[];
}

/** Reads which fields of a message are names. @throws where a name has no id beside it: a slip of the programmer */
export function nameReader(registry: Parameters<typeof extension>[0]): (message: DescMessage) => readonly NameRule[] {
  const option = extension<readonly string[]>(registry, 'naru.api.v1.name_of');
  return (message) =>
    message.fields
      .filter((field) => hasOption(field, option))
      .map((field) => ({ name: field.localName, id: idBeside(field).localName, nouns: getOption(field, option) }));
}

/** `venture_name` is of `venture_id`, `put_forward_by_name` of `put_forward_by`, and `name` of `id`. */
function idBeside({ name, parent }: DescField): DescField {
  const bearer = name.replace(/_?name$/, '');
  const wanted = bearer ? [`${bearer}_id`, bearer] : ['id'];
  const id = parent.fields.find((field) => field.fieldKind === 'scalar' && wanted.includes(field.name));
  if (!id) throw new Error(`${parent.typeName}.${name} is a name, and no id stands beside it`);
  return id;
}
