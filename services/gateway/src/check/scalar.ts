/** Checks for single values, by their type in the contract. */
import { type DescEnum, ScalarType } from '@bufbuild/protobuf';
import { choicesOf } from '@naru/contracts';
import type { FaultKey, FaultParams } from '../texts.ts';
import type { Check, Json, Walk } from './walk.ts';

const WHOLE = /^-?(?:0|[1-9][0-9]{0,19})$/;
const DECIMAL = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
// Both alphabets of base64, also mixed, with or without padding, as the proto3 JSON mapping allows.
const BASE64 = /^(?:[A-Za-z0-9+/_-]{4})*(?:[A-Za-z0-9+/_-]{2}(?:==)?|[A-Za-z0-9+/_-]{3}=?)?$/;
const FLOAT_MAX = 3.4028234663852886e38;

/** Text in NFC: 강원 typed on a Mac and on Windows must be equal inside. */
export const checkText: Check = (value, walk) => {
  if (typeof value !== 'string') return wrong(value, walk, 'string');
  if (!value.isWellFormed()) return wrong(value, walk, 'unicode', { whole: false });
  return value.normalize('NFC');
};

const checkFlag: Check = (value, walk) => (typeof value === 'boolean' ? value : wrong(value, walk, 'bool'));

const checkBase64: Check = (value, walk) =>
  typeof value === 'string' && BASE64.test(value) ? value : wrong(value, walk, 'base64');

/** A whole number, as a number or in quotes. */
function checkWhole(rule: 'int32' | 'uint32' | 'int64' | 'uint64', least: number, most: number): Check {
  return (value, walk) => {
    const number = typeof value === 'string' && WHOLE.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) return number;
    return wrong(value, walk, rule, { least, most });
  };
}

/** A number with a fraction. NaN and the infinities are refused: no amount, share or score can have these values. */
function checkReal(rule: 'float' | 'double', max: number): Check {
  return (value, walk) => {
    const number = typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value;
    return typeof number === 'number' && Math.abs(number) <= max ? number : wrong(value, walk, rule);
  };
}

const checkInt32 = checkWhole('int32', -(2 ** 31), 2 ** 31 - 1);
const checkUint32 = checkWhole('uint32', 0, 2 ** 32 - 1);
// Services hold these as JavaScript numbers, which are exact only up to 2^53-1. JSON.parse has already rounded an
// unquoted 2^53+1 to 2^53, which is also outside the limit.
const toInt64 = (check: Check): Check => {
  return (value, walk) => {
    const number = check(value, walk);
    return typeof number === 'number' ? String(number) : number;
  };
};
const checkInt64 = toInt64(checkWhole('int64', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER));
const checkUint64 = toInt64(checkWhole('uint64', 0, Number.MAX_SAFE_INTEGER));

const SCALARS: Record<ScalarType, Check> = {
  [ScalarType.STRING]: checkText,
  [ScalarType.BOOL]: checkFlag,
  [ScalarType.BYTES]: checkBase64,
  [ScalarType.INT32]: checkInt32,
  [ScalarType.SINT32]: checkInt32,
  [ScalarType.SFIXED32]: checkInt32,
  [ScalarType.UINT32]: checkUint32,
  [ScalarType.FIXED32]: checkUint32,
  [ScalarType.INT64]: checkInt64,
  [ScalarType.SINT64]: checkInt64,
  [ScalarType.SFIXED64]: checkInt64,
  [ScalarType.UINT64]: checkUint64,
  [ScalarType.FIXED64]: checkUint64,
  [ScalarType.FLOAT]: checkReal('float', FLOAT_MAX),
  [ScalarType.DOUBLE]: checkReal('double', Number.MAX_VALUE),
};

export const checkScalar = (type: ScalarType): Check => SCALARS[type];

/** A name of the enum, or the number of a value. An unknown number is refused like an unknown name. */
export function checkEnum(desc: DescEnum): Check {
  const names = new Set(desc.values.map((value) => value.name));
  const numbers = new Set(desc.values.map((value) => value.number));
  const choices = choicesOf(desc);
  return (value, walk) => {
    const known = typeof value === 'string' ? names.has(value) : typeof value === 'number' && numbers.has(value);
    return known ? value : wrong(value, walk, 'enum', choices);
  };
}

/** Records the fault. Its text never repeats the value, which may be personal data. */
export function wrong<K extends FaultKey>(value: Json, walk: Walk, key: K, ...params: FaultParams<K>): Json {
  walk.fault(key, ...params);
  return value;
}
