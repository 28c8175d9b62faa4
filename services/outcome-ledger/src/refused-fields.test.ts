import { expect, test } from '@jest/globals';
import { fieldsOf } from '@naru/testing/fields-of';
import { OUTCOME } from './outcome/texts.ts';

// Forms show a refusal beside the field that it names.
test.each([[OUTCOME.noun, OUTCOME, { external_id_taken: 'source.externalId' }]])(
  'refusals of the noun "%s" name their fields',
  (_, texts, fields) => expect(fieldsOf(texts)).toEqual(fields),
);
