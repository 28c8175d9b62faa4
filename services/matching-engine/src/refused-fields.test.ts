import { expect, test } from '@jest/globals';
import { fieldsOf } from '@naru/testing/fields-of';
import { MATCH } from './match/texts.ts';

// Forms show a refusal beside the field that it names.
test.each([[MATCH.noun, MATCH, { other_side: 'side' }]])(
  'refusals of the noun "%s" name their fields',
  (_, texts, fields) => expect(fieldsOf(texts)).toEqual(fields),
);
