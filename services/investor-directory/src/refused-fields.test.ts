import { expect, test } from '@jest/globals';
import { fieldsOf } from '@naru/testing/fields-of';
import { DEAL } from './deal/texts.ts';
import { FUND } from './fund/texts.ts';
import { INVESTOR } from './investor/texts.ts';

// Forms show a refusal beside the field that it names.
test.each([
  [
    DEAL.noun,
    DEAL,
    {
      amount_missing: 'amountKrw',
      confirmed_early: 'confirmedOn',
      day_differs: 'confirmedOn',
      origin_closed: 'originId',
      other_side: 'side',
      sum_differs: 'amountKrw',
      external_id_taken: 'source.externalId',
    },
  ],
  [FUND.noun, FUND, { external_id_taken: 'source.externalId' }],
  [INVESTOR.noun, INVESTOR, { lei_taken: 'lei', external_id_taken: 'source.externalId' }],
])('refusals of the noun "%s" name their fields', (_, texts, fields) => expect(fieldsOf(texts)).toEqual(fields));
