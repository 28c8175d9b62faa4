/** Checks answers against the form of a round. Pure. */
import type { Answer, AnswerFile, Form, FormField } from '@naru/contracts/program/v1/form';
import { fields } from '@naru/kit/field-texts';
import { isSeen, lengthOf } from '@naru/kit/text';
import { readWhole } from '@naru/korean/number';
import { type Fault, requireNone } from '@naru/words/rejection';
import { rangeOf } from '../../standards/form.ts';
import { answerFault, refuse, refuseAnswer } from './texts.ts';

export const FILE_BYTES_MAX = 10 * 1024 * 1024;
const TEXT_LENGTH = 2000;
const WHOLE_NUMBER = /^-?\d{1,16}$/;

/**
 * Each answer must belong to a question of the form and be of its kind, with at most one answer to a question. @returns
 * the answers as they are stored
 * @throws Rejection naming all that break these rules
 */
export function requireAnswers(form: Form | undefined, answers: Answer[]): Answer[] {
  const seen = new Set<string>();
  const read = answers.map((answer) => ({ ...answer, value: readAs(fieldOf(form, answer.fieldId), answer.value) }));
  const faults = read.flatMap((answer, index) => {
    const twice = seen.has(answer.fieldId);
    seen.add(answer.fieldId);
    return faultsOf(form, answer, { here: `answers[${index}]`, twice });
  });
  requireNone(faults);
  return read;
}

/** A number is stored as digits, in whichever way it was written: 1,500 and 1만 5천 too. */
const readAs = (field: FormField | undefined, value: string): string =>
  field?.kind === 'NUMBER' ? String(readWhole(value).value ?? value) : value;

function faultsOf(
  form: Form | undefined,
  { fieldId, value }: Answer,
  { here, twice }: { here: string; twice: boolean },
): Fault[] {
  const field = fieldOf(form, fieldId);
  if (!field) return [answerFault(`${here}.field_id`, 'question', { ids: idsOf(form, { file: false }), file: false })];
  if (field.kind === 'FILE') return [answerFault(`${here}.field_id`, 'by_file')];
  if (twice) return [answerFault(`${here}.field_id`, 'twice')];
  return valueFaults(`${here}.value`, field, value);
}

/** The fault of an answer, if it has one. */
function valueFaults(path: string, field: FormField, value: string): Fault[] {
  const { kind, maxLength, choices } = field;
  switch (kind) {
    case 'TEXT': {
      const lengthMax = maxLength || TEXT_LENGTH;
      const length = lengthOf(value);
      return length <= lengthMax ? [] : [answerFault(path, 'text', { lengthMax, length })];
    }
    case 'NUMBER': {
      const { min, max } = rangeOf(field);
      const number = Number(value);
      const fits = WHOLE_NUMBER.test(value) && number >= (min ?? -Infinity) && number <= (max ?? Infinity);
      return fits ? [] : [answerFault(path, 'number', { min, max })];
    }
    case 'CHOICE':
      return choices.includes(value) ? [] : [answerFault(path, 'choice', { choices })];
    case 'YES_NO':
      return value === 'true' || value === 'false' ? [] : [answerFault(path, 'yes_no')];
    default:
      return [];
  }
}

/** @throws Rejection naming all required questions without an answer */
export function requireComplete(
  form: Form | undefined,
  { answers, files }: { answers: Answer[]; files: AnswerFile[] },
): void {
  const given = new Set([
    ...answers.filter(({ value }) => isSeen(value)).map(({ fieldId }) => fieldId),
    ...files.map(({ fieldId }) => fieldId),
  ]);
  const missing = (form?.fields ?? []).filter(({ id, required }) => required && !given.has(id));
  if (missing.length === 0) return;
  const ids = missing.map(({ id }) => id);
  // Quoted, since the name of a question is not translated.
  throw refuse('answers_missing', { ids }).naming(ids.map((id) => fields.fault(`answers["${id}"]`, 'required')));
}

/** The question that a file answers. @throws Rejection where the question takes no file, or no file of this type */
export function requireFileField(form: Form | undefined, fieldId: string, mediaType: string): FormField {
  const field = fieldOf(form, fieldId);
  if (!field) throw refuseAnswer('field_id', 'question', { ids: idsOf(form, { file: true }), file: true });
  if (field.kind !== 'FILE') throw refuseAnswer('field_id', 'not_by_file');
  const given = bareType(mediaType);
  if (field.mediaTypes.length > 0 && !field.mediaTypes.includes(given))
    throw refuseAnswer('file', 'media_type', { mediaTypes: field.mediaTypes, given });
  return field;
}

/** A media type without its parameters. */
export const bareType = (mediaType: string): string => mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';

export const bytesMaxOf = ({ maxBytes }: FormField): number => maxBytes || FILE_BYTES_MAX;

const fieldOf = (form: Form | undefined, id: string) => form?.fields.find((field) => field.id === id);
/** The questions that are answered by a file, or the others. */
const idsOf = (form: Form | undefined, { file }: { file: boolean }) =>
  (form?.fields ?? []).filter(({ kind }) => (kind === 'FILE') === file).map(({ id }) => id);
