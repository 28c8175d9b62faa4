/** The rules of forms that the contract cannot say. Forms are asked by programmes, templates and rounds alike. */
import { Form, type FormField } from '@naru/contracts/program/v1/form';
import { refusals } from '@naru/kit/rejection';
import { requireText } from '@naru/kit/text';

const { invalid } = refusals('form');

/** Every question has its own name and a text, a choice has choices, a range has its ends in order. @throws Rejection */
export function requireForm<F extends Form | undefined>(path: string, form: F): F {
  const names = new Set<string>();
  form?.fields.forEach((field, index) => {
    const here = `${path}.fields[${index}]`;
    if (names.has(field.id)) throw invalid(`${here}.id`, 'id_twice', 'must differ from those of the others');
    names.add(field.id);
    requireText(`${here}.label`, field.label);
    requireKind(here, field);
  });
  return form;
}

function requireKind(here: string, { kind, choices, min, max }: FormField): void {
  if ((kind === 'CHOICE') !== choices.length > 0)
    throw invalid(
      `${here}.choices`,
      'choices',
      kind === 'CHOICE' ? 'must have at least one choice' : 'must be left out: only a CHOICE has choices',
    );
  if (max < min) throw invalid(`${here}.max`, 'range', `must not be below min, ${min}`);
}

/** A form as it may have been stored before one of its properties was known. */
export const wholeForm = (form: Form | undefined): Form | undefined => form && Form.fromPartial(form);
