/** Checks for messages that have their own JSON form. */
import type { DescMessage } from '@bufbuild/protobuf';
import { isWrapperDesc } from '@bufbuild/protobuf/wkt';
import { checkScalar, checkText, wrong } from './scalar.ts';
import { type Check, isObject, type Json, type Walk } from './walk.ts';

const INSTANT =
  /^(?<date>\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DURATION = /^-?(\d{1,12})(?:\.\d{1,9})?s$/;
const DURATION_SECONDS_MAX = 315_576_000_000;
const MASK = /^$|^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*(?:,[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*)*$/;

/** True if the day exists: 2015-02-30 does not. */
function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text)?.map(Number) ?? [];
  if (!year || !month || !day) return false;
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const checkInstant: Check = (value, walk) => {
  const day = typeof value === 'string' ? INSTANT.exec(value)?.groups?.date : undefined;
  if (day && isDay(day)) return value;
  return wrong(value, walk, 'timestamp');
};

const checkDuration: Check = (value, walk) => {
  const seconds = typeof value === 'string' ? DURATION.exec(value)?.[1] : undefined;
  if (seconds !== undefined && Number(seconds) < DURATION_SECONDS_MAX) return value;
  return wrong(value, walk, 'duration');
};

const checkMask: Check = (value, walk) =>
  typeof value === 'string' && MASK.test(value) ? value : wrong(value, walk, 'field_mask');

/** JSON of any shape: only its text can be wrong. */
const checkFree: Check = (value, walk) => {
  if (typeof value === 'string') return checkText(value, walk);
  if (Array.isArray(value)) checkEach(value, walk);
  else if (isObject(value)) checkKeys(value, walk);
  return value;
};

function checkEach(list: Json[], walk: Walk): void {
  for (const [index, item] of list.entries()) {
    walk.enter(index);
    list[index] = checkFree(item, walk);
    walk.leave();
  }
}

function checkKeys(object: { [key: string]: Json }, walk: Walk): void {
  for (const key of Object.keys(object)) {
    walk.enter(key);
    if (checkKey(key, walk)) object[key] = checkFree(object[key] ?? null, walk);
    walk.leave();
  }
}

/**
 * True if a caller may choose this key. Such keys become keys of stored documents, where a dollar sign and a dot are
 * commands, and of JavaScript objects, where __proto__ is special.
 */
export function checkKey(key: string, walk: Walk): boolean {
  const safe = key !== '' && key !== '__proto__' && !key.startsWith('$') && !key.includes('.') && !key.includes('\0');
  if (!safe) walk.fault('key');
  else if (!key.isWellFormed() || key !== key.normalize('NFC')) walk.fault('unicode', { whole: key.isWellFormed() });
  else return true;
  return false;
}

/** JSON of any shape that is an object, or a list. */
const checkFreeKind = (kind: string): Check =>
  kind === 'Struct'
    ? (value, walk) => (isObject(value) ? checkFree(value, walk) : wrong(value, walk, 'object'))
    : (value, walk) => (Array.isArray(value) ? checkFree(value, walk) : wrong(value, walk, 'list'));

/** The check of a well-known type; null if the type is an ordinary message. */
export function checkWellKnown(desc: DescMessage): Check | null {
  if (isWrapperDesc(desc)) return checkScalar(desc.fields[0].scalar);
  switch (desc.typeName) {
    case 'google.protobuf.Timestamp':
      return checkInstant;
    case 'google.protobuf.Duration':
      return checkDuration;
    case 'google.protobuf.FieldMask':
      return checkMask;
    case 'google.protobuf.Value':
      return checkFree;
    case 'google.protobuf.Struct':
    case 'google.protobuf.ListValue':
      return checkFreeKind(desc.name);
    case 'google.protobuf.Any':
      throw new Error(`${desc.typeName} cannot be part of a request: declare the messages it may hold as a oneof`);
    default:
      return null;
  }
}

/** Accepts a civil date in the usual form, 2015-05-11, besides { year, month, day }. */
export function withShortDate(checkParts: Check): Check {
  return (value, walk) => {
    if (typeof value !== 'string') return checkParts(value, walk);
    if (!isDay(value)) return wrong(value, walk, 'date');
    return { year: Number(value.slice(0, 4)), month: Number(value.slice(5, 7)), day: Number(value.slice(8, 10)) };
  };
}
