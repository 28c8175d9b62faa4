import { expect, test } from '@jest/globals';
import { fieldsOf } from '@naru/testing/fields-of';
import { CENTRE, HOST, NETWORK_PLAN } from './centre/texts.ts';
import { NETWORK } from './network/texts.ts';
import { ORGANISATION } from './organisation/texts.ts';
import { VENTURE } from './venture/texts.ts';

// Forms show a refusal beside the field that it names.
test.each([
  [CENTRE.noun, CENTRE, { exists: 'id', order_taken: 'openingOrder' }],
  [HOST.noun, HOST, { before_opening: 'from', overlaps: 'from', lead_needed: 'organisationId', ends_early: 'to' }],
  [NETWORK_PLAN.noun, NETWORK_PLAN, { full: 'openingOrder' }],
  [NETWORK.noun, NETWORK, { too_small: 'centres' }],
  [ORGANISATION.noun, ORGANISATION, { brn_taken: 'brn', external_id_taken: 'source.externalId' }],
  [
    VENTURE.noun,
    VENTURE,
    { consent_ends_early: 'validUntil', brn_taken: 'brn', external_id_taken: 'source.externalId' },
  ],
])('refusals of the noun "%s" name their fields', (_, texts, fields) => expect(fieldsOf(texts)).toEqual(fields));
