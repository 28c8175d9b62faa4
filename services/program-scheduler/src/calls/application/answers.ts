/** Whether answers fit the form of their round. Pure. */
import type { Answer, AnswerFile, Form, FormField } from '@naru/contracts/program/v1/form';
import { invalidField, Rejection, refusals, untranslated } from '@naru/kit/rejection';
import { isSeen, lengthOf } from '@naru/kit/text';
import { readWhole } from '@naru/korean/number';

const { invalid } = refusals('answer');

export const FILE_BYTES_MAX = 10 * 1024 * 1024;
const TEXT_LENGTH = 2000;
const WHOLE_NUMBER = /^-?\d{1,16}$/;

/** Each answer is to a question of the form, at most one to each, and of its kind; as they are kept. @throws Rejection */
export function requireAnswers(form: Form | undefined, answers: Answer[]): Answer[] {
  const seen = new Set<string>();
  const read = answers.map((answer) => ({ ...answer, value: readAs(fieldOf(form, answer.fieldId), answer.value) }));
  read.forEach(({ fieldId, value }, index) => {
    const here = `answers[${index}]`;
    const field = fieldOf(form, fieldId);
    if (!field || field.kind === 'FILE')
      throw invalid(
        `${here}.field_id`,
        'question',
        field
          ? 'is answered by a file: upload it'
          : `must be one of ${namesOf(form) || 'none: the round asks nothing'}`,
      );
    if (seen.has(fieldId)) throw invalid(`${here}.field_id`, 'twice', 'must be answered once');
    seen.add(fieldId);
    const wrong = wrongWith(field, value);
    if (wrong) throw invalidField(`${here}.value`, `answer.${field.kind.toLowerCase()}`, wrong);
  });
  return read;
}

/** A number is kept in digits, however it was written: 1,500 and 1만 5천 too. */
const readAs = (field: FormField | undefined, value: string): string =>
  field?.kind === 'NUMBER' ? String(readWhole(value).value ?? value) : value;

/** What is wrong with an answer, and what would be right; null where nothing is. */
function wrongWith({ kind, maxLength, choices, min, max }: FormField, value: string): string | null {
  switch (kind) {
    case 'TEXT': {
      const most = maxLength || TEXT_LENGTH;
      const length = lengthOf(value);
      return length <= most ? null : `must have at most ${most} characters; it has ${length}`;
    }
    case 'NUMBER': {
      if (!WHOLE_NUMBER.test(value)) return 'must be a whole number in digits';
      const free = min === 0 && max === 0;
      return free || (Number(value) >= min && Number(value) <= max) ? null : `must be from ${min} to ${max}`;
    }
    case 'CHOICE':
      return choices.includes(value) ? null : `must be one of ${choices.join(', ')}`;
    case 'YES_NO':
      return value === 'true' || value === 'false' ? null : 'must be true or false';
    default:
      return null;
  }
}

/** All required questions that have no answer, at once. @throws Rejection */
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
  throw new Rejection({
    kind: 'rule',
    code: 'application.answers_missing',
    message: `answers: ${missing.map(({ id }) => id).join(', ')} must be answered before the application is submitted`,
    faults: missing.map(({ id }) => untranslated(`answers.${id}`, 'required', 'must be answered')),
  });
}

/** The question that a file answers. @throws Rejection where it takes no file, or none of this type */
export function requireFileField(form: Form | undefined, fieldId: string, mediaType: string): FormField {
  const field = fieldOf(form, fieldId);
  if (field?.kind !== 'FILE')
    throw invalid('field_id', 'question', field ? 'is not answered by a file' : 'is no question of the round');
  const bare = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (field.mediaTypes.length > 0 && !field.mediaTypes.includes(bare))
    throw invalid(
      'file',
      'media_type',
      `must be ${field.mediaTypes.join(' or ')}; the content type was ${bare || 'missing'}`,
    );
  return field;
}

export const bytesMaxOf = ({ maxBytes }: FormField): number => maxBytes || FILE_BYTES_MAX;

const fieldOf = (form: Form | undefined, id: string) => form?.fields.find((field) => field.id === id);
const namesOf = (form: Form | undefined) => (form?.fields ?? []).map(({ id }) => id).join(', ');
