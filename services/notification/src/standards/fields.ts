/** Reads the fields of an event by the paths that its row in the contract names. naru.common.v1.Told describes them. */
import { type DescMessage, fromBinary, isMessage } from '@bufbuild/protobuf';
import { type ReflectMessage, reflect } from '@bufbuild/protobuf/reflect';

/** A scalar, the number of an enum's value, or a message. */
export type Value = string | number | bigint | boolean | Uint8Array | ReflectMessage;

export const contentOf = (desc: DescMessage, data: Uint8Array): ReflectMessage => reflect(desc, fromBinary(desc, data));

export const isContent = (value: unknown): value is ReflectMessage =>
  typeof value === 'object' && value !== null && 'desc' in value && 'findNumber' in value;

/** The values of a field; none if it is not set. */
export function valuesOf(message: ReflectMessage, name: string): Value[] {
  const field = message.fields.find((one) => one.name === name);
  if (!field || !message.isSet(field)) return [];
  if (field.fieldKind === 'map') return [];
  const value = message.get(field);
  // Of a list the values, of any other field its value: the types of both depend on the field.
  return field.fieldKind === 'list' ? [...(value as Iterable<Value>)] : [value as Value];
}

/** The values at a path; none if a field on the way is not set. */
export const valuesAt = (message: ReflectMessage, path: string): Value[] =>
  path.split('.').reduce<Value[]>(step, [message]);

function step(values: Value[], segment: string): Value[] {
  if (segment === 'last') return values.slice(-1);
  const messages = values.filter(isContent);
  if (segment === segment.toUpperCase()) return messages.filter((one) => sideOf(one) === segment);
  return messages.flatMap((one) => valuesOf(one, segment));
}

/** The name of the value of an enum. */
export function nameAt(message: ReflectMessage, name: string): string | undefined {
  const field = message.fields.find((one) => one.name === name);
  if (field?.fieldKind !== 'enum') return undefined;
  return field.enum.value[Number(message.get(field))]?.name;
}

const sideOf = (message: ReflectMessage): string | undefined => nameAt(message, 'side');

/** The texts at a path that are not empty: ids. */
export const idsAt = (message: ReflectMessage, path: string): string[] =>
  valuesAt(message, path).filter((value): value is string => typeof value === 'string' && value !== '');

/** The message itself, of the type that generated code has. */
export const plainOf = (value: Value | undefined): unknown =>
  isContent(value) && isMessage(value.message) ? value.message : value;
