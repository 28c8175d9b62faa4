/** A number that was left out must never be taken for 0: it is required, or the contract says what 0 means. */
import { type DescField, ScalarType } from '@bufbuild/protobuf';
import { FeatureSet_FieldPresence } from '@bufbuild/protobuf/wkt';
import { docOf } from '@naru/contracts';
import { rulesOf } from './contract.ts';
import type { Finding } from './source.ts';

const NO_NUMBERS: ReadonlySet<ScalarType> = new Set([ScalarType.STRING, ScalarType.BYTES, ScalarType.BOOL]);

const isNumber = (field: DescField): boolean => field.fieldKind === 'scalar' && !NO_NUMBERS.has(field.scalar);

// PAGE_SIZE says what 0 means.
/** Without presence, a field that is left out reads as 0. */
const isSilent = ({ presence }: DescField): boolean => presence === FeatureSet_FieldPresence.IMPLICIT;

function mayBeZero(field: DescField): boolean {
  const [rules = {}] = Object.values(rulesOf(field)) as { gte?: number | string; gt?: number | string }[];
  return !(Number(rules.gte ?? 0) > 0 || Number(rules.gt ?? -1) >= 0);
}

/** The comment of the field, or of its message where the rule holds for all of its numbers. */
const saysZero = (field: DescField): boolean => [docOf(field), docOf(field.parent)].some((doc) => /\b0\b/.test(doc));

export const numberFindings = (fields: readonly DescField[], says = saysZero): Finding[] =>
  fields
    .filter(
      (field) => isNumber(field) && field.name !== 'page_size' && isSilent(field) && mayBeZero(field) && !says(field),
    )
    .map((field) => ({
      file: `proto/${field.parent.file.name}.proto`,
      line: 0,
      message: `${field.parent.typeName}.${field.name} is 0 where it is left out: make it optional and required, or say in its comment what 0 means`,
    }));
