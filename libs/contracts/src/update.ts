/** The parts of an update request: an id, the noun, a mask of the fields to change, and an etag (AIP-134). */
import { type DescField, type DescMessage, getOption, hasOption } from '@bufbuild/protobuf';
import { extension } from './options.ts';

export interface Update {
  /** The field of the request that holds the noun. Over HTTP it is the body. */
  noun: DescField & { message: DescMessage };
  /** The names of the noun's fields that an update may change. */
  updatable: readonly string[];
}

/** Reads the parts of an update request; null for any other request. */
export function updateReader(registry: Parameters<typeof extension>[0]): (input: DescMessage) => Update | null {
  const option = extension<readonly string[]>(registry, 'naru.api.v1.updatable');
  return (input) => {
    const noun = input.fields.find((field) => field.message && hasOption(field, option));
    return noun?.message ? { noun: noun as Update['noun'], updatable: getOption(noun, option) } : null;
  };
}

/** True if a mask path may go below the field. Text in two languages, dates, lists and maps change only as a whole. */
export const hasParts = (field: DescField): field is DescField & { fieldKind: 'message'; message: DescMessage } =>
  field.fieldKind === 'message' &&
  !field.message.typeName.startsWith('google.') &&
  field.message.typeName !== 'naru.common.v1.LocalizedText';

export type MaskFault = 'unknown' | 'output_only' | 'whole';

/** The fault of one path of a mask, or null. Paths are proto names: `details.start_date`. */
export function maskFault({ noun, updatable }: Update, path: string): MaskFault | null {
  let message: DescMessage | null = noun.message;
  for (const [depth, name] of path.split('.').entries()) {
    if (!message) return 'whole';
    const field: DescField | undefined = message.fields.find((one) => one.name === name);
    if (!field) return 'unknown';
    if (depth === 0 && !updatable.includes(name)) return 'output_only';
    message = hasParts(field) ? field.message : null;
  }
  return null;
}
