/** Rules of forms that the validation of the contract cannot express. Programmes, templates and rounds all use them. */
import { Form, type FormField } from '@naru/contracts/program/v1/form';
import { requireNone, together } from '@naru/kit/rejection';
import { requireText } from '@naru/kit/text';
import { formFault } from './texts.ts';

/**
 * Every question has a name of its own and a text; a choice has choices; a range has its ends in order. @throws
 * Rejection
 */
export function requireForm<F extends Form | undefined>(path: string, form: F): F {
  const fields = form?.fields ?? [];
  const firstOf = new Map(fields.map(({ id }, index) => [id, index] as const).reverse());
  together(
    ...fields.map((field, index) => () => {
      const here = `${path}.fields[${index}]`;
      const twice = firstOf.get(field.id) !== index;
      together(
        () => requireNone(twice ? [formFault(`${here}.id`, 'id_twice', { id: field.id })] : []),
        () => requireText(`${here}.label`, field.label),
        () => requireNone(kindFaults(here, field)),
      );
    }),
  );
  return form;
}

function kindFaults(here: string, { kind, choices, min, max }: FormField) {
  const needed = kind === 'CHOICE';
  return [
    ...(needed === choices.length > 0 ? [] : [formFault(`${here}.choices`, 'choices', { needed })]),
    ...(min !== undefined && max !== undefined && max < min ? [formFault(`${here}.max`, 'range', { min })] : []),
  ];
}

/** The range of a NUMBER question. A form that was stored before an end could be left out has 0 and 0 for any number. */
export const rangeOf = ({ min, max }: Pick<FormField, 'min' | 'max'>): Pick<FormField, 'min' | 'max'> =>
  min === 0 && max === 0 ? {} : { min, max };

/** Reads a form that was stored before one of its fields existed. */
export const wholeForm = (form: Form | undefined): Form | undefined => form && Form.fromPartial(form);
