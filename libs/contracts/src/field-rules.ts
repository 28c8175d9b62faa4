/**
 * Named field rules: the generator writes the rules of a name such as `(naru.api.v1.rule) = ID` out into the image, so
 * that whoever checks or shows rules finds them at each field.
 */
import {
  type DescEnumValue,
  type DescField,
  type FileRegistry,
  fromBinary,
  getOption,
  hasOption,
  type Message,
  setExtension,
  toBinary,
} from '@bufbuild/protobuf';
import { extension } from './options.ts';

/** Gives each field with a named rule the rules of that name as its `buf.validate.field`, merged with its own rules. */
export function writeOut(registry: FileRegistry): void {
  const rule = extension<number>(registry, 'naru.api.v1.rule');
  const means = extension<Message>(registry, 'naru.api.v1.means');
  const written = extension<Message>(registry, 'buf.validate.field');
  const names = registry.getEnum('naru.api.v1.FieldRule.Name')?.value ?? {};
  for (const desc of registry)
    for (const field of desc.kind === 'message' ? desc.fields : [])
      if (hasOption(field, rule)) {
        const named = getOption(nameOf(field, names[getOption(field, rule)]), means);
        const own = hasOption(field, written) ? getOption(field, written) : undefined;
        if (field.proto.options) setExtension(field.proto.options, written, own ? merged(named, own) : named);
      }

  function merged(named: Message, own: Message): Message {
    const schema = written.message;
    if (!schema) throw new Error('buf.validate.field has changed: it was a message');
    // Protobuf merges messages when it reads one after the other.
    return fromBinary(schema, Buffer.concat([toBinary(schema, named), toBinary(schema, own)]));
  }
}

function nameOf(field: DescField, name: DescEnumValue | undefined): DescEnumValue {
  if (!name)
    throw new Error(`${field.parent.typeName}.${field.name} bears a rule that naru.api.v1.FieldRule does not name`);
  return name;
}
