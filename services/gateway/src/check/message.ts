/** Checks a message: every field by its descriptor, all faults in one pass. Each type is compiled once. */
import type { DescField, DescMessage } from '@bufbuild/protobuf';
import { checkEnum, checkScalar, wrong } from './scalar.ts';
import { type Check, isObject, isReadable, type Json, type JsonObject, type Walk } from './walk.ts';
import { checkKey, checkWellKnown, withShortDate } from './well-known.ts';

const compiled = new Map<DescMessage, Check>();

/** The check of a message type. It is registered before its fields are compiled, because a type may contain itself. */
export function checkMessage(desc: DescMessage): Check {
  const known = compiled.get(desc);
  if (known) return known;
  const wellKnown = checkWellKnown(desc);
  if (wellKnown) return wellKnown;
  const fields = new Map<string, FieldCheck>();
  const checkParts = checkFields(fields, desc.oneofs.length > 0);
  const check = desc.typeName === 'google.type.Date' ? withShortDate(checkParts) : checkParts;
  compiled.set(desc, check);
  for (const field of desc.fields.filter(isGiven)) {
    const entry = { desc: field, check: checkField(field), nullable: isNullable(field) };
    fields.set(field.jsonName, entry);
    fields.set(field.name, entry);
  }
  return check;
}

/** A caller never sends facts beside a body of bytes: they exist only in answers. */
const isGiven = ({ name, parent }: DescField): boolean =>
  !(parent.typeName === 'google.api.HttpBody' && name === 'extensions');

interface FieldCheck {
  desc: DescField;
  check: Check;
  /** Null is a value of this type; in other types it means that the field is not set. */
  nullable: boolean;
}

const isNullable = (field: DescField) =>
  field.fieldKind === 'message' && field.message.typeName === 'google.protobuf.Value';

function checkFields(fields: Map<string, FieldCheck>, hasOneofs: boolean): Check {
  // Built once for each type, because a body may be a megabyte of unknown keys.
  let names: readonly string[] | undefined;
  return (value, walk) => {
    if (!isObject(value)) return wrong(value, walk, 'object');
    const lost: string[] = [];
    for (const key of Object.keys(value)) {
      const field = fields.get(key);
      const check = () => {
        if (field) return checkMember(value, key, field, walk);
        names ??= namesOf(fields);
        walk.faultAt(key, 'unknown_field', { fields: names });
      };
      if (!isReadable(walk, check)) lost.push(key);
    }
    if (hasOneofs) lost.push(...secondsOfOneofs(value, fields, walk));
    // Last, since what cannot be read still counts as given. The rest may be wrong in other ways too.
    for (const key of lost) delete value[key];
    return value;
  };
}

function checkMember(object: JsonObject, key: string, field: FieldCheck, walk: Walk): void {
  const given = object[key] ?? null;
  const { jsonName } = field.desc;
  walk.enter(jsonName);
  if (key !== jsonName && Object.hasOwn(object, jsonName)) walk.fault('duplicate', { name: key });
  if (given !== null || field.nullable) {
    const clean = field.check(given, walk);
    if (clean !== given) object[key] = clean;
  }
  walk.leave();
}

/** Only one field of a group of alternatives may be set. Answers the keys of the others. */
function secondsOfOneofs(object: JsonObject, fields: Map<string, FieldCheck>, walk: Walk): string[] {
  const seen = new Map<string, string>();
  return Object.keys(object).filter((key) => {
    const field = fields.get(key)?.desc;
    if (!field?.oneof || object[key] === null) return false;
    const first = seen.get(field.oneof.name) ?? field.jsonName;
    seen.set(field.oneof.name, first);
    if (first === field.jsonName) return false;
    walk.faultAt(field.jsonName, 'oneof', { other: first });
    return true;
  });
}

function checkField(field: DescField): Check {
  switch (field.fieldKind) {
    case 'list':
      return checkList(checkItem(field));
    case 'map':
      return checkMap(checkItem(field));
    default:
      return checkItem(field);
  }
}

/** The check of a single value: of a field, of an item of a list, or of a value of a map. */
function checkItem(field: DescField): Check {
  if (field.message) return checkMessage(field.message);
  if (field.enum) return checkEnum(field.enum);
  return checkScalar(field.scalar);
}

function checkList(checkOne: Check): Check {
  return (value, walk) => {
    if (!Array.isArray(value)) return wrong(value, walk, 'list');
    for (let index = 0; index < value.length; index++) {
      const given = value[index] as Json;
      walk.enter(index);
      const clean = checkOne(given, walk);
      if (clean !== given) value[index] = clean;
      walk.leave();
    }
    return value;
  };
}

function checkMap(checkOne: Check): Check {
  return (value, walk) => {
    if (!isObject(value)) return wrong(value, walk, 'object');
    for (const key of Object.keys(value)) {
      walk.enter(key);
      if (checkKey(key, walk)) value[key] = checkOne(value[key] ?? null, walk);
      walk.leave();
    }
    return value;
  };
}

const namesOf = (fields: Map<string, FieldCheck>): string[] => [
  ...new Set([...fields.values()].map((field) => field.desc.jsonName)),
];
